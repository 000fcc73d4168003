#include "rules/policy_load.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "crypto/hash.h"
#include "json/json.h"
#include "rules/policy_acting.h"
#include "rules/policy_law.h"
#include "rules/policy_sight.h"

static void
read_role(struct policy *policy, const struct reader *roles, enum role role)
{
    static const char *const names[] = {"read", "write", "confer", "source", "why", NULL};
    struct reader row = reader_object(roles, codes_text(&codes_role, role));
    reader_only(&row, names);
    reader_prose(&row);
    policy->read_ceiling[role] = reader_codes(&row, "read", &codes_category);
    policy->write_ceiling[role] = reader_codes(&row, "write", &codes_category);
    policy->confer_ceiling[role] = reader_bool(&row, "confer");
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

/* Each category is of one kind. */
static void
read_kinds(struct policy *policy, const struct reader *categories)
{
    struct reader row = reader_object(categories, "kinds");
    const char *names[CATEGORY_KIND_COUNT + 1] = {NULL};
    code_set all = 0;
    for (unsigned kind = 0; kind < CATEGORY_KIND_COUNT; kind++) {
        names[kind] = codes_text(&codes_category_kind, kind);
        policy->kind[kind] = reader_codes(&row, names[kind], &codes_category);
        if ((all & policy->kind[kind]) != 0) {
            reader_fail(&row, names[kind], "holds a category of another kind");
        }
        all |= policy->kind[kind];
    }
    reader_only(&row, names);
    if (all != CODE_ALL(CATEGORY_COUNT)) {
        reader_fail(&row, "", "lacks a category");
    }
}

static void
read_categories(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"known", "kinds", "source", "why", NULL};
    struct reader row = reader_object(top, "categories");
    reader_only(&row, names);
    reader_prose(&row);
    policy->known_categories = reader_codes(&row, "known", &codes_category);
    read_kinds(policy, &row);
}

static void
read_conferring(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"addressed_roles", "addressed_qualifications", "source", "why", NULL};
    struct reader row = reader_object(top, "conferring");
    reader_only(&row, names);
    reader_prose(&row);
    policy->addressed_roles = reader_codes(&row, "addressed_roles", &codes_role);
    policy->addressed_qualifications = reader_codes(&row, "addressed_qualifications", &codes_qualification);
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if ((policy->addressed_roles & CODE_BIT(role)) != 0 && !policy->confer_ceiling[role]) {
            reader_fail(&row, "addressed_roles", "holds a role that never confers");
        }
    }
}

static void
read_inviting(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"roles", "source", "why", NULL};
    struct reader row = reader_object(top, "inviting");
    reader_only(&row, names);
    reader_prose(&row);
    reader_codes_each(&row, "roles", &codes_role, &codes_role, policy->may_invite);
}

static void
read_regie(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"roles", "otherwise", "source", "why", NULL};
    struct reader row = reader_object(top, "regie");
    reader_only(&row, names);
    reader_prose(&row);
    policy->regie = reader_codes(&row, "roles", &codes_role);
    policy->regie_otherwise = reader_codes(&row, "otherwise", &codes_role);
}

static void
read_recording(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"roles", "source", "why", NULL};
    struct reader row = reader_object(top, "recording");
    reader_only(&row, names);
    reader_prose(&row);
    policy->may_record_consent = reader_codes(&row, "roles", &codes_role);
}

static void
read_consent_of(struct policy *policy, const struct reader *roles, enum role role)
{
    static const char *const names[] = {"max_days", "default_days", NULL};
    const char *text = codes_text(&codes_role, role);
    if (!reader_has(roles, text)) {
        return;
    }
    struct reader row = reader_object(roles, text);
    reader_only(&row, names);
    policy->consent[role].max_days = reader_int(&row, "max_days", 1, 36600);
    policy->consent[role].default_days = reader_int(&row, "default_days", 1, 36600);
    if (policy->consent[role].default_days > policy->consent[role].max_days) {
        reader_fail(&row, "default_days", "is more than max_days");
    }
}

