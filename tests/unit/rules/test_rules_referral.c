/* The doorverwijshulp: the cases written by hand agree, everything is answered, each row wins, a hole is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "referral_case.h"

static struct referral *ours;

static int
load_table(void **state)
{
    (void)state;
    ours = referral_case_ours();
    return 0;
}

static int
free_table(void **state)
{
    (void)state;
    referral_free(&ours);
    return 0;
}

/* Whether a number stands in a list of numbers. */
static bool
has_number(const json_t *list, unsigned number)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item)
    {
        if (json_integer_value(item) == (json_int_t)number) {
            return true;
        }
    }
    return false;
}

/* A name, or a list of which one does. */
static bool
is_party(const json_t *wanted, const char *party)
{
    size_t i;
    json_t *item;
    if (json_is_string(wanted)) {
        return strcmp(json_string_value(wanted), party) == 0;
    }
    json_array_foreach(wanted, i, item)
    {
        if (strcmp(json_string_value(item), party) == 0) {
            return true;
        }
    }
    return false;
}

struct ranking {
    const struct referral_entry *entries[REFERRAL_ENTRIES];
    size_t count;
    struct referral_facts facts;
};

static void
rank_case(const json_t *one, struct ranking *out)
{
    out->facts = (struct referral_facts){.help = 0};
    referral_facts_read(json_object_get(one, "facts"), &out->facts);
    out->count = referral_rank(ours, &out->facts, referral_case_today(), out->entries);
}

/* The rows of one group in any order, then those of the next; those that may be there are passed over. */
static bool
rows_agree(const json_t *one, const struct ranking *ranking)
{
    size_t at = 0;
    size_t g;
    json_t *group;
    const json_t *may = json_object_get(one, "may");
    json_array_foreach(json_object_get(one, "rows"), g, group)
    {
        size_t left = json_array_size(group);
        while (at < ranking->count && left > 0) {
            unsigned row = ranking->entries[at]->row;
            if (has_number(group, row)) {
                left--;
            } else if (!has_number(may, row)) {
                return false;
            }
            at++;
        }
        if (left > 0) {
            return false;
        }
    }
    while (at < ranking->count && (ranking->entries[at]->row == 0 || has_number(may, ranking->entries[at]->row))) {
        at++;
    }
    return at == ranking->count;
}

static bool
named_before(const struct ranking *ranking, size_t at)
{
    for (size_t k = 0; k < at; k++) {
        if (strcmp(referral_party(ranking->entries[k], &ranking->facts)->is,
                   referral_party(ranking->entries[at], &ranking->facts)->is) == 0) {
            return true;
        }
    }
    return false;
}

/* Each party once, in order; those of rows that may be there are passed over. */
static bool
parties_agree(const json_t *one, const struct ranking *ranking)
{
    size_t wanted = 0;
    const json_t *parties = json_object_get(one, "parties");
    for (size_t i = 0; i < ranking->count; i++) {
        const char *party = referral_party(ranking->entries[i], &ranking->facts)->is;
        if (named_before(ranking, i) || has_number(json_object_get(one, "may"), ranking->entries[i]->row)) {
            continue;
        }
        if (!is_party(json_array_get(parties, wanted++), party)) {
            return false;
        }
    }
    return wanted == json_array_size(parties);
}

/* Exactly these parties need consent, leaving out rows that may be there. */
static bool
consents_agree(const json_t *one, const struct ranking *ranking)
{
    size_t needed = 0;
    const json_t *wanted = json_object_get(one, "consent");
    for (size_t i = 0; i < ranking->count; i++) {
        const struct referral_entry *entry = ranking->entries[i];
        bool needs = entry->consent.categories != 0 && !has_number(json_object_get(one, "may"), entry->row);
        if (needs && !is_party(wanted, referral_party(entry, &ranking->facts)->is)) {
            return false;
        }
        needed += needs && !named_before(ranking, i);
    }
    return needed == json_array_size(wanted);
}

static void
the_cases_written_by_hand_agree(void **state)
{
    (void)state;
    size_t i;
    json_t *one;
    size_t wrong = 0;
    json_t *cases = referral_case_json("tests/referral/cases.json");
    json_array_foreach(cases, i, one)
    {
        struct ranking ranking;
        rank_case(one, &ranking);
        bool rows = rows_agree(one, &ranking);
        bool parties = parties_agree(one, &ranking);
        bool consents = consents_agree(one, &ranking);
        if (!rows || !parties || !consents) {
            wrong++;
            print_error("%s: rows %d parties %d consent %d:", json_string_value(json_object_get(one, "id")), rows,
                        parties, consents);
            for (size_t k = 0; k < ranking.count; k++) {
                print_error(" %u", ranking.entries[k]->row);
            }
            print_error("\n");
        }
    }
    json_decref(cases);
    assert_int_equal(wrong, 0);
}

/* A change of our table, and what of it is refused. */
struct hole {
    const char *claim;
    unsigned row;
    const char *member; /* of the row; NULL: the whole row is taken away */
    const char *json;   /* NULL: the member is taken away */
    const char *where;  /* part of what the refusal says */
};

