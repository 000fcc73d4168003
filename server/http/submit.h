/*
 * A call on its way through the ledger, its request suspended meanwhile.
 */
#ifndef TNW_HTTP_SUBMIT_H
#define TNW_HTTP_SUBMIT_H

#include "http/exchange.h"

/* then: its state when it comes back, which may be before this returns. */
enum MHD_Result submit_call(struct request *request, enum request_state then);

#endif
