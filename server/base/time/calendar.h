/*
 * Working days in Belgium: Monday to Friday, but for the ten public holidays (law of 4 January 1974). Those that move
 * with Easter are computed; a holiday that falls on a weekend moves no term, since its replacement is for each employer
 * to choose.
 */
#ifndef TNW_BASE_TIME_CALENDAR_H
#define TNW_BASE_TIME_CALENDAR_H

#include <stdbool.h>

#include "base/clock.h"

/* Easter Sunday of the Gregorian calendar, years 1583 to 9999. */
day_num calendar_easter(int year);

bool calendar_is_holiday(day_num day);
bool calendar_is_working_day(day_num day);

/* The count-th working day after the day, which itself does not count; a negative count goes back. At most some years
 * either way: it steps day by day. */
day_num calendar_add_working_days(day_num day, int count);

#endif
