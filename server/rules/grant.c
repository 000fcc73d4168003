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

bool
grant_stands(const struct consent_terms *terms, day_num day)
{
    return !terms->withdrawn && terms->from <= day && day <= terms->until;
}

static bool
any_may(const code_set ceiling[ROLE_COUNT], code_set roles, unsigned category)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if ((roles & CODE_BIT(role)) != 0 && (ceiling[role] & CODE_BIT(category)) != 0) {
            return true;
        }
    }
    return false;
}

struct grant_excess
grant_beyond_ceiling(const struct policy *policy, code_set roles, const struct consent_terms *grant)
{
    bool read = (grant->actions & CODE_BIT(ACTION_READ)) != 0;
    bool write = (grant->actions & CODE_BIT(ACTION_WRITE)) != 0;
    struct grant_excess excess = {.confer = (grant->actions & CODE_BIT(ACTION_CONFER)) != 0};
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        excess.confer = excess.confer && ((roles & CODE_BIT(role)) == 0 || !policy->confer_ceiling[role]);
    }
    for (unsigned category = 0; category < CATEGORY_COUNT && (read || write); category++) {
        bool useful = (read && any_may(policy->read_ceiling, roles, category)) ||
                      (write && any_may(policy->write_ceiling, roles, category));
        excess.categories |= useful ? 0 : grant->categories & CODE_BIT(category);
    }
    return excess;
}

#define ON_CATEGORIES (CODE_BIT(ACTION_READ) | CODE_BIT(ACTION_WRITE))

bool
grant_overlaps(const struct consent_terms *one, const struct consent_terms *other)
{
    code_set actions = one->actions & other->actions;
    bool content = (actions & ON_CATEGORIES) != 0 && (one->categories & other->categories) != 0;
    bool confer = (actions & CODE_BIT(ACTION_CONFER)) != 0;
    return (content || confer) && (one->purposes & other->purposes) != 0;
}

bool
grant_covers(const struct consent_terms *one, const struct consent_terms *other, day_num today)
{
    bool content = (other->actions & ON_CATEGORIES) == 0 || (other->categories & ~one->categories) == 0;
    bool holds = !one->withdrawn && one->from <= (other->from > today ? other->from : today) &&
                 one->until >= other->until && (!one->recorded || other->recorded);
    return holds && content && (other->actions & ~one->actions) == 0 && (other->purposes & ~one->purposes) == 0;
}

bool
grant_same_grantee(const struct consent_terms *one, const struct consent_terms *other, const struct person *person)
{
    if (one->role != ROLE_NONE || other->role != ROLE_NONE) {
        return one->role == other->role;
    }
    return id_eq(&one->actor, &other->actor) || person_has(person, &one->actor);
}
