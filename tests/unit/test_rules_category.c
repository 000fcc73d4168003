/* The rules across members of each category, with the smallest change that breaks them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rules/category.h"

#define TODAY 20500

/* Checks {first: a, last: b, "regime": regime}; pointer NULL: it must fit. */
static void
expect(enum category category, const char *a, const char *b, const char *regime, const char *pointer)
{
    const char *first = category == CATEGORY_GAO ? "begin" : "from";
    const char *last = category == CATEGORY_GAO ? "end" : "until";
    json_t *content = json_pack("{s:s*, s:s*, s:s*}", first, a, last, b, "regime", regime);
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
a_certificate_covers_three_calendar_months_or_twelve_in_invalidity(void **state)
{
    (void)state;
    static const struct {
        const char *begin;
        const char *good;
        const char *bad; /* one day more */
        const char *regime;
    } rows[] = {
        {"2026-01-15", "2026-04-15", "2026-04-16", NULL},
        {"2026-01-15", "2026-04-15", "2026-04-16", "primary"},
        {"2026-01-31", "2026-04-30", "2026-05-01", NULL},
        {"2025-11-30", "2026-02-28", "2026-03-01", NULL},
        {"2023-11-30", "2024-02-29", "2024-03-01", NULL},
        {"2026-01-15", "2027-01-15", "2027-01-16", "invalidity"},
        {"2024-02-29", "2025-02-28", "2025-03-01", "invalidity"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect(CATEGORY_GAO, rows[i].begin, rows[i].good, rows[i].regime, NULL);
        expect(CATEGORY_GAO, rows[i].begin, rows[i].bad, rows[i].regime, "/end");
    }
}

static void
a_certificate_does_not_end_before_it_begins(void **state)
{
    (void)state;
    expect(CATEGORY_GAO, "2026-01-15", "2026-01-15", NULL, NULL);
    expect(CATEGORY_GAO, "2026-01-15", "2026-01-14", NULL, "/end");
    expect(CATEGORY_GAO, "2026-01-15", "2026-01-14", "invalidity", "/end");
}

static void
a_fit_note_does_not_end_before_it_starts_and_can_be_open_at_either_end(void **state)
{
    (void)state;
    expect(CATEGORY_FIT_NOTE, "2026-01-15", "2026-01-15", NULL, NULL);
    expect(CATEGORY_FIT_NOTE, "2026-01-15", "2026-01-14", NULL, "/until");
    expect(CATEGORY_FIT_NOTE, "2026-01-15", NULL, NULL, NULL);
    expect(CATEGORY_FIT_NOTE, NULL, "2026-01-15", NULL, NULL);
    expect(CATEGORY_FIT_NOTE, NULL, NULL, NULL, NULL);
}

static void
a_category_without_a_row_has_no_rule(void **state)
{
    (void)state;
    expect(CATEGORY_PLAN, "2026-01-15", "2026-01-14", NULL, NULL);
    expect(CATEGORY_NONE, "2026-01-15", "2026-01-14", NULL, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_certificate_covers_three_calendar_months_or_twelve_in_invalidity),
        cmocka_unit_test(a_certificate_does_not_end_before_it_begins),
        cmocka_unit_test(a_fit_note_does_not_end_before_it_starts_and_can_be_open_at_either_end),
        cmocka_unit_test(a_category_without_a_row_has_no_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
