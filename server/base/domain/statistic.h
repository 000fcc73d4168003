/*
 * Statistics of a quarter as they were released: numbers without people, in which noise hides each dossier
 * (docs/statistics.md). Made once by rules/statistics, kept by records/process/statistic.h.
 */
#ifndef TNW_BASE_DOMAIN_STATISTIC_H
#define TNW_BASE_DOMAIN_STATISTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clock.h"
#include "base/codes.h"

#define STATISTIC_CODE 40  /* longest code of a step and NUL */
#define STATISTIC_STEPS 80 /* that a release tells apart */
#define STATISTIC_LEVELS (ASPECT_COUNT + 1)
#define STATISTIC_ESTIMATES 4

/* Where an aspect has no code: all of them together, or those of whom it is not known. */
#define STATISTIC_ALL 255
#define STATISTIC_UNKNOWN 254

#define STATISTIC_HIDDEN (-1)
#define STATISTIC_NO_MEDIAN INT16_MIN

/* A number that is shown, and what goes with it. */
struct statistic_row {
    uint8_t aspects[ASPECT_COUNT]; /* its code in each, or one of the above */
    enum figure figure;
    uint16_t code;       /* number of the step in the release; 1…4 of an estimate; enum outcome */
    int32_t count;       /* of a step: how many were due */
    int32_t done;        /* of a step only, as all that follows; STATISTIC_HIDDEN: too few to show */
    int32_t overdue;     /* the same */
    int16_t median_days; /* of those done, behind the last day; STATISTIC_NO_MEDIAN: too few to tell */
};

/* With 95 of 100 the true number is at most so far from what is shown. */
struct statistic_margin {
    uint32_t due;
    uint32_t other; /* done, overdue, estimates, outcomes */
};

struct statistic_release {
    uint32_t quarter;
    day_num counted; /* the day whose state was counted */
    time_ms made;
    uint32_t mu_milli;      /* the guarantee: over all of its releases, of one dossier, in thousandths */
    uint32_t guess_percent; /* who knows all other dossiers is right in at most so many cases of 100 */
    struct statistic_margin margins[STATISTIC_LEVELS]; /* by how many aspects are told apart */
    size_t step_count;
    char steps[STATISTIC_STEPS][STATISTIC_CODE];
    size_t row_count;
    struct statistic_row *rows; /* owned */
};

/* Which aspects a row tells apart. */
static inline code_set
statistic_row_aspects(const struct statistic_row *row)
{
    code_set set = 0;
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        set |= row->aspects[i] == STATISTIC_ALL ? 0 : CODE_BIT(i);
    }
    return set;
}

#endif
