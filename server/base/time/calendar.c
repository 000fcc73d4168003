#include "base/time/calendar.h"

/* The computus in the form of Meeus/Jones/Butcher: the Sunday after the ecclesiastical full moon of spring. */
day_num
calendar_easter(int year)
{
    int golden = year % 19;
    int century = year / 100;
    int leap_skips = century / 4;
    int moon_shift = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - leap_skips - moon_shift + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - epact - year % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int from_march = epact + weekday - 7 * late + 114;
    return date_join(year, from_march / 31, from_march % 31 + 1);
}

static bool
is_fixed_holiday(int month, int day)
{
    static const struct {
        int month;
        int day;
    } fixed[] = {{1, 1}, {5, 1}, {7, 21}, {8, 15}, {11, 1}, {11, 11}, {12, 25}};
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        if (fixed[i].month == month && fixed[i].day == day) {
            return true;
        }
    }
    return false;
}

bool
calendar_is_holiday(day_num date)
{
    int year;
    int month;
    int day;
    date_split(date, &year, &month, &day);
    day_num after_easter = date - calendar_easter(year);
    bool moving = after_easter == 1 || after_easter == 39 || after_easter == 50; /* Easter and Whit Monday, Ascension */
    return moving || is_fixed_holiday(month, day);
}

bool
calendar_is_working_day(day_num day)
{
    day_num weekday = ((day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday; Monday is 0 */
    return weekday < 5 && !calendar_is_holiday(day);
}

day_num
calendar_add_working_days(day_num day, int count)
{
    int step = count < 0 ? -1 : 1;
    for (int left = count * step; left > 0;) {
        day += step;
        left -= calendar_is_working_day(day) ? 1 : 0;
    }
    return day;
}
