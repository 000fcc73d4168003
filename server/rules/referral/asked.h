/*
 * The consent that a row of the doorverwijshulp needs.
 */
#ifndef TNW_RULES_REFERRAL_ASKED_H
#define TNW_RULES_REFERRAL_ASKED_H

#include "rules/policy.h"
#include "rules/reader.h"

/* To be asked of the patient, for the first role of the party. */
struct referral_consent {
    code_set categories; /* 0: none is needed */
    code_set actions;
    code_set purposes;
};

/* In: roles, of who would have it. Fails where it is void, or goes above their ceiling: it would be asked in vain. */
struct referral_consent asked_read(const struct reader *row, const char *key, const struct policy *policy,
                                   code_set roles);

#endif
