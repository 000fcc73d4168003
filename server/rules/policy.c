#include "rules/policy.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "crypto/hash.h"
#include "json/json.h"
#include "rules/reader.h"

#define PROSE_MAX 1024

/* Why a row is as it is: for the reader of the file, required so that no row is without it. */
static void
read_prose(const struct reader *reader)
{
    (void)reader_text(reader, "source", PROSE_MAX);
    (void)reader_text(reader, "why", PROSE_MAX);
}

static void
read_role(struct policy *policy, const struct reader *roles, enum role role)
{
    static const char *const names[] = {"read", "write", "confer", "invite", "record_consent", "source", "why", NULL};
    struct reader row = reader_object(roles, codes_text(&codes_role, role));
    reader_only(&row, names);
    read_prose(&row);
    policy->read_ceiling[role] = reader_codes(&row, "read", &codes_category);
    policy->write_ceiling[role] = reader_codes(&row, "write", &codes_category);
    policy->confer_ceiling[role] = reader_bool(&row, "confer");
    policy->may_invite[role] = reader_codes(&row, "invite", &codes_role);
    if (reader_bool(&row, "record_consent")) {
        policy->may_record_consent |= CODE_BIT(role);
    }
    if ((policy->write_ceiling[role] & ~policy->read_ceiling[role]) != 0) {
        reader_fail(&row, "write", "holds a category that the role may not read: an author reads what they wrote");
    }
}

static void
read_roles(struct policy *policy, const struct reader *top)
{
    struct reader roles = reader_object(top, "roles");
    const char *names[ROLE_COUNT + 1] = {NULL};
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        names[role] = codes_text(&codes_role, role);
        read_role(policy, &roles, (enum role)role);
    }
    reader_only(&roles, names);
    if (policy->read_ceiling[ROLE_PATIENT] != CODE_ALL(CATEGORY_COUNT)) {
        reader_fail(&roles, "patient", "read must hold every category: the patient sees all of their own dossier");
    }
}

/* A row outside the ceiling would never be a ground: the file says two things. */
static bool
law_is_below_ceiling(const struct policy *policy, const struct policy_law *law)
{
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if ((law->roles & CODE_BIT(role)) == 0) {
            continue;
        }
        bool read = (law->actions & CODE_BIT(ACTION_READ)) == 0 || (law->categories & ~policy->read_ceiling[role]) == 0;
        bool write =
            (law->actions & CODE_BIT(ACTION_WRITE)) == 0 || (law->categories & ~policy->write_ceiling[role]) == 0;
        bool confer = (law->actions & CODE_BIT(ACTION_CONFER)) == 0 || policy->confer_ceiling[role];
        if (!read || !write || !confer) {
            return false;
        }
    }
    return true;
}

static bool
is_law_code(const char *code)
{
    return code[0] != 0 && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(code);
}

static void
check_law(const struct policy *policy, const struct policy_law *law, const struct reader *row)
{
    if (!is_law_code(law->code)) {
        reader_fail(row, "code", "must be lower-case letters, digits and _");
    }
    if (law->roles == 0 || law->categories == 0 || law->actions == 0 || law->purposes == 0) {
        reader_fail(row, "", "an empty list makes the row void");
    }
    if (law->from > law->until) {
        reader_fail(row, "until", "lies before from");
    }
    if (!law_is_below_ceiling(policy, law)) {
        reader_fail(row, "", "goes above the ceiling of one of its roles");
    }
    for (const struct policy_law *other = policy->law; other < law; other++) {
        if (strcmp(other->code, law->code) == 0) {
            reader_fail(row, "code", "is that of an earlier row");
        }
    }
}

static void
read_law(struct policy *policy, const struct reader *row)
{
    static const char *const names[] = {"code", "roles", "categories", "actions", "purposes", "seats",
                                        "from", "until", "source",     "why",     NULL};
    struct policy_law *law = &policy->law[policy->law_count];
    reader_only(row, names);
    read_prose(row);
    snprintf(law->code, sizeof law->code, "%s", reader_text(row, "code", sizeof law->code - 1));
    law->roles = reader_codes(row, "roles", &codes_role);
    law->categories = reader_codes(row, "categories", &codes_category);
    law->actions = reader_codes(row, "actions", &codes_action);
    law->purposes = reader_codes(row, "purposes", &codes_purpose);
    law->seats = (unsigned)reader_int(row, "seats", 1, LIMIT_PARTICIPANTS);
    law->from = reader_date(row, "from");
    law->until = reader_date_or_null(row, "until");
    check_law(policy, law, row);
    policy->law_count++;
}

static void
read_categories(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"known", "source", "why", NULL};
    struct reader row = reader_object(top, "categories");
    reader_only(&row, names);
    read_prose(&row);
    policy->known_categories = reader_codes(&row, "known", &codes_category);
}

static void
read_consent(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"max_days", "source", "why", NULL};
    struct reader row = reader_object(top, "consent");
    reader_only(&row, names);
    read_prose(&row);
    policy->consent_max_days = reader_int(&row, "max_days", 1, 36600);
}

static void
read_quotas(struct policy *policy, const struct reader *top)
{
    struct reader quotas = reader_object(top, "quotas");
    const char *roles[ROLE_COUNT + 3] = {"source", "why"};
    const char *names[QUOTA_COUNT + 1] = {NULL};
    read_prose(&quotas);
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        roles[2 + role] = codes_text(&codes_role, role);
        struct reader row = reader_object(&quotas, roles[2 + role]);
        for (unsigned quota = 0; quota < QUOTA_COUNT; quota++) {
            names[quota] = codes_text(&codes_quota, quota);
            policy->quota[role][quota] = (uint32_t)reader_int(&row, names[quota], 1, INT32_MAX);
        }
        reader_only(&row, names);
    }
    reader_only(&quotas, roles);
}

static void
read_policy(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"version", "categories", "roles", "consent", "quotas", "laws", NULL};
    reader_only(top, names);
    snprintf(policy->version, sizeof policy->version, "%s", reader_text(top, "version", sizeof policy->version - 1));
    read_categories(policy, top);
    read_roles(policy, top);
    read_consent(policy, top);
    read_quotas(policy, top);
    size_t count = reader_count(top, "laws", POLICY_LAW_MAX);
    for (size_t i = 0; i < count; i++) {
        struct reader row = reader_element(top, "laws", i);
        read_law(policy, &row);
    }
}

static enum tnw_err
hash_policy(struct policy *policy, const json_t *root)
{
    struct buf text = {0};
    json_canonical(&text, root);
    enum tnw_err err = text.err;
    if (err == TNW_OK) {
        struct hash hash = hash_of(buf_slice(&text));
        memcpy(policy->hash, hash.bytes, sizeof policy->hash);
    }
    buf_free(&text);
    return err;
}

enum tnw_err
policy_load(struct policy *policy, struct slice json, char where[256])
{
    json_t *root = NULL;
    char wrong[160] = "";
    memset(policy, 0, sizeof *policy);
    where[0] = 0;
    enum tnw_err err = json_load_strict(&root, json, wrong);
    if (err == TNW_E_INVALID_JSON) {
        snprintf(where, 256, "%s", wrong);
        return TNW_E_CONFIGURATION;
    }
    if (err != TNW_OK) {
        return err;
    }
    struct reader_error error = {.where = where};
    struct reader top = reader_top(&error, root);
    read_policy(policy, &top);
    err = error.err != TNW_OK ? error.err : hash_policy(policy, root);
    json_decref(root);
    return err;
}
