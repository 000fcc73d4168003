/* Times and dates: known values, everything else refused, and the Belgian day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/clock.h"

/* Worked out with Python's datetime. */
static const struct {
    const char *text;
    day_num day;
} dates[] = {
    {"1900-01-01", -25567}, {"1900-02-28", -25509}, {"1900-03-01", -25508}, {"1970-01-01", 0},
    {"1999-12-31", 10956},  {"2000-02-29", 11016},  {"2000-03-01", 11017},  {"2024-02-29", 19782},
    {"2026-01-31", 20484},  {"2100-02-28", 47540},  {"2100-03-01", 47541},  {"9999-12-31", 2932896},
};

static day_num
day_of(const char *text)
{
    day_num day = INT32_MIN;
    assert_int_equal(date_parse(&day, text), TNW_OK);
    return day;
}

static time_ms
time_of(const char *text)
{
    time_ms when = INT64_MIN;
    assert_int_equal(time_parse(&when, text), TNW_OK);
    return when;
}

static void
known_dates_read_and_write_as_they_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        char text[DATE_TEXT];
        assert_int_equal(day_of(dates[i].text), dates[i].day);
        date_format(text, dates[i].day);
        assert_string_equal(text, dates[i].text);
    }
}

static int
days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* Against a calendar that only knows how long a month is; the day behind each month's last must not exist. */
static void
every_day_from_1900_to_9999_follows_the_one_before(void **state)
{
    (void)state;
    day_num expected = -25567;
    for (int year = 1900; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            char text[32];
            char back[DATE_TEXT];
            day_num day;
            for (int d = 1; d <= days_in(year, month); d++, expected++) {
                (void)snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, d);
                date_format(back, expected);
                assert_string_equal(back, text);
                assert_int_equal(date_parse(&day, text), TNW_OK);
                assert_int_equal(day, expected);
            }
            (void)snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, days_in(year, month) + 1);
            assert_int_equal(date_parse(&day, text), TNW_E_INVALID_PARAMETER);
        }
    }
}

static void
what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",           "2026",        "2026-01",     "1899-12-31",  "0000-01-01",
        "1900-02-29", "2023-02-29",  "2026-00-10",  "2026-13-01",  "2026-01-00",
        "2026-01-32", "2026-04-31",  "2026-1-01",   "2026-01-1",   "2026-01-011",
        "26-01-01",   "2026/01/01",  "2026-01-01T", "2026-01-01 ", " 2026-01-01",
        "+026-01-01", "10000-01-01", "2026-0a-01",  "-001-01-01",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        day_num day;
        assert_int_equal(date_parse(&day, wrong[i]), TNW_E_INVALID_PARAMETER);
    }
}

static void
known_times_read_and_write_as_they_should(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        time_ms when;
    } times[] = {
        {"0000-01-01T00:00:00.000Z", INT64_C(-62167219200000)},
        {"1969-12-31T23:59:59.999Z", -1},
        {"1970-01-01T00:00:00.000Z", 0},
        {"2000-02-29T12:34:56.789Z", INT64_C(951827696789)},
        {"9999-12-31T23:59:59.999Z", INT64_C(253402300799999)},
    };
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        char text[TIME_TEXT];
        assert_true(time_of(times[i].text) == times[i].when);
        time_format(text, times[i].when);
        assert_string_equal(text, times[i].text);
    }
}

static void
an_offset_is_taken_off(void **state)
{
    (void)state;
    time_ms noon = time_of("2026-03-01T12:00:00Z");
    assert_true(time_of("2026-03-01T13:00:00+01:00") == noon);
    assert_true(time_of("2026-03-01T11:30:00-00:30") == noon);
    assert_true(time_of("2026-03-02T11:59:00+23:59") == noon);
    assert_true(time_of("2026-03-01T12:00:00+00:00") == noon);
    assert_true(time_of("2026-03-01T12:00:00-00:00") == noon);
}

static void
a_fraction_of_one_to_nine_digits_is_cut_to_milliseconds(void **state)
{
    (void)state;
    assert_true(time_of("1970-01-01T00:00:00.1Z") == 100);
    assert_true(time_of("1970-01-01T00:00:00.12Z") == 120);
    assert_true(time_of("1970-01-01T00:00:00.123Z") == 123);
    assert_true(time_of("1970-01-01T00:00:00.1239Z") == 123);
    assert_true(time_of("1970-01-01T00:00:00.999999999Z") == 999);
}

static void
what_is_no_time_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "2026-01-01",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00",
        "2026-01-01t00:00:00Z",
        "2026-01-01T00:00:00z",
        "2026-01-01 00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T23:59:60Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.0000000000Z",
        "2026-01-01T00:00:00,5Z",
        "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00+00:60",
        "2026-01-01T00:00:00+1:00",
        "2026-01-01T00:00:00+0100",
        "2026-01-01T00:00:00ZZ",
        "2026-02-30T00:00:00Z",
        "2026-01-01T0:00:00Z",
        "2026-01-01T-1:00:00Z",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        time_ms when;
        assert_int_equal(time_parse(&when, wrong[i]), TNW_E_INVALID_PARAMETER);
    }
}

