/*
 * The policy: which role may ever see, write or confer on what, and which rules of law are a ground beside consent.
 * Data with a version (schemas/policy.json), checked when it is loaded, immutable after.
 */
#ifndef TNW_RULES_POLICY_H
#define TNW_RULES_POLICY_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/codes.h"

#define POLICY_LAW_MAX 32
#define POLICY_CODE_MAX 48

/* A rule of law: whoever takes part in the dossier in one of these roles may do these actions on these categories,
 * for these purposes, without consent, on days from..until. */
struct policy_law {
    char code[POLICY_CODE_MAX]; /* shows up as ground "law:CODE" */
    code_set roles;
    code_set categories;
    code_set actions;
    code_set purposes;
    unsigned seats; /* of each role, for how many of those who take part it counts: the first to come */
    day_num from;
    day_num until; /* last day; INT32_MAX when open */
};

struct policy {
    uint8_t hash[32]; /* SHA-256 of the canonical JSON; in every audit record */
    char version[16];
    code_set known_categories;          /* those with a content schema in this version; others are refused as unknown */
    code_set read_ceiling[ROLE_COUNT];  /* categories that the role may ever read */
    code_set write_ceiling[ROLE_COUNT]; /* categories that the role may ever write */
    bool confer_ceiling[ROLE_COUNT];    /* may ever take part in a TRIO thread */
    code_set may_invite[ROLE_COUNT];    /* roles that this role may bring into a dossier it takes part in */
    code_set may_record_consent;        /* roles that may record a consent with evidence */
    int consent_max_days;
    uint32_t quota[ROLE_COUNT][QUOTA_COUNT]; /* of a person in that role, a day */
    struct policy_law law[POLICY_LAW_MAX];
    size_t law_count;
};

/* In: json, the text of policy.json. Out: policy, filled. where: at least 256 characters, what is wrong.
 * Errors: CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err policy_load(struct policy *policy, struct slice json, char where[256]);

#endif
