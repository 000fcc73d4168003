/*
 * The way of a call through the services: body, caller, kept answer, run, audit record.
 */
#ifndef TNW_SERVICE_CORE_DISPATCH_H
#define TNW_SERVICE_CORE_DISPATCH_H

#include "service/core/call.h"

/* Worker thread. Prepares the call and runs a read in a snapshot. After it exactly one of these holds:
 *   CALL_SUBMIT  hand call->job to ledger_submit; the reply may be sent after its done()
 *   CALL_SEND    the reply is ready and needs no record (audit class NONE, a quiet empty poll, or come again later)
 *   CALL_WAIT    an inbox poll found nothing: look again after an event for found.actor, or at the latest after
 *                found.wait_s seconds with may_wait false */
enum dispatch_next { CALL_SUBMIT, CALL_SEND, CALL_WAIT };
enum dispatch_next dispatch_begin(struct call *call);

/* Whether to wait for ledger_is_settled before dispatch_begin: the answer must show all that was answered before it. */
bool dispatch_needs_settled(const struct call *call);

/* The worker's part of every call: reads and checks the body, and makes of it what the operation goes by. Does nothing
 * the second time. */
void dispatch_prepare(struct call *call);

/* The log's time in that transaction: what is decided, stored and recorded in it is of then. */
time_ms dispatch_now(const struct world *world, struct txn *txn);

/* The ledger's part: runs it (a read only if it is stale), and appends its audit record. */
TNW_MUST_CHECK enum tnw_err dispatch_execute(struct ledger_job *job, struct txn *txn);

#endif
