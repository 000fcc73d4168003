#include "rules/referral/asked.h"

#include "rules/grant.h"

struct referral_consent
asked_read(const struct reader *row, const char *key, const struct policy *policy, code_set roles)
{
    static const char *const names[] = {"categories", "actions", "purposes", NULL};
    struct reader inner = reader_object(row, key);
    reader_only(&inner, names);
    struct referral_consent consent = {.categories = reader_codes(&inner, "categories", &codes_category),
                                       .actions = reader_codes(&inner, "actions", &codes_action),
                                       .purposes = reader_codes(&inner, "purposes", &codes_purpose)};
    const struct consent_terms terms = {
        .categories = consent.categories, .actions = consent.actions, .purposes = consent.purposes};
    if (consent.categories == 0 || consent.actions == 0 || consent.purposes == 0 || roles == 0) {
        reader_fail(&inner, "", "is void, or its party has no role");
        return consent;
    }
    struct grant_excess excess = grant_beyond_ceiling(policy, roles, &terms);
    if (excess.categories != 0 || excess.confer) {
        reader_fail(&inner, "", "goes above the ceiling of its party");
    }
    return consent;
}
