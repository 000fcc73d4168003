/*
 * Consent presets: a few grants that belong together, under a name that a patient understands. Data with a version
 * (schemas/presets.json), held against the policy when it is loaded, immutable after.
 */
#ifndef TNW_RULES_PRESETS_H
#define TNW_RULES_PRESETS_H

#include "base/bytes.h"
#include "base/limits.h"
#include "rules/policy.h"

#define PRESETS_MAX 32
#define PRESET_TITLE 128
#define PRESET_EXPLANATION 512

/* To everybody who takes part in a role. */
struct preset_grant {
    enum role role;
    code_set categories;
    code_set actions;
    code_set purposes;
};

struct preset {
    char code[POLICY_CODE_MAX];
    int months; /* from the day on which it is given */
    char title[LANGUAGE_COUNT][PRESET_TITLE];
    char explanation[LANGUAGE_COUNT][PRESET_EXPLANATION];
    size_t count;
    struct preset_grant grants[LIMIT_GRANTS_AT_ONCE];
};

struct presets {
    char version[16];
    size_t count;
    struct preset preset[PRESETS_MAX];
};

/* In: json, the text of presets.json. where: at least 256 characters, what is wrong; a grant that its role could never
 * have, or for longer than the policy allows, is. Errors: CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err presets_load(struct presets *presets, struct slice json, const struct policy *policy,
                                         char where[256]);

/* The preset of that code; NULL: there is none. */
const struct preset *presets_find(const struct presets *presets, const char *code);

#endif
