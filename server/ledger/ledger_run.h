/*
 * A job whose submitter waits for it.
 */
#ifndef TNW_LEDGER_LEDGER_RUN_H
#define TNW_LEDGER_LEDGER_RUN_H

#include "ledger/ledger.h"

/* Runs run(ctx, txn) on the ledger's thread and settles; any thread but that one. run NULL: just settles. weight: as a
 * job's. Errors: as ledger_submit, and what came of the job. */
TNW_MUST_CHECK enum tnw_err ledger_run(struct ledger *ledger, size_t weight,
                                       enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx);

#endif
