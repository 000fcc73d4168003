#include "rules/presets.h"

#include <stdio.h>
#include <string.h>

#include "rules/grant.h"
#include "rules/reader.h"

/* The longest that so many calendar months last. */
#define MONTH_DAYS 31

static void
read_preset_texts(const struct reader *row, const char *key, char *out, size_t size)
{
    const char *names[LANGUAGE_COUNT + 1] = {NULL};
    struct reader texts = reader_object(row, key);
    for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
        names[i] = codes_text(&codes_language, i);
        (void)snprintf(out + i * size, size, "%s", reader_text(&texts, names[i], size - 1));
    }
    reader_only(&texts, names);
}

/* What nobody in the role could ever have would be a promise without effect. */
static void
check_preset_grant(const struct reader *row, const struct policy *policy, const struct preset *preset,
                   const struct preset_grant *grant)
{
    const struct consent_terms terms = {
        .categories = grant->categories, .actions = grant->actions, .purposes = grant->purposes};
    struct grant_excess excess = grant_beyond_ceiling(policy, CODE_BIT(grant->role), &terms);
    if (grant->categories == 0 || grant->actions == 0 || grant->purposes == 0) {
        reader_fail(row, "", "an empty list makes the grant void");
    }
    if (excess.categories != 0 || excess.confer) {
        reader_fail(row, "", "goes above the ceiling of its role");
    }
    if (preset->months * MONTH_DAYS > policy->consent[grant->role].max_days) {
        reader_fail(row, "", "would last longer than the policy allows");
    }
}

static void
read_preset_grant(const struct reader *row, const struct policy *policy, struct preset *preset)
{
    static const char *const names[] = {"role", "categories", "actions", "purposes", NULL};
    struct preset_grant *grant = &preset->grants[preset->count];
    reader_only(row, names);
    grant->role = (enum role)reader_code(row, "role", &codes_role);
    grant->categories = reader_codes(row, "categories", &codes_category);
    grant->actions = reader_codes(row, "actions", &codes_action);
    grant->purposes = reader_codes(row, "purposes", &codes_purpose);
    check_preset_grant(row, policy, preset, grant);
    preset->count++;
}

static void
read_preset(const struct reader *row, const struct policy *policy, struct presets *presets)
{
    static const char *const names[] = {"code", "months", "title", "explanation", "grants", "source", "why", NULL};
    struct preset *preset = &presets->preset[presets->count];
    reader_only(row, names);
    reader_prose(row);
    (void)snprintf(preset->code, sizeof preset->code, "%s", reader_text(row, "code", sizeof preset->code - 1));
    if (presets_find(presets, preset->code) != NULL) {
        reader_fail(row, "code", "is that of an earlier preset");
    }
    preset->months = reader_int(row, "months", 1, 120);
    read_preset_texts(row, "title", preset->title[0], PRESET_TITLE);
    read_preset_texts(row, "explanation", preset->explanation[0], PRESET_EXPLANATION);
    size_t count = reader_count(row, "grants", LIMIT_GRANTS_AT_ONCE);
    for (size_t i = 0; i < count; i++) {
        struct reader grant = reader_element(row, "grants", i);
        read_preset_grant(&grant, policy, preset);
    }
    if (preset->count == 0) {
        reader_fail(row, "grants", "grants nothing");
    }
    presets->count++;
}

enum tnw_err
presets_load(struct presets *presets, struct slice json, const struct policy *policy, char where[256])
{
    static const char *const names[] = {"version", "presets", NULL};
    json_t *root;
    struct reader_error error = {.where = where};
    struct reader top = reader_load(&error, json, &root);
    memset(presets, 0, sizeof *presets);
    reader_only(&top, names);
    (void)snprintf(presets->version, sizeof presets->version, "%s",
                   reader_text(&top, "version", sizeof presets->version - 1));
    size_t count = reader_count(&top, "presets", PRESETS_MAX);
    for (size_t i = 0; i < count; i++) {
        struct reader row = reader_element(&top, "presets", i);
        read_preset(&row, policy, presets);
    }
    json_decref(root);
    return error.err;
}

const struct preset *
presets_find(const struct presets *presets, const char *code)
{
    for (size_t i = 0; code != NULL && i < presets->count; i++) {
        if (strcmp(presets->preset[i].code, code) == 0) {
            return &presets->preset[i];
        }
    }
    return NULL;
}
