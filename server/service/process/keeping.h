/*
 * The process of a dossier: what of it is kept when something is written that moves its timeline, and how it is read.
 */
#ifndef TNW_SERVICE_PROCESS_KEEPING_H
#define TNW_SERVICE_PROCESS_KEEPING_H

#include "base/process.h"
#include "service/core/access.h"

/* In the transaction of what was written, after all its other puts. access->dossier: as it was stored. Errors are
 * sticky in txn. */

/* Puts the event of that object, or replaces it. */
void process_note(struct call *call, struct txn *txn, const struct access *access, const struct process_event *event);
/* Takes the event of that object away; it may have none. */
void process_forget(struct call *call, struct txn *txn, const struct access *access, const struct id *object);
/* Something else changed that the timeline goes by: participants, facts, suspensions, the state of the dossier. */
void process_refresh(struct call *call, struct txn *txn, const struct access *access);

/* All that the timeline goes by: of the dossier's header, its suspensions and its events. out is large: it belongs on
 * the heap. false: sticky error. */
bool process_load(struct txn *txn, const struct dossier *dossier, struct process *out);

#endif