/* Who may see something can be granted it, and nobody else: else the file says two things. */
static void
check_consent_of(const struct policy *policy, const struct reader *roles, enum role role)
{
    bool any = policy->read_ceiling[role] != 0 || policy->confer_ceiling[role];
    if (any != (policy->consent[role].max_days > 0) && role != ROLE_PATIENT) {
        reader_fail(roles, codes_text(&codes_role, role),
                    any ? "missing" : "is for a role that may never see anything");
    }
}

static void
read_consent(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"roles", "source", "why", NULL};
    struct reader row = reader_object(top, "consent");
    reader_only(&row, names);
    reader_prose(&row);
    struct reader roles = reader_object(&row, "roles");
    const char *all[ROLE_COUNT + 1] = {NULL};
    for (unsigned role = ROLE_PATIENT + 1; role < ROLE_COUNT; role++) { /* nothing is granted to a patient */
        all[role - 1] = codes_text(&codes_role, role);
        read_consent_of(policy, &roles, (enum role)role);
        check_consent_of(policy, &roles, (enum role)role);
    }
    reader_only(&roles, all);
}

static void
read_asking(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"days", "open", "kept", "source", "why", NULL};
    struct reader row = reader_object(top, "asking");
    reader_only(&row, names);
    reader_prose(&row);
    policy->asking.days = reader_int(&row, "days", 1, 366);
    policy->asking.open = (unsigned)reader_int(&row, "open", 1, LIMIT_ASKINGS_KEPT);
    policy->asking.kept = (unsigned)reader_int(&row, "kept", 1, LIMIT_ASKINGS_KEPT);
    if (policy->asking.open > policy->asking.kept) {
        reader_fail(&row, "open", "is more than kept");
    }
}

static void
read_retention(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"content_years", "consent_years", "warning_days", "casus_years",
                                        "log_years",     "source",        "why",          NULL};
    struct reader row = reader_object(top, "retention");
    reader_only(&row, names);
    reader_prose(&row);
    policy->retention.content_years = reader_int(&row, "content_years", 1, 100);
    policy->retention.consent_years = reader_int(&row, "consent_years", 0, 100);
    policy->retention.warning_days = reader_int(&row, "warning_days", 1, 364);
    policy->retention.casus_years = reader_int(&row, "casus_years", 1, 100);
    policy->retention.log_years = reader_int(&row, "log_years", 1, 100);
    if (policy->retention.log_years < policy->retention.content_years + policy->retention.consent_years) {
        reader_fail(&row, "log_years", "must outlive the content");
    }
}

static void
read_statistics(struct policy *policy, const struct reader *top)
{
    static const char *const names[] = {"released", "source", "why", NULL};
    struct reader row = reader_object(top, "statistics");
    reader_only(&row, names);
    reader_prose(&row);
    policy->releases_statistics = reader_bool(&row, "released");
}

static void
read_quotas(struct policy *policy, const struct reader *top)
{
    struct reader quotas = reader_object(top, "quotas");
    const char *roles[ROLE_COUNT + 3] = {"source", "why"};
    const char *names[QUOTA_COUNT + 1] = {NULL};
    reader_prose(&quotas);
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
    static const char *const names[] = {
        "version",   "categories",        "roles",  "conferring", "inviting",    "recording",  "consent",
        "asking",    "retention",         "quotas", "facts",      "suspensions", "niss",       "team",
        "functions", "employer_conflict", "laws",   "acting",     "regie",       "statistics", NULL};
    reader_only(top, names);
    snprintf(policy->version, sizeof policy->version, "%s", reader_text(top, "version", sizeof policy->version - 1));
    read_categories(policy, top);
    read_roles(policy, top);
    read_conferring(policy, top);
    read_inviting(policy, top);
    read_regie(policy, top);
    read_recording(policy, top);
    read_consent(policy, top);
    read_asking(policy, top);
    read_retention(policy, top);
    read_statistics(policy, top);
    policy_acting_read(policy, top);
    read_quotas(policy, top);
    policy_sight_read_all(policy, top);
    policy_law_read_all(policy, top);
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
    json_t *root;
    struct reader_error error = {.where = where};
    struct reader top = reader_load(&error, json, &root);
    memset(policy, 0, sizeof *policy);
    read_policy(policy, &top);
    enum tnw_err err = error.err != TNW_OK ? error.err : hash_policy(policy, root);
    json_decref(root);
    return err;
}
