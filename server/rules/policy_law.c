#include "rules/policy_law.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"

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

/* A certificate is the only fragment of which a law asks more: how long it lasts, and whether it goes on with one. */
static void
read_law_fragment(struct policy_law *law, const struct reader *row)
{
    static const char *const names[] = {"author_roles", "author_qualifications", "min_days", "or_kinds", NULL};
    if (!reader_has(row, "fragment")) {
        return;
    }
    struct reader of = reader_object(row, "fragment");
    reader_only(&of, names);
    law->of_some = true;
    law->fragment.author_roles = reader_codes(&of, "author_roles", &codes_role);
    law->fragment.author_qualifications = reader_codes(&of, "author_qualifications", &codes_qualification);
    law->fragment.min_days = reader_int(&of, "min_days", 1, 3660);
    law->fragment.or_kinds = reader_codes(&of, "or_kinds", &codes_gao_kind);
    if (law->fragment.author_roles == 0 || law->fragment.author_qualifications == 0) {
        reader_fail(&of, "", "an empty list makes the row void");
    }
    if (law->categories != CODE_BIT(CATEGORY_GAO) || law->actions != CODE_BIT(ACTION_READ)) {
        reader_fail(&of, "", "is for reading gao only: of other fragments nothing like it is kept");
    }
}

static void
read_law(struct policy *policy, const struct reader *row)
{
    static const char *const names[] = {"code",  "roles", "categories", "actions", "purposes", "fragment",
                                        "seats", "from",  "until",      "source",  "why",      NULL};
    struct policy_law *law = &policy->law[policy->law_count];
    reader_only(row, names);
    reader_prose(row);
    snprintf(law->code, sizeof law->code, "%s", reader_text(row, "code", sizeof law->code - 1));
    law->roles = reader_codes(row, "roles", &codes_role);
    law->categories = reader_codes(row, "categories", &codes_category);
    law->actions = reader_codes(row, "actions", &codes_action);
    law->purposes = reader_codes(row, "purposes", &codes_purpose);
    law->seats = (unsigned)reader_int(row, "seats", 1, LIMIT_PARTICIPANTS);
    law->from = reader_date(row, "from");
    law->until = reader_date_or_null(row, "until");
    check_law(policy, law, row);
    read_law_fragment(law, row);
    policy->law_count++;
}

void
policy_law_read_all(struct policy *policy, const struct reader *top)
{
    size_t count = reader_count(top, "laws", POLICY_LAW_MAX);
    for (size_t i = 0; i < count; i++) {
        struct reader row = reader_element(top, "laws", i);
        read_law(policy, &row);
    }
}

bool
policy_law_is_of(const struct policy_law *law, const struct fragment_traits *fragment)
{
    const struct policy_law_fragment *of = &law->fragment;
    bool author = codes_has(of->author_roles, fragment->author_role) &&
                  codes_has(of->author_qualifications, fragment->author_qualification);
    bool certificate = fragment->gao_days >= of->min_days || codes_has(of->or_kinds, fragment->gao_kind);
    bool in_time = law->from <= fragment->written && fragment->written <= law->until;
    return !law->of_some || (author && certificate && in_time);
}
