/*
 * What a grant or an exclusion of the patient can be, and how it stands to the others. Pure.
 */
#ifndef TNW_RULES_GRANT_H
#define TNW_RULES_GRANT_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/domain/consent_terms.h"
#include "base/domain/person.h"
#include "rules/breach.h"
#include "rules/policy.h"

struct grant_period {
    day_num from;
    day_num until; /* both included */
};

/* In: exclude, whether it is an exclusion, which may be without end and may lie in the past; max_days, the policy's.
 * The pointer is to a member of the consent. */
struct breach grant_check_period(const struct grant_period *period, bool exclude, day_num today, int max_days);

/* Returns "withdrawn", "pending", "expired" or "active". */
const char *grant_state(const struct grant_period *period, bool withdrawn, day_num today);

/* Whether a grant or an exclusion counts on that day. */
bool grant_stands(const struct consent_terms *terms, day_num day);

/* What of a grant is beyond the ceiling of who would hold any of these roles, so that it could never come to anything:
 * categories that they may never read or write, as far as it grants that; conferring, when it grants only that or they
 * never may. */
struct grant_excess {
    code_set categories;
    bool confer;
};
struct grant_excess grant_beyond_ceiling(const struct policy *policy, code_set roles,
                                         const struct consent_terms *grant);

/* Whether the two speak of some of the same: of an action, on a category where it has one, for a purpose. To whom they
 * speak is not looked at. */
bool grant_overlaps(const struct consent_terms *one, const struct consent_terms *other);
/* Whether one says all that the other does, today and as long. */
bool grant_covers(const struct consent_terms *one, const struct consent_terms *other, day_num today);

/* Whether both are said of the same: role or actor; person is who is behind the actor of `other`. */
bool grant_same_grantee(const struct consent_terms *one, const struct consent_terms *other,
                        const struct person *person);

#endif
