/*
 * Events into inboxes, in the transaction of what caused them.
 */
#ifndef TNW_SERVICE_CORE_NOTIFY_H
#define TNW_SERVICE_CORE_NOTIFY_H

#include "service/core/call.h"
#include "store/records/inbox.h"
#include "store/records/thread.h"

/* Tells one actor; the caller themself is never told. Who waits in a long poll is woken after the commit. */
void notify(struct call *call, struct txn *txn, const struct id *actor, enum event_type type, const struct id *dossier,
            const struct id *object);
/* The same of what happened in a thread. */
void notify_in_thread(struct call *call, struct txn *txn, const struct id *actor, enum event_type type,
                      const struct thread *thread, const struct id *object);

/* In the transaction of the call's record: an event to the patient of each dossier that the call showed, if the actor
 * never had access to it before. For who had, one look-up for each dossier. */
void notify_first_access(struct call *call, struct txn *txn);

#endif
