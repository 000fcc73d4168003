/*
 * Whether each row of the doorverwijshulp can be the first: one that cannot is a hole in the table.
 */
#ifndef TNW_RULES_REFERRAL_REACH_H
#define TNW_RULES_REFERRAL_REACH_H

#include "rules/referral/table.h"

/* Fails at the row that is never the first: not with just the facts that it asks, nor with one more beside them. */
void reach_check(const struct referral *referral, const struct reader *top);

#endif
