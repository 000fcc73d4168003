/*
 * The rules of law of a policy: how they are read, and whether one speaks of a fragment.
 */
#ifndef TNW_RULES_POLICY_LAW_H
#define TNW_RULES_POLICY_LAW_H

#include "base/domain/fragment_traits.h"
#include "rules/policy.h"
#include "rules/reader.h"

/* Reads the member "laws" of the policy into it, when its ceilings are there. What is wrong stays in top's error. */
void policy_law_read_all(struct policy *policy, const struct reader *top);

/* Whether the law speaks of that fragment of one of its categories. */
bool policy_law_is_of(const struct policy_law *law, const struct fragment_traits *fragment);

#endif