static const struct hole holes[] = {
    {"a row left out", 21, NULL, NULL, "each number"},
    {"no last resort", 0, NULL, NULL, "each number"},
    {"a row that another is always before", 23, "when",
     "[{\"nobody_leads\": [\"yes\"], \"severity_no_return\": [\"yes\"]}]", "row 23 is never the first"},
    {"a row whose own stop takes it away", 20, "stops", "[\"fedris\"]", "row 20 is never the first"},
    {"a fact that is none", 21, "when", "[{\"weather\": [\"yes\"]}]", "unknown member"},
    {"an alternative that asks nothing", 21, "when", "[{}]", "asks nothing"},
    {"nobody fits", 21, "when", "[{\"help\": []}]", "fits nobody"},
    {"no time left between the bounds", 24, "when", "[{\"half_months\": {\"from\": 24, \"below\": 24}}]",
     "leaves nothing"},
    {"consent above the ceiling", 8, "consent",
     "{\"categories\": [\"diagnose\", \"gao\"], \"actions\": [\"write\"], \"purposes\": [\"tnw_traject\"]}", "ceiling"},
    {"no text in a language", 4, "why", "{\"nl\": \"x\", \"fr\": \"x\", \"en\": \"x\"}", "de: missing"},
    {"no source", 4, "source", NULL, "missing"},
    {"a party that is none", 4, "party", "\"bakker\"", "none of the parties"},
    {"no end before the beginning", 5, "valid_until", "\"2025-12-31\"", "before valid_from"},
};

/* The place of the first entry of that row. */
static size_t
place_of(const json_t *rows, unsigned row)
{
    size_t i = 0;
    while (i < json_array_size(rows) &&
           json_integer_value(json_object_get(json_array_get(rows, i), "row")) != (json_int_t)row) {
        i++;
    }
    return i;
}

static void
make_hole(json_t *table, const struct hole *hole)
{
    json_t *rows = json_object_get(table, "rows");
    size_t place = place_of(rows, hole->row);
    json_t *row = json_array_get(rows, place);
    assert_non_null(row);
    if (hole->member == NULL) {
        json_array_remove(rows, place);
    } else if (hole->json == NULL) {
        json_object_del(row, hole->member);
    } else {
        json_object_set_new(row, hole->member, json_loads(hole->json, JSON_DECODE_ANY, NULL));
    }
}

static void
a_table_with_a_hole_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof holes / sizeof holes[0]; i++) {
        char where[256] = "";
        struct referral *made = NULL;
        json_t *table = referral_case_json(REFERRAL_TABLE);
        make_hole(table, &holes[i]);
        enum tnw_err err = referral_case_load(table, &made, where);
        json_decref(table);
        if (err != TNW_E_CONFIGURATION || strstr(where, holes[i].where) == NULL) {
            fail_msg("%s: %d %s", holes[i].claim, (int)err, where);
        }
        assert_null(made);
    }
}

/* The rows that the law of 2026 made or changed. */
static void
a_version_counts_on_its_days(void **state)
{
    (void)state;
    const struct referral_entry *entries[REFERRAL_ENTRIES];
    day_num today = referral_case_today();
    struct referral_facts facts = {.value[REFERRAL_EMPLOYMENT] = 1 + EMPLOYMENT_EMPLOYED,
                                   .value[REFERRAL_MONTHS] = 1 + 2 * 10};
    (void)referral_rank(ours, &facts, today, entries);
    assert_int_equal(entries[0]->row, 5);
    facts.value[REFERRAL_MONTHS] = 1 + 2 * 11; /* unfit since December 2025 */
    (void)referral_rank(ours, &facts, today, entries);
    assert_int_equal(entries[0]->row, 0);
    facts = (struct referral_facts){.value[REFERRAL_EMPLOYMENT] = 1 + EMPLOYMENT_UNEMPLOYED};
    (void)referral_rank(ours, &facts, today, entries);
    assert_int_equal(entries[0]->row, 13);
    assert_int_equal(entries[0]->until, INT32_MAX);
    (void)referral_rank(ours, &facts, today - 400, entries);
    assert_int_equal(entries[0]->row, 13);
    assert_true(entries[0]->until < today);
}

static bool
is_open(const struct referral_facts *facts, enum referral_fact fact)
{
    return codes_has(referral_open(ours, facts, referral_case_today()), fact);
}

/* What cannot matter any more is not asked; what can is asked until it is known. */
static void
only_what_can_matter_is_asked(void **state)
{
    (void)state;
    struct referral_facts facts = {.help = 0};
    assert_true(is_open(&facts, REFERRAL_EMPLOYMENT));
    facts.value[REFERRAL_EMPLOYMENT] = 1 + EMPLOYMENT_SELF_EMPLOYED;
    assert_false(is_open(&facts, REFERRAL_VISIT_INSUFFICIENT));
    assert_false(is_open(&facts, REFERRAL_POTENTIAL));
    assert_false(is_open(&facts, REFERRAL_EMPLOYMENT));
    assert_true(is_open(&facts, REFERRAL_HELP));
    facts.value[REFERRAL_HELP] = 1;
    assert_false(is_open(&facts, REFERRAL_MENTAL_SEVERE));
    assert_false(is_open(&facts, REFERRAL_HELP));
    facts.value[REFERRAL_EMPLOYMENT] = 1 + EMPLOYMENT_EMPLOYED;
    assert_true(is_open(&facts, REFERRAL_VISIT_INSUFFICIENT));
    facts.value[REFERRAL_SEVERITY_NO_RETURN] = 1;
    assert_false(is_open(&facts, REFERRAL_VISIT_INSUFFICIENT));
    assert_false(is_open(&facts, REFERRAL_SEVERITY_NO_RETURN));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cases_written_by_hand_agree),
        cmocka_unit_test(a_table_with_a_hole_is_refused),
        cmocka_unit_test(a_version_counts_on_its_days),
        cmocka_unit_test(only_what_can_matter_is_asked),
    };
    return cmocka_run_group_tests(tests, load_table, free_table);
}
