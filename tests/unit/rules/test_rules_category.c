/* The rules across members of each category, with the smallest change that breaks them; and every example of
 * schemas/examples held against them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>

#include "rules/category/category.h"

#define TODAY 20500 /* 2026-02-16 */
#define LATER 20900 /* 2027-03-23: behind the days of all examples */

/* Checks {first: a, last: b}; pointer NULL: it must fit. */
static void
expect(enum category category, const char *a, const char *b, const char *pointer)
{
    const char *first = category == CATEGORY_GAO ? "begin" : "from";
    const char *last = category == CATEGORY_GAO ? "end" : "until";
    json_t *content = json_pack("{s:s*, s:s*}", first, a, last, b);
    assert_non_null(content);
    struct breach breach = category_check(category, content, TODAY);
    if (pointer == NULL) {
        assert_null(breach.pointer);
    } else {
        assert_non_null(breach.pointer);
        assert_string_equal(breach.pointer, pointer);
        assert_true(breach.text != NULL && breach.text[0] != 0);
    }
    json_decref(content);
}

static void
a_certificate_never_covers_more_than_twelve_calendar_months(void **state)
{
    (void)state;
    expect(CATEGORY_GAO, "2026-01-15", "2027-01-15", NULL);
    expect(CATEGORY_GAO, "2026-01-15", "2027-01-16", "/end");
    expect(CATEGORY_GAO, "2024-02-29", "2025-02-28", NULL);
    expect(CATEGORY_GAO, "2024-02-29", "2025-03-01", "/end");
}

static void
a_certificate_does_not_end_before_it_begins(void **state)
{
    (void)state;
    expect(CATEGORY_GAO, "2026-01-15", "2026-01-15", NULL);
    expect(CATEGORY_GAO, "2026-01-15", "2026-01-14", "/end");
}

static void
a_fit_note_does_not_end_before_it_starts_and_can_be_open_at_either_end(void **state)
{
    (void)state;
    expect(CATEGORY_FIT_NOTE, "2026-01-15", "2026-01-15", NULL);
    expect(CATEGORY_FIT_NOTE, "2026-01-15", "2026-01-14", "/until");
    expect(CATEGORY_FIT_NOTE, "2026-01-15", NULL, NULL);
    expect(CATEGORY_FIT_NOTE, NULL, "2026-01-15", NULL);
    expect(CATEGORY_FIT_NOTE, NULL, NULL, NULL);
}

static void
a_permission_covers_two_years(void **state)
{
    (void)state;
    expect(CATEGORY_PROGRESSIEVE_TEWERKSTELLING, "2026-02-28", "2028-02-28", NULL);
    expect(CATEGORY_PROGRESSIEVE_TEWERKSTELLING, "2026-02-28", "2028-02-29", "/until");
    expect(CATEGORY_PROGRESSIEVE_TEWERKSTELLING, NULL, NULL, NULL);
}

static void
a_category_without_a_row_has_no_rule(void **state)
{
    (void)state;
    expect(CATEGORY_INSCHRIJVING, "2026-01-15", "2026-01-14", NULL);
    expect(CATEGORY_NONE, "2026-01-15", "2026-01-14", NULL);
}

static json_t *
load_example(const char *category, const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "schemas/examples/%s/%s", category, name);
    json_t *value = json_load_file(path, 0, NULL);
    assert_non_null(value);
    return value;
}

static bool
is_of_rule(const json_t *error)
{
    const char *code = json_string_value(json_object_get(error, "code"));
    return code != NULL && strcmp(code, "rule") == 0;
}

/* Returns whether the example is one that a rule decides: valid, or broken by a rule. */
static bool
try_example(enum category category, const char *name, const json_t *expected)
{
    const json_t *error = json_object_get(expected, name);
    if (strncmp(name, "valid-", 6) != 0 && !is_of_rule(error)) {
        return false;
    }
    json_t *content = load_example(codes_text(&codes_category, category), name);
    struct breach breach = category_check(category, content, LATER);
    const char *pointer = json_string_value(json_object_get(error, "pointer"));
    if ((breach.pointer == NULL) != (pointer == NULL) || (pointer != NULL && strcmp(breach.pointer, pointer) != 0)) {
        fail_msg("%s %s: %s", codes_text(&codes_category, category), name, breach.pointer);
    }
    json_decref(content);
    return true;
}

static void
every_example_fits_the_rules_or_breaks_the_one_that_it_names(void **state)
{
    (void)state;
    for (unsigned category = 0; category < CATEGORY_COUNT; category++) {
        char folder[256];
        (void)snprintf(folder, sizeof folder, "schemas/examples/%s", codes_text(&codes_category, category));
        DIR *dir = opendir(folder);
        assert_non_null(dir);
        json_t *expected = load_example(codes_text(&codes_category, category), "expected.json");
        size_t tried = 0;
        for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
            tried += strstr(entry->d_name, "valid-") != NULL && try_example(category, entry->d_name, expected);
        }
        assert_true(tried >= 3);
        json_decref(expected);
        (void)closedir(dir);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_certificate_never_covers_more_than_twelve_calendar_months),
        cmocka_unit_test(a_certificate_does_not_end_before_it_begins),
        cmocka_unit_test(a_fit_note_does_not_end_before_it_starts_and_can_be_open_at_either_end),
        cmocka_unit_test(a_permission_covers_two_years),
        cmocka_unit_test(a_category_without_a_row_has_no_rule),
        cmocka_unit_test(every_example_fits_the_rules_or_breaks_the_one_that_it_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
