#include "rules/grant.h"

struct breach
grant_check_period(const struct grant_period *period, bool exclude, day_num today, int max_days)
{
    if (period->until < period->from) {
        return (struct breach){"/until", "must not be before from"};
    }
    if (!exclude && period->until < today) {
        return (struct breach){"/until", "must not be in the past"};
    }
    if (!exclude && (int64_t)period->until - period->from > max_days) {
        return (struct breach){"/until", "is further away than the policy allows a consent to last"};
    }
    return BREACH_NONE;
}

const char *
grant_state(const struct grant_period *period, bool withdrawn, day_num today)
{
    if (withdrawn) {
        return "withdrawn";
    }
    if (today < period->from) {
        return "pending";
    }
    return today > period->until ? "expired" : "active";
}
