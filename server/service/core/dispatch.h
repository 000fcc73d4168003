/*
 * The way of a call through the services: input, admission, run, audit record, kept answer.
 */
#ifndef TNW_SERVICE_CORE_DISPATCH_H
#define TNW_SERVICE_CORE_DISPATCH_H

#include "service/core/call.h"

/* The worker's part: reads and checks the body, and makes of it what the operation goes by. Does nothing the second time. */
void dispatch_prepare(struct call *call);

/* The ledger's side of a call: runs it (a read only if it is stale), and appends its audit record. */
TNW_MUST_CHECK enum tnw_err dispatch_execute(struct ledger_job *job, struct txn *txn);

#endif
