/* Easter and the holidays that move with it, and working days: against tables made without this code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/time/calendar.h"

/* Days from 21 March to Easter Sunday, 2000 to 2051: by python-dateutil (Oudin's algorithm of 1940). */
static const int after_equinox[] = {
    33, 25, 10, 30, 21, 6,  26, 18, 2,  22, 14, 34, 18, 10, 30, 15, 6,  26, 11, 31, 22, 14, 27, 19, 10, 30,
    15, 7,  26, 11, 31, 23, 7,  27, 19, 4,  23, 15, 35, 20, 11, 31, 16, 8,  27, 19, 4,  24, 15, 28, 20, 12,
};

static day_num
day_of(const char *text)
{
    day_num day;
    assert_int_equal(date_parse(&day, text), TNW_OK);
    return day;
}

static void
easter_is_that_of_the_table_for_52_years(void **state)
{
    (void)state;
    for (int i = 0; i < 52; i++) {
        assert_int_equal(calendar_easter(2000 + i), date_join(2000 + i, 3, 21) + after_equinox[i]);
    }
}

/* The method of Gauss with its two exceptions, for the years whose constants it gives. */
static day_num
gauss(int year)
{
    int a = year % 19;
    int b = year % 4;
    int c = year % 7;
    int d = (19 * a + 24) % 30;
    int e = (2 * b + 4 * c + 6 * d + 5) % 7;
    int march = 22 + d + e;
    if (d == 29 && e == 6) {
        march = 31 + 19;
    } else if (d == 28 && e == 6 && a > 10) {
        march = 31 + 18;
    }
    return date_join(year, 3, 1) + march - 1;
}

static void
easter_is_that_of_gauss_for_two_centuries(void **state)
{
    (void)state;
    for (int year = 1900; year <= 2099; year++) {
        assert_int_equal(calendar_easter(year), gauss(year));
    }
}

static void
easter_at_its_bounds(void **state)
{
    (void)state;
    assert_int_equal(calendar_easter(1943), day_of("1943-04-25")); /* the latest there is */
    assert_int_equal(calendar_easter(2285), day_of("2285-03-22")); /* the earliest */
    assert_int_equal(calendar_easter(1981), day_of("1981-04-19")); /* the exceptions of Gauss */
    assert_int_equal(calendar_easter(1954), day_of("1954-04-18"));
}

static void
a_date_splits_and_joins(void **state)
{
    (void)state;
    for (day_num day = day_of("1999-12-01"); day < day_of("2004-04-01"); day++) {
        int year;
        int month;
        int of_month;
        date_split(day, &year, &month, &of_month);
        assert_int_equal(date_join(year, month, of_month), day);
    }
    int year;
    int month;
    int day;
    date_split(day_of("2028-02-29"), &year, &month, &day);
    assert_int_equal(year, 2028);
    assert_int_equal(month, 2);
    assert_int_equal(day, 29);
}

static void
belgium_has_ten_holidays_a_year(void **state)
{
    (void)state;
    static const char *const of_2026[] = {"2026-01-01", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25",
                                          "2026-07-21", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"};
    size_t found = 0;
    for (day_num day = day_of("2026-01-01"); day <= day_of("2026-12-31"); day++) {
        if (calendar_is_holiday(day)) {
            assert_true(found < 10);
            assert_int_equal(day, day_of(of_2026[found]));
            found++;
        }
    }
    assert_int_equal(found, 10);
}

static void
working_days_skip_weekends_and_holidays(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int count;
        const char *to;
    } rows[] = {
        {"2026-03-02", 1, "2026-03-03"},  {"2026-03-06", 1, "2026-03-09"},  {"2026-03-07", 1, "2026-03-09"},
        {"2026-04-03", 1, "2026-04-07"},  {"2026-05-13", 1, "2026-05-15"},  {"2026-04-30", 1, "2026-05-04"},
        {"2026-12-24", 1, "2026-12-28"},  {"2026-03-02", 10, "2026-03-16"}, {"2026-03-27", 10, "2026-04-13"},
        {"2026-07-20", 2, "2026-07-23"},  {"2026-05-04", 40, "2026-07-01"}, {"2026-03-09", -1, "2026-03-06"},
        {"2026-04-07", -1, "2026-04-03"}, {"2026-01-02", -1, "2025-12-31"}, {"2026-03-02", 0, "2026-03-02"},
        {"2022-03-01", 55, "2022-05-18"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(calendar_add_working_days(day_of(rows[i].from), rows[i].count), day_of(rows[i].to));
    }
}

static void
a_saturday_is_no_working_day_before_1970_either(void **state)
{
    (void)state;
    assert_false(calendar_is_working_day(day_of("1969-12-27")));
    assert_true(calendar_is_working_day(day_of("1969-12-29")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(easter_is_that_of_the_table_for_52_years),
        cmocka_unit_test(easter_is_that_of_gauss_for_two_centuries),
        cmocka_unit_test(easter_at_its_bounds),
        cmocka_unit_test(a_date_splits_and_joins),
        cmocka_unit_test(belgium_has_ten_holidays_a_year),
        cmocka_unit_test(working_days_skip_weekends_and_holidays),
        cmocka_unit_test(a_saturday_is_no_working_day_before_1970_either),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