static void
a_month_that_is_too_short_ends_on_its_last_day(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int months;
        const char *to;
    } rows[] = {
        {"2026-01-31", 1, "2026-02-28"},  {"2024-01-31", 1, "2024-02-29"}, {"2026-01-31", 3, "2026-04-30"},
        {"2025-11-30", 3, "2026-02-28"},  {"2023-11-30", 3, "2024-02-29"}, {"2024-02-29", 12, "2025-02-28"},
        {"2024-02-29", 48, "2028-02-29"}, {"2026-02-28", 1, "2026-03-28"}, {"2025-12-31", 2, "2026-02-28"},
        {"2026-12-15", 1, "2027-01-15"},  {"2026-05-31", 0, "2026-05-31"}, {"2026-03-31", -1, "2026-02-28"},
        {"2026-01-31", -2, "2025-11-30"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[DATE_TEXT];
        date_format(text, date_add_months(day_of(rows[i].from), rows[i].months));
        assert_string_equal(text, rows[i].to);
    }
}

static void
summer_time_moves_the_belgian_midnight(void **state)
{
    (void)state;
    static const struct {
        const char *when;
        const char *day;
    } rows[] = {
        {"2026-01-15T22:59:59.999Z", "2026-01-15"}, {"2026-01-15T23:00:00Z", "2026-01-16"},
        {"2026-07-15T21:59:59.999Z", "2026-07-15"}, {"2026-07-15T22:00:00Z", "2026-07-16"},
        {"2026-03-28T22:59:59.999Z", "2026-03-28"}, {"2026-03-28T23:00:00Z", "2026-03-29"},
        {"2026-03-29T21:59:59.999Z", "2026-03-29"}, {"2026-03-29T22:00:00Z", "2026-03-30"},
        {"2026-10-24T21:59:59.999Z", "2026-10-24"}, {"2026-10-24T22:00:00Z", "2026-10-25"},
        {"2026-10-25T22:59:59.999Z", "2026-10-25"}, {"2026-10-25T23:00:00Z", "2026-10-26"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[DATE_TEXT];
        date_format(text, date_in_belgium(time_of(rows[i].when)));
        assert_string_equal(text, rows[i].day);
    }
}

/* The C library with the same rule, written out so that it needs no time zone files. */
static void
the_belgian_day_is_that_of_the_c_library_for_a_century(void **state)
{
    (void)state;
    assert_int_equal(setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1), 0);
    tzset();
    for (time_t at = 820454400 /* 1996 */; at < (time_t)4102444800 /* 2100 */; at += 3600) {
        struct tm local;
        assert_non_null(localtime_r(&at, &local));
        day_num expected =
            (day_num)(timegm(&(struct tm){.tm_year = local.tm_year, .tm_mon = local.tm_mon, .tm_mday = local.tm_mday}) /
                      86400);
        assert_int_equal(date_in_belgium((time_ms)at * 1000), expected);
    }
}

static time_ms
set_time(void *ctx)
{
    return *(time_ms *)ctx;
}

static void
a_clock_can_be_set(void **state)
{
    (void)state;
    time_ms when = 42;
    struct clock clock = {.now = set_time, .ctx = &when};
    assert_true(clock_now(&clock) == 42);
    struct clock real = clock_system();
    assert_true(clock_now(&real) > time_of("2025-01-01T00:00:00Z"));
    int64_t before = clock_monotonic_ms();
    assert_true(clock_monotonic_ms() >= before);
}

static void
the_wall_clock_in_belgium_follows_summer_time(void **state)
{
    static const struct {
        const char *utc;
        struct wall_clock wall;
    } rows[] = {
        {"2026-03-29T00:59:59.999Z", {2026, 3, 29, 1, 59}},   {"2026-03-29T01:00:00Z", {2026, 3, 29, 3, 0}},
        {"2026-10-25T00:59:00Z", {2026, 10, 25, 2, 59}},      {"2026-10-25T01:00:00Z", {2026, 10, 25, 2, 0}},
        {"2026-12-31T22:59:59.999Z", {2026, 12, 31, 23, 59}}, {"2026-12-31T23:00:00Z", {2027, 1, 1, 0, 0}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        time_ms when;
        assert_int_equal(time_parse(&when, rows[i].utc), TNW_OK);
        struct wall_clock wall = time_in_belgium(when);
        assert_memory_equal(&wall, &rows[i].wall, sizeof wall);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_dates_read_and_write_as_they_should),
        cmocka_unit_test(every_day_from_1900_to_9999_follows_the_one_before),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(known_times_read_and_write_as_they_should),
        cmocka_unit_test(an_offset_is_taken_off),
        cmocka_unit_test(a_fraction_of_one_to_nine_digits_is_cut_to_milliseconds),
        cmocka_unit_test(what_is_no_time_is_refused),
        cmocka_unit_test(a_month_that_is_too_short_ends_on_its_last_day),
        cmocka_unit_test(summer_time_moves_the_belgian_midnight),
        cmocka_unit_test(the_belgian_day_is_that_of_the_c_library_for_a_century),
        cmocka_unit_test(a_clock_can_be_set),
        cmocka_unit_test(the_wall_clock_in_belgium_follows_summer_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
