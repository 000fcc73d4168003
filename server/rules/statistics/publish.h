/*
 * What of the counts is released: each table with its noise, and of that what is enough to show.
 */
#ifndef TNW_RULES_STATISTICS_PUBLISH_H
#define TNW_RULES_STATISTICS_PUBLISH_H

#include "rules/statistics/count.h"
#include "rules/statistics/noise.h"

/* One table with noise in every number, those of nobody too. All that is released is made of these alone. */
struct statistics_table {
    unsigned table; /* the set of aspects that it tells apart */
    unsigned cells;
    size_t steps;
    size_t numbers;
    int64_t *number; /* [cells][numbers] */
    int64_t *week;   /* [cells][steps][PLAN_WEEKS]; NULL: it has none */
};

/* false: no memory. Free with statistics_table_free in every case. */
bool statistics_table_make(struct statistics_table *out, const struct statistics_counts *counts, unsigned table,
                           const struct noise *noise);
void statistics_table_free(struct statistics_table *table);

/* Errors: NO_MEMORY. Free with statistics_release_wipe in every case. */
TNW_MUST_CHECK enum tnw_err statistics_publish(struct statistic_release *out, const struct statistics_counts *counts,
                                               const struct noise *noise, time_ms now);
void statistics_release_wipe(struct statistic_release *release);

#endif
