#include "rules/statistics/plan.h"

#include <math.h>

#define LEAST_SHOWN 5
#define MARGIN_SIGMAS 1.96
#define SHOWN_SIGMAS 5.0

/* Of each aspect, its codes and the unknown; everybody has an employment. */
static const unsigned sizes[ASPECT_COUNT] = {
    [ASPECT_EMPLOYMENT] = EMPLOYMENT_COUNT,
    [ASPECT_ROUTE] = ROUTE_COUNT + 1,
    [ASPECT_REGION] = REGION_COUNT + 1,
    [ASPECT_REASON] = REASON_GROUP_COUNT + 1,
};

/* What of the guarantee each table takes, by how many aspects it tells apart, for its numbers and its weeks: a share of
 * 1 over all tables (1, 4, 6, 4 and 1 of them). The coarse ones, which small servers can show, have most. */
static const struct {
    double numbers;
    double weeks;
} shares[STATISTIC_LEVELS] = {
    {.numbers = 0.10, .weeks = 0.05}, /* 1 × 0.15 */
    {.numbers = 0.08, .weeks = 0.05}, /* 4 × 0.13 */
    {.numbers = 0.03},                /* 6 × 0.03 */
    {.numbers = 0.02},                /* 4 × 0.02 */
    {.numbers = 0.07},                /* 1 × 0.07 */
};

static unsigned
place_in(unsigned aspect, uint8_t code)
{
    return code < sizes[aspect] ? code : sizes[aspect] - 1;
}

unsigned
plan_cell(const uint8_t aspects[ASPECT_COUNT])
{
    unsigned cell = 0;
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        cell = cell * sizes[i] + place_in(i, aspects[i]);
    }
    return cell;
}

void
plan_aspects(unsigned cell, uint8_t aspects[ASPECT_COUNT])
{
    for (unsigned i = ASPECT_COUNT; i-- > 0;) {
        unsigned place = cell % sizes[i];
        bool unknown = i != ASPECT_EMPLOYMENT && place == sizes[i] - 1;
        aspects[i] = unknown ? STATISTIC_UNKNOWN : (uint8_t)place;
        cell /= sizes[i];
    }
}

unsigned
plan_cell_in(unsigned table, unsigned cell)
{
    unsigned places[ASPECT_COUNT];
    for (unsigned i = ASPECT_COUNT; i-- > 0;) {
        places[i] = cell % sizes[i];
        cell /= sizes[i];
    }
    unsigned in = 0;
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        in = codes_has(table, i) ? in * sizes[i] + places[i] : in;
    }
    return in;
}

unsigned
plan_cells(unsigned table)
{
    unsigned count = 1;
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        count *= codes_has(table, i) ? sizes[i] : 1;
    }
    return count;
}

unsigned
plan_level(unsigned table)
{
    unsigned level = 0;
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        level += codes_has(table, i) ? 1 : 0;
    }
    return level;
}

/* A dossier adds at most 1 to one number, and to one week, of each table for each of its contributions: with these the
 * squares of what it adds, each in standard deviations, are together at most mu squared. */
static double
sigma_of(double share)
{
    return share > 0 ? sqrt(PLAN_CONTRIBUTIONS / share) * 1000 / PLAN_MU_MILLI : 0;
}

double
plan_sigma(unsigned level)
{
    return sigma_of(shares[level].numbers);
}

double
plan_sigma_weeks(unsigned level)
{
    return sigma_of(shares[level].weeks);
}

struct statistic_margin
plan_margin(unsigned level)
{
    double sigma = plan_sigma(level);
    return (struct statistic_margin){.due = (uint32_t)ceil(MARGIN_SIGMAS * sigma * sqrt(PLAN_STATES)),
                                     .other = (uint32_t)ceil(MARGIN_SIGMAS * sigma)};
}

int32_t
plan_least(unsigned level, unsigned parts)
{
    double least = SHOWN_SIGMAS * plan_sigma(level) * sqrt(parts);
    return least > LEAST_SHOWN ? (int32_t)ceil(least) : LEAST_SHOWN;
}
