/*
 * The parts of the policy that bound who acts for somebody, and who works for the patient's employer.
 */
#ifndef TNW_RULES_POLICY_ACTING_H
#define TNW_RULES_POLICY_ACTING_H

#include "rules/policy.h"
#include "rules/reader.h"

/* Reads the members `functions` and `employer_conflict` of the policy. What is wrong stays in the reader. */
void policy_acting_read(struct policy *policy, const struct reader *top);

#endif
