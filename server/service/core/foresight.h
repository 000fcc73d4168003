/*
 * What a worker reads in its snapshot because the ledger will ask for it: the ledger is one thread, on which all wait.
 * Nothing depends on it but time.
 */
#ifndef TNW_SERVICE_CORE_FORESIGHT_H
#define TNW_SERVICE_CORE_FORESIGHT_H

#include "service/core/call.h"

/* For a write: who calls, the dossier or thread of its place, its kept answer, and what its row names. */
void foresight_of_write(struct call *call);
/* For a read that ran in the snapshot, which notes in ready.hints: the heads and marks that its record will ask for. */
void foresight_of_record(struct call *call, struct txn *snapshot);
/* Makes the snapshot note in ready.hints. Returns whether it does. */
bool foresight_begin(struct call *call, struct txn *snapshot);

#endif
