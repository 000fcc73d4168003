/*
 * The counting of obstacles, by quarters: what the server itself does when one ends.
 */
#ifndef TNW_SERVICE_ELZ_COUNTING_H
#define TNW_SERVICE_ELZ_COUNTING_H

#include "service/core/call.h"
#include "store/records/elz/knelpunt.h"

/* Whether there is something to do: the present quarter is not begun, or an older one is not ended. */
bool counting_is_due(const struct world *world, struct txn *snapshot, day_num today);
/* Begins and ends quarters; a part of it when it is much. In the ledger. */
void counting_tend(const struct world *world, struct txn *txn, day_num today);

#endif
