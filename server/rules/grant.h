/*
 * How long a patient's word holds: which period a grant or an exclusion can have, and where today stands in it. Pure.
 */
#ifndef TNW_RULES_GRANT_H
#define TNW_RULES_GRANT_H

#include <stdbool.h>

#include "base/clock.h"
#include "rules/breach.h"

struct grant_period {
    day_num from;
    day_num until; /* both included */
};

/* In: exclude, whether it is an exclusion, which may be without end and may lie in the past; max_days, the policy's. The
 * pointer is to a member of the consent. */
struct breach grant_check_period(const struct grant_period *period, bool exclude, day_num today, int max_days);

/* Returns "withdrawn", "pending", "expired" or "active". */
const char *grant_state(const struct grant_period *period, bool withdrawn, day_num today);

#endif
