/*
 * The process of a dossier: what of it is kept when something is written that moves its timeline and
 * the indexes and events that its timeline gives.
 */
#ifndef TNW_SERVICE_PROCESS_KEEPING_H
#define TNW_SERVICE_PROCESS_KEEPING_H

#include "base/domain/process.h"
#include "service/core/access.h"

/* In the transaction of what was written, after all its other puts. access->dossier: as it was stored. Who is to do a
 * step that became due by it is told of that, but the caller. Errors are sticky in txn. */

/* Of a new dossier: what is due on its first day nobody is told. */
void process_begin(struct call *call, struct txn *txn, const struct access *access);
/* Puts the event of that object, or replaces it. */
void process_note(struct call *call, struct txn *txn, const struct access *access, const struct process_event *event);
/* Takes the event of that object away; it may have none. */
void process_forget(struct call *call, struct txn *txn, const struct access *access, const struct id *object);
/* Something else changed that the timeline goes by: participants, facts, suspensions, the state of the dossier, the
 * day. */
void process_refresh(struct call *call, struct txn *txn, const struct access *access);

/* Somebody was put out of the dossier, or let in again: what the consents say is read anew. */
void process_refresh_out(struct call *call, struct txn *txn, const struct id *dossier);
/* For a worker's snapshot: what these will ask for. */
void process_foresee(struct txn *snapshot, const struct id *dossier);
/* The `hint` of a row that tells all who take part in the dossier of its path: that, and their inboxes. */
void process_foresee_told(struct call *call, struct txn *snapshot);

/* Whose it is, in a dossier where nobody keeps the overview, to see to it. */
code_set process_regie_roles(const struct policy *policy, const struct dossier *dossier);

#endif
