/* The reviewed matrix of docs/policy.md says what the decision gives with the policy that is shipped, cell by cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/decide.h"
#include "rules/policy_load.h"

#define CELL 64
#define LINE 2048
#define COLUMNS 16
#define TODAY 20784 /* 2026-11-27 */

static char *
whole_file(const char *name)
{
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    char *text = calloc(1, (size_t)size + 1);
    assert_non_null(text);
    rewind(file);
    assert_int_equal(fread(text, 1, (size_t)size, file), size);
    (void)fclose(file);
    return text;
}

static int
load_policy(void **state)
{
    struct policy *policy = calloc(1, sizeof *policy);
    char *text = whole_file("schemas/policy.json");
    char where[256];
    assert_non_null(policy);
    assert_int_equal(policy_load(policy, slice_str(text), where), TNW_OK);
    free(text);
    *state = policy;
    return 0;
}

static int
free_policy(void **state)
{
    free(*state);
    return 0;
}

static const struct fragment_traits best = {.author_role = ROLE_HUISARTS,
                                            .author_qualification = QUALIFICATION_GP,
                                            .written = TODAY,
                                            .gao_kind = GAO_KIND_INCAPACITY,
                                            .gao_days = 30};

/* A grant of everything to whoever is in the role. */
static struct consent_terms
everything(enum role role)
{
    return (struct consent_terms){.role = role,
                                  .categories = TERMS_EVERYTHING,
                                  .actions = TERMS_EVERYTHING,
                                  .purposes = TERMS_EVERYTHING,
                                  .from = TODAY,
                                  .until = TODAY};
}

static void
cell_of(char out[CELL], const struct policy *policy, enum role role, const struct decide_question *question)
{
    struct consent_terms grant = everything(role);
    struct decide_facts facts = {.dossier_open = true,
                                 .actor_active = true,
                                 .is_subject = role == ROLE_PATIENT,
                                 .is_participant = role != ROLE_PATIENT,
                                 .role = role,
                                 .consents = &grant};
    struct decide_question ask = *question;
    struct decision decision = decide(policy, &facts, &ask);
    bool some = false;
    if (!decision.permit) {
        ask.of_fragment = some = true;
        ask.fragment = best;
        decision = decide(policy, &facts, &ask);
    }
    if (decision.permit) {
        bool law = decision.reason == REASON_LAW;
        (void)snprintf(out, CELL, "%s%s%s", law ? "law " : "own", law ? decision.law_code : "", some ? " of some" : "");
        return;
    }
    facts.consent_count = 1;
    (void)snprintf(out, CELL, "%s", decide(policy, &facts, &ask).permit ? "consent" : "never");
}

static void
check_cell(const struct policy *policy, enum role role, enum action action, enum category category, const char *told)
{
    for (unsigned purpose = 0; purpose < PURPOSE_COUNT; purpose++) {
        struct decide_question ask = {
            .action = action, .category = category, .purpose = (enum purpose)purpose, .today = TODAY};
        char cell[CELL];
        cell_of(cell, policy, role, &ask);
        if (strcmp(cell, told) != 0) {
            print_error("%s %s %s for %s: docs/policy.md says %s, the decision %s\n", codes_text(&codes_role, role),
                        codes_text(&codes_action, action), codes_text(&codes_category, category),
                        codes_text(&codes_purpose, purpose), told, cell);
        }
        assert_string_equal(cell, told);
    }
}

/* Out: cells of a line "| a | b |", cut out of it. Returns how many. */
static size_t
cut_row(char *line, char *cells[COLUMNS])
{
    size_t count = 0;
    for (char *at = line + 1; line[0] == '|' && *at != 0; at++) {
        char *end = at + strcspn(at, "|");
        assert_true(*end == '|' && end - at >= 2 && at[0] == ' ' && end[-1] == ' ' && count < COLUMNS);
        end[-1] = 0;
        cells[count++] = at + 1;
        at = end;
    }
    return count;
}

