/* Which generations of a backup are kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/backup/keep.h"

#define HOUR INT64_C(3600000)
#define DAY (24 * HOUR)
#define NOON (INT64_C(20000) * DAY + 12 * HOUR)
#define COUNT 400

static void
rules_are_read(void **state)
{
    (void)state;
    struct keep_rule rule;
    static const char *const wrong[] = {"", "d", "0", "7d,", ",7d", "7d 4w", "7x", "7d,7d", "-1", "1001", "7dd", " 7d"};
    assert_int_equal(keep_parse(&rule, "3,7d,4w,12m,2y"), TNW_OK);
    assert_true(rule.newest == 3 && rule.days == 7 && rule.weeks == 4 && rule.months == 12 && rule.years == 2);
    assert_int_equal(keep_parse(&rule, "5"), TNW_OK);
    assert_true(rule.newest == 5 && rule.days == 0);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(keep_parse(&rule, wrong[i]), TNW_E_CONFIGURATION);
    }
}

static size_t
kept_of(const char *text, const int64_t *times, size_t count, bool *kept)
{
    struct keep_rule rule;
    size_t stay = 0;
    assert_int_equal(keep_parse(&rule, text), TNW_OK);
    keep_choose(&rule, times, count, kept);
    for (size_t i = 0; i < count; i++) {
        stay += kept[i] ? 1 : 0;
    }
    return stay;
}

/* One a day for more than a year. */
static void
newest_of_each_stretch_stays(void **state)
{
    (void)state;
    int64_t times[COUNT];
    bool kept[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        times[i] = NOON + (int64_t)i * DAY;
    }
    assert_int_equal(kept_of("3", times, COUNT, kept), 3);
    assert_int_equal(kept_of("7d", times, COUNT, kept), 7);
    assert_true(kept[COUNT - 1] && kept[COUNT - 7] && !kept[COUNT - 8]);
    assert_int_equal(kept_of("4w", times, COUNT, kept), 4);
    assert_int_equal(kept_of("12m", times, COUNT, kept), 12);
    size_t both = kept_of("7d,4w,12m", times, COUNT, kept);
    assert_true(both > 12 && both <= 7 + 4 + 12);
}

static void
newest_always_stays(void **state)
{
    (void)state;
    const int64_t times[] = {NOON, NOON + HOUR, NOON + 2 * HOUR};
    bool kept[3];
    assert_int_equal(kept_of("1y", times, 3, kept), 1);
    assert_true(kept[2]);
    assert_int_equal(kept_of("7d", times, 3, kept), 1);
    assert_true(kept[2]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_read),
        cmocka_unit_test(newest_of_each_stretch_stays),
        cmocka_unit_test(newest_always_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
