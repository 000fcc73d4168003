#include "base/clock.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define DAY_MS INT64_C(86400000)
#define HOUR_MS INT64_C(3600000)

static time_ms
system_now(void *ctx)
{
    (void)ctx;
    struct timespec ts;
    (void)clock_gettime(CLOCK_REALTIME, &ts);
    return (time_ms)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

struct clock
clock_system(void)
{
    return (struct clock){.now = system_now, .ctx = NULL};
}

time_ms
clock_now(const struct clock *clock)
{
    return clock->now(clock->ctx);
}

int64_t
clock_monotonic_ms(void)
{
    struct timespec ts;
    (void)clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void
random_fill(void *out, size_t len)
{
    uint8_t *at = out;
    while (len > 0) {
        ssize_t n = getrandom(at, len > 256 ? 256 : len, 0);
        if (n <= 0) {
            abort();
        }
        at += n;
        len -= (size_t)n;
    }
}

/* Proleptic Gregorian calendar, by counting from 1 March of year 0 so that the leap day comes last. */
static int64_t
days_from_civil(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static void
civil_from_days(int64_t days, int *year, int *month, int *day)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    *day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

static int64_t
floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* Every request formats several times; snprintf would be a tenth of it. */
static void
put_digits(char *out, int value, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

static void
put_date(char *out, int year, int month, int day)
{
    put_digits(out, year, 4);
    out[4] = '-';
    put_digits(out + 5, month, 2);
    out[7] = '-';
    put_digits(out + 8, day, 2);
}

void
time_format(char out[TIME_TEXT], time_ms when)
{
    int64_t days = floor_div(when, DAY_MS);
    int64_t rest = when - days * DAY_MS;
    int year;
    int month;
    int day;
    civil_from_days(days, &year, &month, &day);
    put_date(out, year, month, day);
    out[10] = 'T';
    put_digits(out + 11, (int)(rest / HOUR_MS), 2);
    out[13] = ':';
    put_digits(out + 14, (int)(rest / 60000 % 60), 2);
    out[16] = ':';
    put_digits(out + 17, (int)(rest / 1000 % 60), 2);
    out[19] = '.';
    put_digits(out + 20, (int)(rest % 1000), 3);
    out[23] = 'Z';
    out[24] = 0;
}

void
date_format(char out[DATE_TEXT], day_num day_number)
{
    int year;
    int month;
    int day;
    civil_from_days(day_number, &year, &month, &day);
    put_date(out, year, month, day);
    out[DATE_TEXT - 1] = 0;
}

/* Reads exactly n digits at *text and moves past them; -1 when they are not there. */
static int
digits(const char **text, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        char c = **text;
        if (c < '0' || c > '9') {
            return -1;
        }
        value = value * 10 + (c - '0');
        (*text)++;
    }
    return value;
}

static bool
take_digits(const char **text, char c)
{
    if (**text != c) {
        return false;
    }
    (*text)++;
    return true;
}

static bool
parse_day(const char **text, int min_year, int64_t *days)
{
    int year = digits(text, 4);
    if (year < min_year || !take_digits(text, '-')) {
        return false;
    }
    int month = digits(text, 2);
    if (month < 1 || month > 12 || !take_digits(text, '-')) {
        return false;
    }
    int day = digits(text, 2);
    if (day < 1) {
        return false;
    }
    *days = days_from_civil(year, month, day);
    int y;
    int m;
    int d;
    civil_from_days(*days, &y, &m, &d);
    return m == month && d == day;
}

enum tnw_err
date_parse(day_num *out, const char *text)
{
    int64_t days;
    if (!parse_day(&text, 1900, &days) || *text != 0) {
        return TNW_E_INVALID_PARAMETER;
    }
    *out = (day_num)days;
    return TNW_OK;
}

static bool
parse_fraction(const char **text, int *ms)
{
    *ms = 0;
    if (!take_digits(text, '.')) {
        return true;
    }
    int count = 0;
    for (; **text >= '0' && **text <= '9'; (*text)++, count++) {
        if (count < 3) {
            *ms = *ms * 10 + (**text - '0');
        }
    }
    for (int i = count; i < 3; i++) {
        *ms *= 10;
    }
    return count >= 1 && count <= 9;
}

static bool
parse_offset(const char **text, int *minutes)
{
    *minutes = 0;
    if (take_digits(text, 'Z')) {
        return true;
    }
    int sign = **text == '-' ? -1 : 1;
    if (!take_digits(text, '-') && !take_digits(text, '+')) {
        return false;
    }
    int hour = digits(text, 2);
    if (hour < 0 || hour > 23 || !take_digits(text, ':')) {
        return false;
    }
    int minute = digits(text, 2);
    *minutes = sign * (hour * 60 + minute);
    return minute >= 0 && minute <= 59;
}

enum tnw_err
time_parse(time_ms *out, const char *text)
{
    int64_t days;
    if (!parse_day(&text, 0, &days) || !take_digits(&text, 'T')) {
        return TNW_E_INVALID_PARAMETER;
    }
    int hour = digits(&text, 2);
    bool ok = hour >= 0 && hour <= 23 && take_digits(&text, ':');
    int minute = ok ? digits(&text, 2) : -1;
    ok = minute >= 0 && minute <= 59 && take_digits(&text, ':');
    int second = ok ? digits(&text, 2) : -1;
    int ms = 0;
    int offset = 0;
    ok = second >= 0 && second <= 59 && parse_fraction(&text, &ms) && parse_offset(&text, &offset) && *text == 0;
    if (!ok) {
        return TNW_E_INVALID_PARAMETER;
    }
    *out = days * DAY_MS + hour * HOUR_MS + (minute - offset) * INT64_C(60000) + second * INT64_C(1000) + ms;
    return TNW_OK;
}

day_num
date_add_months(day_num day_number, int months)
{
    int year;
    int month;
    int day;
    civil_from_days(day_number, &year, &month, &day);
    int64_t total = (int64_t)year * 12 + month - 1 + months;
    int64_t to_year = floor_div(total, 12);
    int to_month = (int)(total - to_year * 12) + 1;
    int64_t next_year = to_month == 12 ? to_year + 1 : to_year;
    int64_t last = days_from_civil(next_year, to_month == 12 ? 1 : to_month + 1, 1) - 1;
    int64_t wanted = days_from_civil(to_year, to_month, 1) + day - 1;
    return (day_num)(wanted < last ? wanted : last);
}

void
date_split(day_num date, int *year, int *month, int *day)
{
    civil_from_days(date, year, month, day);
}

day_num
date_join(int year, int month, int day)
{
    return (day_num)days_from_civil(year, month, day);
}

/* The last Sunday of a 31-day month at 01:00 UTC (1970-01-01 was a Thursday). */
static time_ms
last_sunday(int year, int month)
{
    int64_t last = days_from_civil(year, month, 31);
    int64_t weekday = (last + 4) % 7; /* Sunday is 0 */
    return (last - weekday) * DAY_MS + HOUR_MS;
}

/* Directive 2000/84/EC: summer time from the last Sunday of March to the last Sunday of October, 01:00 UTC both.
 * Returns Belgium's time as if it were UTC. */
static time_ms
belgian(time_ms when)
{
    int year;
    int month;
    int day;
    civil_from_days(floor_div(when, DAY_MS), &year, &month, &day);
    bool summer = when >= last_sunday(year, 3) && when < last_sunday(year, 10);
    return when + (summer ? 2 : 1) * HOUR_MS;
}

day_num
date_in_belgium(time_ms when)
{
    return (day_num)floor_div(belgian(when), DAY_MS);
}

struct wall_clock
time_in_belgium(time_ms when)
{
    struct wall_clock wall;
    time_ms local = belgian(when);
    int64_t days = floor_div(local, DAY_MS);
    int minutes = (int)((local - days * DAY_MS) / 60000);
    civil_from_days(days, &wall.year, &wall.month, &wall.day);
    wall.hour = minutes / 60;
    wall.minute = minutes % 60;
    return wall;
}
