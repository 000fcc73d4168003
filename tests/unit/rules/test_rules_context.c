/* What a fragment must be beside what else the dossier holds, each with the smallest change that breaks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "rules/category/category.h"

static struct id
id_of(unsigned number)
{
    return (struct id){.bytes = {[15] = (uint8_t)number}};
}

static day_num
day_of(const char *text)
{
    day_num day = 0;
    assert_int_equal(date_parse(&day, text), TNW_OK);
    return day;
}

static void
assert_breach(struct breach breach, const char *pointer)
{
    if (pointer == NULL) {
        assert_null(breach.pointer);
        return;
    }
    assert_non_null(breach.pointer);
    assert_string_equal(breach.pointer, pointer);
    assert_true(strlen(breach.text) > 0);
}

/* Of a spell that began on 2026-01-05, with a certificate of 1 to 20 February (object 1), another of March (2). */
static struct process process;

static int
setup(void **state)
{
    (void)state;
    process = (struct process){.start = day_of("2026-01-05"), .event_count = 2};
    process.events[0] = (struct process_event){
        .object = id_of(1), .category = CATEGORY_GAO, .from = day_of("2026-02-01"), .until = day_of("2026-02-20")};
    process.events[1] = (struct process_event){
        .object = id_of(2), .category = CATEGORY_GAO, .from = day_of("2026-03-01"), .until = day_of("2026-03-31")};
    return 0;
}

static void
expect_gao(const char *begin, const char *end, unsigned fragment, const char *pointer)
{
    struct category_context context = {.process = &process, .fragment = id_of(fragment), .start = process.start};
    json_t *content = json_pack("{s:s, s:s, s:s}", "begin", begin, "end", end, "reason", "illness");
    assert_breach(category_check(CATEGORY_GAO, content, day_of(begin)), NULL);
    assert_breach(category_context_check(CATEGORY_GAO, content, &context), pointer);
    json_decref(content);
}

static void
a_certificate_covers_three_months_and_twelve_once_the_spell_is_a_year_old(void **state)
{
    (void)state;
    expect_gao("2026-05-31", "2026-08-31", 0, NULL);
    expect_gao("2026-05-31", "2026-09-01", 0, "/end");
    expect_gao("2027-01-04", "2027-04-05", 0, "/end");
    expect_gao("2027-01-05", "2028-01-05", 0, NULL);
}

static void
certificates_do_not_overlap(void **state)
{
    (void)state;
    expect_gao("2026-02-21", "2026-02-28", 0, NULL);
    expect_gao("2026-02-20", "2026-02-28", 0, "/begin");
    expect_gao("2026-02-21", "2026-03-01", 0, "/begin");
    expect_gao("2026-01-05", "2026-04-01", 0, "/begin");
    expect_gao("2026-02-05", "2026-02-06", 0, "/begin");
}

static void
a_new_version_of_a_certificate_overlaps_with_the_others_only(void **state)
{
    (void)state;
    expect_gao("2026-02-05", "2026-02-28", 1, NULL);
    expect_gao("2026-02-05", "2026-03-01", 1, "/begin");
    expect_gao("2026-02-05", "2026-02-28", 2, "/begin");
}

static void
expect_plan(const char *procedure, int signatures, const char *pointer)
{
    struct category_context context = {.process = &process};
    json_t *content = json_pack("{s:s}", "procedure", procedure);
    process.event_count = signatures < 0 ? 0 : 1;
    process.events[0] = (struct process_event){.category = CATEGORY_ENGAGEMENT, .value = signatures};
    assert_breach(category_context_check(CATEGORY_PLAN, content, &context), pointer);
    json_decref(content);
}

static void
a_plan_of_a_tnw_traject_follows_a_complete_engagement(void **state)
{
    (void)state;
    expect_plan("tnw_traject", 3, NULL);
    expect_plan("tnw_traject", 2, "/procedure");
    expect_plan("tnw_traject", -1, "/procedure");
    expect_plan("rit", -1, NULL);
}

static void
expect_outcome(int potential, const char *kind, int first, int second, const char *pointer)
{
    struct category_context context = {.process = &process};
    json_t *content = json_pack("{s:b}", "potential", potential);
    process.event_count = 2;
    for (size_t i = 0; i < 2; i++) {
        process.events[i] = (struct process_event){
            .category = CATEGORY_ARBEIDSPOTENTIEEL, .day = 20500 - (day_num)i, .value = i == 0 ? second : first};
        (void)snprintf(process.events[i].kind, PROCESS_CODE, "%s", kind);
    }
    assert_breach(category_context_check(CATEGORY_POTENTIEEL_UITKOMST, content, &context), pointer);
    json_decref(content);
}

static void
the_outcome_is_that_of_the_newest_occupational_estimate(void **state)
{
    (void)state;
    expect_outcome(1, "occupational", 0, 1, NULL);
    expect_outcome(0, "occupational", 1, 0, NULL);
    expect_outcome(1, "occupational", 1, 0, "/potential");
    expect_outcome(0, "occupational", 0, 1, "/potential");
    expect_outcome(1, "insurance", 1, 1, "/potential");
}

static void
other_categories_look_at_nothing(void **state)
{
    (void)state;
    assert_int_equal(category_looks_at(CATEGORY_FIT_NOTE), 0);
    assert_int_equal(category_looks_at(CATEGORY_NONE), 0);
    assert_int_equal(category_looks_at(CATEGORY_PLAN), CODE_BIT(CATEGORY_ENGAGEMENT));
}

#define FRESH(test) cmocka_unit_test_setup(test, setup)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FRESH(a_certificate_covers_three_months_and_twelve_once_the_spell_is_a_year_old),
        FRESH(certificates_do_not_overlap),
        FRESH(a_new_version_of_a_certificate_overlaps_with_the_others_only),
        FRESH(a_plan_of_a_tnw_traject_follows_a_complete_engagement),
        FRESH(the_outcome_is_that_of_the_newest_occupational_estimate),
        FRESH(other_categories_look_at_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
