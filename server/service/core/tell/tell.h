/*
 * Telling the people of a dossier what happened in it: events into their inboxes, in the transaction of the cause.
 */
#ifndef TNW_SERVICE_CORE_TELL_TELL_H
#define TNW_SERVICE_CORE_TELL_TELL_H

#include "service/core/access.h"
#include "store/records/inbox.h"

/* Tells one actor. Never told are who made the call, and who is out of the dossier; a doctor is told of what was done
 * in their name. Who waits in a long poll is woken
 * after the commit. */
void tell(struct call *call, struct txn *txn, const struct access *access, const struct id *actor, enum event_type type,
          const struct id *object);
/* The same, where an event says more than type and object. Its dossier is access's. */
void tell_event(struct call *call, struct txn *txn, const struct access *access, const struct id *actor,
                struct event event);
/* The same to all of the dossier who have one of these roles in it, each once: the patient, and who takes part. */
void tell_roles(struct call *call, struct txn *txn, const struct access *access, code_set roles, struct event event);

/* Whether who takes part there does so as well, further up, in one of these roles: they are told already. */
bool tell_came_before(const struct dossier *dossier, size_t which, code_set roles);

#endif
