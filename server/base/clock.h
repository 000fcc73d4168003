/*
 * Time and randomness, injected: a test can set both. Times are milliseconds since 1970-01-01T00:00:00Z, dates are
 * whole days since 1970-01-01.
 */
#ifndef TNW_BASE_CLOCK_H
#define TNW_BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "tnw/error.h"

typedef int64_t time_ms;
typedef int32_t day_num;

#define TIME_TEXT 25 /* 2026-01-31T23:59:59.999Z and NUL */
#define DATE_TEXT 11 /* 2026-01-31 and NUL */

struct clock {
    time_ms (*now)(void *ctx);
    void *ctx;
};

struct clock clock_system(void);
time_ms clock_now(const struct clock *clock);
int64_t clock_monotonic_ms(void); /* for deadlines only */

/* Fills with the kernel's random bytes; ends the process if there are none (there is nothing safe to do then). */
void random_fill(void *out, size_t len);

/* RFC 3339 in UTC with milliseconds, years 0000 to 9999. */
void time_format(char out[TIME_TEXT], time_ms when);
/* Reads the same form, with `Z` or an offset, 0 to 9 digits of fraction. */
TNW_MUST_CHECK enum tnw_err time_parse(time_ms *out, const char *text);

/* ISO 8601 calendar date, years 1900 to 9999. */
void date_format(char out[DATE_TEXT], day_num day);
TNW_MUST_CHECK enum tnw_err date_parse(day_num *out, const char *text);

/* 9999-12-30: the last day of which the next can be written too. What is reckoned from given days stays before it. */
#define DATE_LAST 2932895

/* That many calendar months later; where the month is too short, its last day (31 January + 1 month = 28 February). */
day_num date_add_months(day_num day, int months);

/* Year, month (1 to 12) and day (1 to 31) of a date, and back. */
void date_split(day_num date, int *year, int *month, int *day);
day_num date_join(int year, int month, int day);

/* The day in Belgium (Europe/Brussels: UTC+1, in summer UTC+2, EU rule) at that moment: consents begin and end
 * there. */
day_num date_in_belgium(time_ms when);

/* What the clock on the wall shows there. */
struct wall_clock {
    int year;
    int month; /* 1 to 12 */
    int day;
    int hour;
    int minute;
};
struct wall_clock time_in_belgium(time_ms when);

#endif
