/*
 * Random dossiers for tests of statistics, and noise that is the same in every run.
 */
#ifndef TNW_TEST_STATISTICS_CASE_H
#define TNW_TEST_STATISTICS_CASE_H

#include "rules/statistics/publish.h"

#define CASE_QUARTER (4 * 2026 + 1) /* 2026-Q2 */

struct case_dossier {
    struct statistics_dossier dossier;
    struct process process;
};

uint64_t case_random(uint64_t *state);
struct noise case_noise(uint64_t *state);

/* schemas/timeline.json, in which nobody must do more than five of the steps: that makes a release fast, and small
 * enough to be written by hand. */
struct timeline *case_load_few(void);

/* One that was opened between two years before the quarter and its end, with what may have happened in it. */
void case_dossier_make(struct case_dossier *out, uint64_t *state);

/* Counts a copy of it: what is counted may be counted again. */
void case_count(struct statistics_counts *counts, const struct case_dossier *one);

/* The square of what the counts hold, each number in standard deviations of its noise: mu squared. */
double case_square_of_table(const struct statistics_table *table);
double case_square(const struct statistics_counts *counts);

#endif
