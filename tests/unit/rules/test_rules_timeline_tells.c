/* What a step tells of what a fragment says is known of its rule, and nobody learns it from the step who may not read
 * that: every rule, every role. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "timeline_case.h"

static json_t *ours; /* schemas/timeline.json */

static code_set
categories_of(const json_t *list)
{
    code_set set = 0;
    size_t i;
    const json_t *one;
    json_array_foreach(list, i, one)
    {
        int code = codes_find(&codes_category, json_string_value(one));
        assert_true(code >= 0);
        set |= CODE_BIT(code);
    }
    return set;
}

static bool
is_one(const json_t *list, int value)
{
    return json_array_size(list) == 1 && json_integer_value(json_array_get(list, 0)) == value;
}

/* Whether a pattern goes by what is in a fragment. That a questionnaire came back, and that a contact took place, is
 * that something happened. */
static bool
goes_by_content(const json_t *pattern, const char *category)
{
    const json_t *value = json_object_get(pattern, "value");
    bool happened = strcmp(category, "quickscan") == 0 || (strcmp(category, "opvolging") == 0 && is_one(value, 1));
    return (value != NULL && !happened) || json_object_get(pattern, "has") != NULL ||
           json_object_get(pattern, "ahead") != NULL || json_object_get(pattern, "longer_than") != NULL;
}

/* all: a day or a term of the match itself is content. */
static code_set
told_by_match(const json_t *match, bool all)
{
    code_set set = 0;
    size_t i;
    const json_t *pattern;
    json_array_foreach(match, i, pattern)
    {
        const char *category = json_string_value(json_object_get(pattern, "category"));
        int code = category == NULL ? -1 : codes_find(&codes_category, category);
        set |= code >= 0 && (all || goes_by_content(pattern, category)) ? CODE_BIT(code) : 0;
    }
    return set;
}

static const json_t *
row_of(const char *list, const char *code)
{
    size_t i;
    const json_t *row;
    json_array_foreach(json_object_get(ours, list), i, row)
    {
        if (strcmp(json_string_value(json_object_get(row, "code")), code) == 0) {
            return row;
        }
    }
    fail_msg("%s", code);
    return NULL;
}

static code_set
told_by_span(const char *code)
{
    const json_t *span = row_of("spans", code);
    return told_by_match(json_object_get(span, "begins"), json_is_true(json_object_get(span, "period"))) |
           told_by_match(json_object_get(span, "ends"), false);
}

static code_set
told_by_condition(const char *code)
{
    static const char *const keys[] = {"last", "is", "some", "none"};
    const json_t *row = row_of("conditions", code);
    const char *span = json_string_value(json_object_get(row, "span"));
    code_set set = span == NULL ? 0 : told_by_span(span);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        set |= told_by_match(json_object_get(row, keys[i]), false);
    }
    size_t k;
    const json_t *one;
    json_array_foreach(json_object_get(row, "any"), k, one)
    {
        set |= told_by_match(json_object_get(row_of("conditions", json_string_value(one)), "is"), false);
    }
    return set;
}

static bool
is_by_value(const json_t *version)
{
    size_t i;
    const json_t *offset;
    json_array_foreach(json_object_get(version, "offset"), i, offset)
    {
        if (json_object_get(offset, "value") != NULL) {
            return true;
        }
    }
    return json_object_get(version, "sooner") != NULL;
}

static code_set
told_by_version(const json_t *version)
{
    const json_t *anchor = json_object_get(version, "anchor");
    const char *day = json_string_value(json_object_get(anchor, "day"));
    const char *within = json_string_value(json_object_get(anchor, "within"));
    bool other_day = day != NULL && strcmp(day, "day") != 0 && strcmp(day, "recorded") != 0;
    code_set set = told_by_match(json_object_get(anchor, "match"), other_day || is_by_value(version));
    set |= within == NULL ? 0 : told_by_span(within);
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(version, "when"), i, one)
    {
        set |= told_by_condition(json_string_value(one));
    }
    return set;
}

static void
every_rule_says_of_what_it_tells(void **state)
{
    (void)state;
    size_t i;
    const json_t *rule;
    json_array_foreach(json_object_get(ours, "rules"), i, rule)
    {
        size_t k;
        const json_t *version;
        code_set told = 0;
        json_array_foreach(json_object_get(rule, "versions"), k, version)
        {
            told |= told_by_version(version);
        }
        if (told != categories_of(json_object_get(rule, "tells"))) {
            fail_msg("%s tells of %x", json_string_value(json_object_get(rule, "rule")), told);
        }
    }
}

/* A dossier in which as much happened as there is, for one rule or another. */
static const char *const facts[] = {"2026-01-05 employed from_50", "2026-01-05 contract_ended contract_end:2026-03-01",
                                    "2026-01-05 self_employed"};