/* The next line of the text; false: there is none. */
static bool
next_line(const char **text, char line[LINE])
{
    size_t len = strcspn(*text, "\n");
    assert_true(len < LINE);
    memcpy(line, *text, len);
    line[len] = 0;
    bool more = **text != 0;
    *text += len + ((*text)[len] == '\n');
    return more;
}

/* Out: the roles of the columns, behind the first. Returns how many columns there are. */
static size_t
read_head(const char **text, enum role roles[COLUMNS])
{
    char line[LINE];
    char *cells[COLUMNS];
    assert_true(next_line(text, line) && line[0] == 0 && next_line(text, line));
    size_t columns = cut_row(line, cells);
    assert_int_equal(columns, ROLE_COUNT + 1);
    code_set seen = 0;
    for (size_t i = 1; i < columns; i++) {
        int role = codes_find(&codes_role, cells[i]);
        assert_true(role >= 0 && (seen & CODE_BIT(role)) == 0);
        seen |= CODE_BIT(role);
        roles[i] = (enum role)role;
    }
    assert_true(next_line(text, line));
    return columns;
}

/* Returns the categories that have a row. */
static code_set
check_table(const struct policy *policy, const char *doc, enum action action)
{
    char line[LINE];
    char heading[32];
    enum role roles[COLUMNS];
    char *cells[COLUMNS];
    code_set seen = 0;
    (void)snprintf(heading, sizeof heading, "\n## %s\n", codes_text(&codes_action, action));
    const char *at = strstr(doc, heading);
    assert_non_null(at);
    at += strlen(heading);
    size_t columns = read_head(&at, roles);
    while (next_line(&at, line) && line[0] == '|') {
        assert_int_equal(cut_row(line, cells), columns);
        int category = action == ACTION_CONFER ? (int)CATEGORY_NONE : codes_find(&codes_category, cells[0]);
        assert_true(category >= 0);
        seen |= action == ACTION_CONFER ? 1 : CODE_BIT(category);
        for (size_t i = 1; i < columns; i++) {
            check_cell(policy, roles[i], action, (enum category)category, cells[i]);
        }
    }
    return seen;
}

static void
matrix_is_what_the_decision_gives(void **state)
{
    char *doc = whole_file("docs/policy.md");
    assert_int_equal(check_table(*state, doc, ACTION_READ), CODE_ALL(CATEGORY_COUNT));
    assert_int_equal(check_table(*state, doc, ACTION_WRITE), CODE_ALL(CATEGORY_COUNT));
    assert_int_equal(check_table(*state, doc, ACTION_CONFER), 1);
    free(doc);
}

static void
periods_are_those_of_the_policy(void **state)
{
    const struct policy *policy = *state;
    char *doc = whole_file("docs/policy.md");
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        char row[128];
        const struct policy_consent *consent = &policy->consent[role];
        (void)snprintf(row, sizeof row, "\n| %s | %d days | %d days |\n", codes_text(&codes_role, role),
                       consent->max_days, consent->default_days);
        assert_int_equal(strstr(doc, row) != NULL, consent->max_days > 0);
    }
    free(doc);
}

/* Appends a name to a cell. */
static void
append(char *cell, size_t size, const char *name)
{
    size_t len = strlen(cell);
    assert_true((size_t)snprintf(cell + len, size - len, "%s%s", len == 0 ? "" : ", ", name) < size - len);
}

static void
append_codes(char *cell, size_t size, const struct code_list *list, unsigned count, code_set set)
{
    for (unsigned i = 0; i < count; i++) {
        if (codes_has(set, i)) {
            append(cell, size, codes_text(list, i));
        }
    }
}

