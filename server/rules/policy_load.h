/*
 * Reading a policy from its text: every member checked, the first mistake told with its place.
 */
#ifndef TNW_RULES_POLICY_LOAD_H
#define TNW_RULES_POLICY_LOAD_H

#include "rules/policy.h"

/* In: json, the text of policy.json. Out: policy, filled. where: at least 256 characters, what is wrong.
 * Errors: CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err policy_load(struct policy *policy, struct slice json, char where[256]);

#endif
