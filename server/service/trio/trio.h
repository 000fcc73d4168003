/*
 * A thread as this caller may touch it.
 */
#ifndef TNW_SERVICE_TRIO_TRIO_H
#define TNW_SERVICE_TRIO_TRIO_H

#include "service/core/access.h"
#include "store/records/inbox.h"
#include "store/records/trio/message.h"
#include "store/records/trio/thread.h"

/* What the caller wants with a thread. To who is out of the dossier only the list of messages is open, of their own. */
enum trio_intent { TRIO_READ, TRIO_LIST, TRIO_WRITE };

struct trio {
    struct access access;
    struct thread thread;
    bool is_member;
    size_t place;  /* of the caller among the members, if they are one */
    bool sees_all; /* not only what is addressed to them */
};

/* Opens the thread path_id[0]. Visible to its members, while they have a ground to confer, and to the patient.
 * TRIO_WRITE: members only, and the thread must be open.
 * Errors: NOT_FOUND, CONSENT_REQUIRED, THREAD_CLOSED, DOSSIER_CLOSED, ROLE_NOT_ALLOWED. Free with trio_close always. */
TNW_MUST_CHECK enum tnw_err trio_open(struct call *call, struct txn *txn, enum trio_intent intent, struct trio *out);
/* The same of that thread. */
TNW_MUST_CHECK enum tnw_err trio_open_thread(struct call *call, struct txn *txn, const struct id *thread,
                                             enum trio_intent intent, struct trio *out);
void trio_close(struct trio *trio);

/* Whether that message of it is shown to the caller. Who is out of the dossier keeps their own; who sees what is
 * addressed to them sees nothing else. */
bool trio_shows(const struct call *call, const struct trio *trio, const struct message *message);

/* Whether the caller may confer in that procedure; notes the ground. Reading a closed thread is conferring too, but is
 * not refused because the dossier is closed. */
TNW_MUST_CHECK enum tnw_err trio_decide(struct call *call, const struct access *access, enum purpose procedure,
                                        bool writing);

/* Their place among the members; false: they are none. */
bool trio_find_member(const struct thread *thread, const struct id *actor, enum role role, size_t *place);

/* Tells all members but the caller who see the thread at this moment: who lost the ground to confer is not told that it
 * goes on, nor how often. heard: of those whose view is VIEW_ADDRESSED these only. */
#define TRIO_ALL ((member_set)~0U)
void trio_notify(struct call *call, struct txn *txn, const struct access *access, const struct thread *thread,
                 struct event event, member_set heard);

#endif
