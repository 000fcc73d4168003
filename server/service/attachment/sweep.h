/*
 * What was sent and nothing refers to is removed after LIMIT_DRAFT_MS, as is what was never whole.
 */
#ifndef TNW_SERVICE_ATTACHMENT_SWEEP_H
#define TNW_SERVICE_ATTACHMENT_SWEEP_H

#include "ledger/ledger.h"
#include "service/core/call.h"

/* One look, on the caller's thread: at most LIMIT_SWEEP_DRAFTS, one in each transaction, so that others have their
 * turn. removed: how many. Errors: as ledger_run. */
TNW_MUST_CHECK enum tnw_err sweep_drafts(const struct world *world, struct ledger *ledger, size_t *removed);

#endif
