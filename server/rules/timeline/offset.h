/*
 * A length of time in the units of the calendar: {"months": 4}, {"weeks": 10}, {"days": 49}, {"working_days": 10}.
 */
#ifndef TNW_RULES_TIMELINE_OFFSET_H
#define TNW_RULES_TIMELINE_OFFSET_H

#include "rules/reader.h"

enum offset_unit { OFFSET_MONTHS, OFFSET_WEEKS, OFFSET_DAYS, OFFSET_WORKING_DAYS, OFFSET_UNIT_COUNT };

struct offset {
    enum offset_unit unit;
    int count; /* negative: before */
};

/* Exactly one of the units, beside the members in others (NULL-terminated, may be NULL). */
struct offset offset_read(const struct reader *reader, const char *const *others);

day_num offset_add(day_num day, struct offset offset);

#endif
