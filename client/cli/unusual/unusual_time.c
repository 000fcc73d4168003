#include <stdio.h>
#include <string.h>
#include <time.h>

#include "unusual/unusual.h"

#define SECOND_MS INT64_C(1000)
#define HOUR_MS (3600 * SECOND_MS)
#define DAY_MS (24 * HOUR_MS)

/* Whether text has that form, where 0 stands for any digit. */
static bool
has_form(const char *text, const char *form)
{
    for (; *form != 0; form++, text++) {
        bool digit = *text >= '0' && *text <= '9';
        if (*form == '0' ? !digit : *text != *form) {
            return false;
        }
    }
    return *text == 0;
}

/* Seconds since 1970 of the calendar day and time of day in front; what is no such moment comes out as another one. */
static bool
read_seconds(const char *text, const char *form, int64_t *seconds)
{
    struct tm utc = {0};
    if (strptime(text, form, &utc) == NULL) {
        return false;
    }
    int day = utc.tm_mday;
    *seconds = timegm(&utc);
    return utc.tm_mday == day;
}

enum tnw_err
unusual_time_parse(int64_t *out, const char *text)
{
    int64_t seconds = 0;
    if (!has_form(text, "0000-00-00T00:00:00.000Z") || !read_seconds(text, "%Y-%m-%dT%H:%M:%S", &seconds)) {
        return TNW_E_CORRUPT;
    }
    *out = seconds * SECOND_MS + (text[20] - '0') * 100 + (text[21] - '0') * 10 + (text[22] - '0');
    return TNW_OK;
}

/* 01:00 UTC on the last Sunday of a month of 31 days. */
static int64_t
last_sunday(int year, int month)
{
    struct tm utc = {.tm_year = year, .tm_mon = month, .tm_mday = 31, .tm_hour = 1};
    int64_t seconds = timegm(&utc); /* which fills in the day of the week */
    return seconds * SECOND_MS - utc.tm_wday * DAY_MS;
}

static int64_t
belgian_offset(int64_t time)
{
    time_t seconds = (time_t)(time / SECOND_MS);
    struct tm utc = {0};
    gmtime_r(&seconds, &utc);
    bool summer = time >= last_sunday(utc.tm_year, 2) && time < last_sunday(utc.tm_year, 9);
    return summer ? 2 * HOUR_MS : HOUR_MS;
}

int64_t
unusual_time_day(int64_t time)
{
    return (time + belgian_offset(time)) / DAY_MS;
}

int64_t
unusual_time_of_day(int64_t day)
{
    int64_t midnight = day * DAY_MS;
    return midnight - belgian_offset(midnight - 2 * HOUR_MS);
}

enum tnw_err
unusual_time_of_date(int64_t *out, const char *date)
{
    int64_t seconds = 0;
    if (!has_form(date, "0000-00-00") || !read_seconds(date, "%Y-%m-%d", &seconds)) {
        return TNW_E_USAGE;
    }
    *out = unusual_time_of_day(seconds * SECOND_MS / DAY_MS);
    return TNW_OK;
}
