#include "rules/policy.h"

struct policy_consent
policy_consent_of(const struct policy *policy, code_set roles)
{
    struct policy_consent longest = {.max_days = 0};
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if ((roles & CODE_BIT(role)) != 0 && policy->consent[role].max_days > longest.max_days) {
            longest = policy->consent[role];
        }
    }
    return longest;
}

enum category_kind
policy_kind_of(const struct policy *policy, enum category category)
{
    unsigned kind = 0;
    while (kind + 1 < CATEGORY_KIND_COUNT && (policy->kind[kind] & CODE_BIT(category)) == 0) {
        kind++;
    }
    return (enum category_kind)kind;
}
