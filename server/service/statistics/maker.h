/*
 * The maker: a thread that looks now and then whether the quarter before this one has its statistics, and makes them.
 */
#ifndef TNW_SERVICE_STATISTICS_MAKER_H
#define TNW_SERVICE_STATISTICS_MAKER_H

#include "ledger/ledger.h"
#include "service/core/call.h"

struct maker;

/* Both are const while it runs, and outlive it. Errors: NO_MEMORY, UNAVAILABLE. */
TNW_MUST_CHECK enum tnw_err maker_start(struct maker **out, const struct world *world, struct ledger *ledger);
/* Ends the thread. The ledger must still run. *maker may be NULL, and is NULL afterwards. */
void maker_stop(struct maker **maker);

#endif