static const char *const histories[] = {
    "gao 2026-01-05 from:2026-01-05 until:2026-03-20; arbeidspotentieel insurance =4 2026-03-02 next:2026-05-02;"
    "potentieel_uitkomst =1 2026-03-03; verzoek rit 2026-03-04; beoordeling 2022 =1 2026-03-20; plan rit =1 2026-04-01;"
    "progressieve_tewerkstelling =1 2026-04-02 from:2026-04-06 until:2026-08-01; engagement =3 2026-04-03",
    "verzoek rit 2026-01-10; beoordeling 2022 =3 2026-01-20; plan tnw_traject =1 2026-02-01 next:2026-03-01;"
    "opleiding herscholing =1 2026-02-02 from:2026-02-03 until:2026-04-03; verzoek progressief 2026-02-10 "
    "from:2026-03-01",
    "verzoek rit 2026-01-10; opvolging #rit_beoordeling =0 2026-01-20; opvolging #rit_beoordeling =0 2026-02-10;"
    "opvolging #rit_beoordeling =0 2026-03-01; arbeidspotentieel insurance =1 2026-02-02; beoordeling 2022 =2 "
    "2026-03-03"};

static size_t
steps_of_rule(const struct timeline_step *steps, size_t count, const char *rule, struct timeline_step out[2])
{
    size_t found = 0;
    for (size_t i = 0; i < count && found < 2; i++) {
        if (strcmp(steps[i].rule, rule) == 0) {
            out[found++] = steps[i];
        }
    }
    return found;
}

/* The process without what the rule tells of. */
static struct process
without(const struct process *process, code_set told)
{
    struct process left = *process;
    left.event_count = 0;
    for (size_t i = 0; i < process->event_count; i++) {
        enum category category = process->events[i].category;
        if (category >= CATEGORY_COUNT || (told & CODE_BIT(category)) == 0) {
            left.events[left.event_count++] = process->events[i];
        }
    }
    return left;
}

static void
check_rule(const struct timeline *timeline, const struct process *process, const json_t *rule, enum role role)
{
    static const bool unread[LIMIT_PROCESS_EVENTS] = {true, true, true, true, true, true, true, true, true, true};
    static struct timeline_step all[TIMELINE_STEPS];
    static struct timeline_step less[TIMELINE_STEPS];
    const char *code = json_string_value(json_object_get(rule, "rule"));
    code_set told = categories_of(json_object_get(rule, "tells"));
    bool theirs = (timeline_doers(timeline, code) & CODE_BIT(role)) != 0;
    const struct timeline_reader reader = {
        .roles = CODE_BIT(role), .unreadable = CODE_ALL(CATEGORY_COUNT), .unread = unread};
    const struct process left = theirs ? *process : without(process, told);
    day_num today = case_day("2026-05-20");
    size_t count = timeline_steps_for(timeline, process, &reader, today, all, TIMELINE_STEPS);
    size_t less_count = timeline_steps(timeline, &left, today, less, TIMELINE_STEPS);
    struct timeline_step shown[2];
    struct timeline_step expected[2];
    size_t found = steps_of_rule(all, count, code, shown);
    assert_int_equal(found, steps_of_rule(less, less_count, code, expected));
    for (size_t i = 0; i < found; i++) {
        bool late = !theirs && told != 0 && expected[i].state == STEP_OVERDUE;
        assert_string_equal(shown[i].why, expected[i].why);
        assert_int_equal(shown[i].due, expected[i].due);
        assert_int_equal(shown[i].state, late ? STEP_DUE : expected[i].state);
        assert_memory_equal(&shown[i].anchor, &expected[i].anchor, sizeof shown[i].anchor);
        assert_memory_equal(&shown[i].done_by, &expected[i].done_by, sizeof shown[i].done_by);
    }
}

static void
who_may_not_read_it_finds_the_step_as_if_it_were_not_there(void **state)
{
    (void)state;
    struct timeline *timeline = case_load();
    for (size_t n = 0; n < sizeof histories / sizeof histories[0] * 3; n++) {
        struct process process = case_process(facts[n % 3], histories[n / 3]);
        size_t i;
        const json_t *rule;
        json_array_foreach(json_object_get(ours, "rules"), i, rule)
        {
            for (unsigned role = 0; role < ROLE_COUNT; role++) {
                check_rule(timeline, &process, rule, (enum role)role);
            }
        }
    }
    timeline_free(&timeline);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_says_of_what_it_tells),
        cmocka_unit_test(who_may_not_read_it_finds_the_step_as_if_it_were_not_there),
    };
    ours = json_load_file("schemas/timeline.json", JSON_REJECT_DUPLICATES, NULL);
    int failed = ours == NULL ? 1 : cmocka_run_group_tests_name("rules/timeline_tells", tests, NULL, NULL);
    json_decref(ours);
    return failed;
}
