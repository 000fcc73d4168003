/*
 * Who may see, and who may set, what a dossier says beside its fragments: how the policy says so is read.
 */
#ifndef TNW_RULES_POLICY_SIGHT_H
#define TNW_RULES_POLICY_SIGHT_H

#include "rules/policy.h"
#include "rules/reader.h"

/* Reads the members "facts", "suspensions" and "niss" of the policy into it. What is wrong stays in top's error. */
void policy_sight_read_all(struct policy *policy, const struct reader *top);

#endif
