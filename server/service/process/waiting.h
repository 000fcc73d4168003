/*
 * What waits for an answer in a dossier, in the lists of those who are asked and who ask (records/agenda.h).
 */
#ifndef TNW_SERVICE_PROCESS_WAITING_H
#define TNW_SERVICE_PROCESS_WAITING_H

#include "base/id.h"
#include "store/txn.h"

/* Takes some of it out of the lists, or puts it into them: of the threads behind `swept` (zero: of all, and of requests
 * for consent), as many as one write may hold. May be repeated. Returns whether there is more; swept is then the last
 * one. */
bool waiting_sweep(struct txn *txn, const struct id *dossier, bool out, struct id *swept);

#endif
