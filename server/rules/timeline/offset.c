#include "rules/timeline/offset.h"

#include "base/time/calendar.h"

/* Two years of working days, or fifty years in months: no term is longer, and adding stays cheap and in range. */
#define COUNT_MAX 600

static const char *const units[] = {"months", "weeks", "days", "working_days", NULL};

struct offset
offset_read(const struct reader *reader, const char *const *others)
{
    struct offset offset = {0};
    unsigned found = 0;
    const char *names[OFFSET_UNIT_COUNT + 4] = {NULL};
    size_t count = 0;
    for (unsigned unit = 0; unit < OFFSET_UNIT_COUNT; unit++) {
        names[count++] = units[unit];
        if (reader_has(reader, units[unit])) {
            found++;
            offset.unit = (enum offset_unit)unit;
            offset.count = reader_int(reader, units[unit], -COUNT_MAX, COUNT_MAX);
        }
    }
    for (size_t i = 0; others != NULL && others[i] != NULL && count < OFFSET_UNIT_COUNT + 3; i++) {
        names[count++] = others[i];
    }
    reader_only(reader, names);
    if (found != 1) {
        reader_fail(reader, "", "must have one of months, weeks, days, working_days");
    }
    return offset;
}

static day_num
add_offset(day_num day, struct offset offset)
{
    switch (offset.unit) {
    case OFFSET_MONTHS:
        return date_add_months(day, offset.count);
    case OFFSET_WEEKS:
        return day + 7 * offset.count;
    case OFFSET_WORKING_DAYS:
        return calendar_add_working_days(day, offset.count);
    case OFFSET_DAYS:
    case OFFSET_UNIT_COUNT:
        break;
    }
    return day + offset.count;
}

/* A day given in the year 9999 leads to none that no date can say. */
day_num
offset_add(day_num day, struct offset offset)
{
    day_num later = add_offset(day, offset);
    return later < DATE_LAST ? later : DATE_LAST;
}
