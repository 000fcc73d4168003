/*
 * Quotas: how much of what stays a person may do on a day (in Belgium). The policy has the numbers for each role; of
 * the roles that somebody holds the largest number counts, and a beheerder can multiply it for a registration. Uses are
 * counted by person, in the store, in the transaction of what they count: a second registration, or a restart, is no
 * second quota.
 */
#ifndef TNW_SERVICE_BUDGET_QUOTA_H
#define TNW_SERVICE_BUDGET_QUOTA_H

#include "service/core/call.h"

/* Before it runs: whether the call fits in what is left, as of txn. Notes what it will use. Errors: QUOTA_EXCEEDED. */
TNW_MUST_CHECK enum tnw_err quota_check(struct call *call, struct txn *txn);

/* Ledger, beside the record of a call that was permitted: counts what quota_check noted in this transaction. */
void quota_take(const struct call *call, struct txn *txn);

#endif
