/*
 * What a release of statistics is made of: the tables, the noise of each, and what one dossier can add to them. The
 * reasons for the numbers are in docs/statistics.md.
 */
#ifndef TNW_RULES_STATISTICS_PLAN_H
#define TNW_RULES_STATISTICS_PLAN_H

#include "base/domain/statistic.h"

/* Over its whole life a dossier is counted in the quarter in which it was opened and the eight behind it, so that month
 * 24 is among them, and in each at most five times. */
#define PLAN_QUARTERS 9
#define PLAN_PER_QUARTER 5
#define PLAN_CONTRIBUTIONS (PLAN_QUARTERS * PLAN_PER_QUARTER)

/* The guarantee, in thousandths: Gaussian differential privacy of mu = 1. Who knows all other dossiers and sees all
 * releases guesses right whether one was counted in at most 69.2 of 100 cases: the normal distribution up to mu / 2. */
#define PLAN_MU_MILLI 1000
#define PLAN_GUESS_PERCENT 70

/* Days after the last one of a quarter until it is counted: what was done is written down by then. */
#define PLAN_DELAY_DAYS 30

/* There is a table for each set of aspects. Each cell of the finest is one of these. */
#define PLAN_TABLES (1u << ASPECT_COUNT)
#define PLAN_CELLS 500
_Static_assert(EMPLOYMENT_COUNT *(ROUTE_COUNT + 1) * (REGION_COUNT + 1) * (REASON_GROUP_COUNT + 1) == PLAN_CELLS,
               "all combinations");

/* How a step that was due stands. */
enum plan_state { PLAN_DONE, PLAN_OVERDUE, PLAN_OPEN, PLAN_STATES };

/* When it was done, in weeks around its last day: the first and the last are all that is before and behind. */
#define PLAN_WEEKS 10
#define PLAN_WEEKS_BEFORE 5 /* the fifth ends with the last day itself */

/* The number of a cell of the finest table, and back. */
unsigned plan_cell(const uint8_t aspects[ASPECT_COUNT]);
void plan_aspects(unsigned cell, uint8_t aspects[ASPECT_COUNT]);
/* The cell of that table in which a cell of the finest lies, and how many a table has. */
unsigned plan_cell_in(unsigned table, unsigned cell);
unsigned plan_cells(unsigned table);
unsigned plan_level(unsigned table); /* how many aspects it tells apart */

/* The standard deviation of the noise of each number of a table; of a week, 0 where the table has no weeks. */
double plan_sigma(unsigned level);
double plan_sigma_weeks(unsigned level);

struct statistic_margin plan_margin(unsigned level);
/* From which number on a cell is shown: five at least, and five standard deviations: of 160 000 numbers that are
 * nobody's one looks like somebody in twenty releases. parts: of how many numbers with noise it is the sum. */
int32_t plan_least(unsigned level, unsigned parts);

#endif