/* By kind, and a kind of which all are there by its name. */
static void
append_categories(char *cell, size_t size, const struct policy *policy, code_set set)
{
    for (unsigned kind = 0; kind < CATEGORY_KIND_COUNT; kind++) {
        code_set all = 0;
        for (unsigned i = 0; i < CATEGORY_COUNT; i++) {
            all |= policy_kind_of(policy, (enum category)i) == kind ? CODE_BIT(i) : 0;
        }
        if ((set & all) == all) {
            append(cell, size, codes_text(&codes_category_kind, kind));
        } else {
            append_codes(cell, size, &codes_category, CATEGORY_COUNT, set & all);
        }
    }
}

static void
must_hold(const char *doc, const char *row)
{
    if (strstr(doc, row) == NULL) {
        fail_msg("docs/policy.md lacks %s", row);
    }
}

static void
functions_are_those_of_the_policy(void **state)
{
    const struct policy *policy = *state;
    char *doc = whole_file("docs/policy.md");
    for (unsigned i = 0; i < FUNCTION_COUNT; i++) {
        const struct policy_function *function = &policy->functions[i];
        char read[LINE] = "";
        char write[LINE] = "";
        char messages[LINE] = "";
        char row[4 * LINE];
        append_categories(read, sizeof read, policy, function->read);
        append_categories(write, sizeof write, policy, function->write);
        append_codes(messages, sizeof messages, &codes_message_kind, MESSAGE_KIND_COUNT, function->messages);
        assert_int_equal(function->confer, function->messages != 0);
        (void)snprintf(row, sizeof row, "\n| %s | %s | %s | %s |\n", codes_text(&codes_function, i), read, write,
                       function->confer ? messages : "nothing");
        must_hold(doc, row);
    }
    free(doc);
}

static void
laws_count_for_as_many_and_as_long_as_the_policy_says(void **state)
{
    const struct policy *policy = *state;
    char *doc = whole_file("docs/policy.md");
    for (size_t i = 0; i < policy->law_count; i++) {
        const struct policy_law *law = &policy->law[i];
        char from[DATE_TEXT];
        char until[DATE_TEXT] = "open";
        char row[256];
        date_format(from, law->from);
        if (law->until != INT32_MAX) {
            date_format(until, law->until);
        }
        (void)snprintf(row, sizeof row, "\n| %s | %u | %s | %s |\n", law->code, law->seats, from, until);
        must_hold(doc, row);
    }
    free(doc);
}

static void
roles_beside_the_matrix_are_those_of_the_policy(void **state)
{
    const struct policy *policy = *state;
    const struct {
        const char *name;
        code_set roles;
    } sets[] = {
        {"regie", policy->regie},
        {"regie.otherwise", policy->regie_otherwise},
        {"acting", policy->acts_for},
        {"recording", policy->may_record_consent},
        {"employer_conflict", policy->employer_conflict.roles},
        {"team.werkgever", policy->team_read[ROLE_WERKGEVER]},
    };
    char *doc = whole_file("docs/policy.md");
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        char roles[LINE] = "";
        char row[2 * LINE];
        append_codes(roles, sizeof roles, &codes_role, ROLE_COUNT, sets[i].roles);
        (void)snprintf(row, sizeof row, "\n| %s | %s |", sets[i].name, roles);
        must_hold(doc, row);
    }
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        bool takes_part = role == ROLE_PATIENT || codes_has(policy->may_invite[ROLE_PATIENT], role);
        code_set known = takes_part ? policy->may_invite[ROLE_PATIENT] | CODE_BIT(ROLE_PATIENT) : 0;
        assert_true(role == ROLE_WERKGEVER || policy->team_read[role] == known);
    }
    free(doc);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matrix_is_what_the_decision_gives),
        cmocka_unit_test(periods_are_those_of_the_policy),
        cmocka_unit_test(functions_are_those_of_the_policy),
        cmocka_unit_test(laws_count_for_as_many_and_as_long_as_the_policy_says),
        cmocka_unit_test(roles_beside_the_matrix_are_those_of_the_policy),
    };
    return cmocka_run_group_tests_name("rules/matrix", tests, load_policy, free_policy);
}
