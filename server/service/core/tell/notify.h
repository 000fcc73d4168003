/*
 * Events into inboxes, in the transaction of what caused them.
 */
#ifndef TNW_SERVICE_CORE_TELL_NOTIFY_H
#define TNW_SERVICE_CORE_TELL_NOTIFY_H

#include "service/core/call.h"
#include "store/records/inbox.h"

/* Puts an event of now, by the caller, into that inbox. Who waits in a long poll is woken after the commit. Whether
 * they are to be told at all, tell.h knows. */
void notify(struct call *call, struct txn *txn, const struct id *actor, struct event event);

/* Wakes them after the commit, with no event: whether they may still ask is looked at again. */
void notify_wake(struct call *call, const struct id *actor);

/* In the transaction of the call's record: an event to the patient of each dossier that the call showed, if the actor
 * never had access to it before. For who had, one look-up for each dossier. */
void notify_first_access(struct call *call, struct txn *txn);

#endif
