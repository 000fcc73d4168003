/*
 * A thread of the server that notes each hour how much the store holds, and says once when a limit comes near.
 */
#ifndef TNW_APP_GROWING_H
#define TNW_APP_GROWING_H

#include "app/runtime.h"
#include "ledger/ledger.h"

struct growing;

/* Both outlive it. Errors: NO_MEMORY, UNAVAILABLE. */
TNW_MUST_CHECK enum tnw_err growing_start(struct growing **out, const struct runtime *runtime, struct ledger *ledger);
/* Before the ledger stops. *growing may be NULL. */
void growing_stop(struct growing **growing);

#endif
