/*
 * The process of a dossier as the timeline takes it: joined of the header, the suspensions and the events.
 */
#ifndef TNW_SERVICE_PROCESS_LOADING_H
#define TNW_SERVICE_PROCESS_LOADING_H

#include "base/domain/process.h"
#include "store/records/dossier.h"

/* out is large: it belongs on the heap. false: sticky error. */
bool loading_process(struct txn *txn, const struct dossier *dossier, struct process *out);
/* Only what is no event. */
void loading_header(struct txn *txn, const struct dossier *dossier, struct process *out);

#endif
