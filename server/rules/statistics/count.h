/*
 * Counting: what each dossier adds to a quarter. Exact, and therefore never shown: publish.h makes of it what is.
 */
#ifndef TNW_RULES_STATISTICS_COUNT_H
#define TNW_RULES_STATISTICS_COUNT_H

#include "base/id.h"
#include "rules/statistics/plan.h"
#include "rules/timeline/timeline.h"

struct statistics_counts;

struct statistics_dossier {
    struct id id;
    day_num opened; /* in Belgium: what bounds for how long it is counted, since nobody can change it */
};

/* Counts are of nobody yet. NULL: no memory. timeline is borrowed. */
struct statistics_counts *statistics_counts_new(const struct timeline *timeline, uint32_t quarter);
/* Wipes them. NULL is fine. */
void statistics_counts_free(struct statistics_counts **counts);

/* The day whose state is counted. */
day_num statistics_counted(uint32_t quarter);
/* Whether the dossier can count in it at all: no other needs to be read. */
bool statistics_may_count(uint32_t quarter, day_num opened);

/* Counts a dossier, at most PLAN_PER_QUARTER times, and each step once. process: what was written after the day that is
 * counted is taken out of it. */
void statistics_count(struct statistics_counts *counts, const struct statistics_dossier *dossier,
                      struct process *process);

/* The steps that are told apart: those that somebody must do. */
size_t statistics_steps(const struct statistics_counts *counts);
const char *statistics_step(const struct statistics_counts *counts, size_t step);
uint32_t statistics_quarter(const struct statistics_counts *counts);

/* The numbers of a cell: of each step its states, then estimates, then outcomes. And of each step its weeks. */
size_t statistics_number_of_step(size_t step, enum plan_state state);
size_t statistics_number_of_estimate(const struct statistics_counts *counts, unsigned category);
size_t statistics_number_of_outcome(const struct statistics_counts *counts, enum outcome outcome);
size_t statistics_numbers(const struct statistics_counts *counts);
uint32_t statistics_get(const struct statistics_counts *counts, unsigned cell, size_t number);
uint32_t statistics_get_week(const struct statistics_counts *counts, unsigned cell, size_t step, unsigned week);

#endif
