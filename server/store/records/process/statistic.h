/*
 * Statistics as they were released, one value for each quarter: put once and never changed.
 */
#ifndef TNW_STORE_RECORDS_PROCESS_STATISTIC_H
#define TNW_STORE_RECORDS_PROCESS_STATISTIC_H

#include "base/domain/statistic.h"
#include "store/txn.h"

/* Only where there is none of that quarter; returns whether it was put. */
bool statistic_put(struct txn *txn, const struct statistic_release *release);
bool statistic_has(struct txn *txn, uint32_t quarter);
/* false: absent, or a sticky error; out is then empty. Free with statistic_wipe in every case. */
bool statistic_get(struct txn *txn, uint32_t quarter, struct statistic_release *out);
void statistic_wipe(struct statistic_release *release);

/* The newest quarter before that one of which there is a release; UINT32_MAX: of all. false: none, or a sticky
 * error. */
bool statistic_before(struct txn *txn, uint32_t quarter, uint32_t *out);

#endif
