#include "rules/statistics/publish.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The rows of a release, while they are found. */
struct rows {
    struct statistic_release *release;
    size_t room;
    bool failed;
};

static void
sum_cells(struct statistics_table *out, const struct statistics_counts *counts)
{
    for (unsigned cell = 0; cell < PLAN_CELLS; cell++) {
        unsigned in = plan_cell_in(out->table, cell);
        for (size_t i = 0; i < out->numbers; i++) {
            out->number[in * out->numbers + i] += statistics_get(counts, cell, i);
        }
        for (size_t i = 0; out->week != NULL && i < out->steps * PLAN_WEEKS; i++) {
            out->week[in * out->steps * PLAN_WEEKS + i] +=
                statistics_get_week(counts, cell, i / PLAN_WEEKS, (unsigned)(i % PLAN_WEEKS));
        }
    }
}

static void
add_noise(const struct noise *noise, int64_t *numbers, size_t count, double sigma)
{
    for (size_t i = 0; i < count; i++) {
        numbers[i] += noise_draw(noise, sigma);
    }
}

bool
statistics_table_make(struct statistics_table *out, const struct statistics_counts *counts, unsigned table,
                      const struct noise *noise)
{
    unsigned level = plan_level(table);
    *out = (struct statistics_table){.table = table,
                                     .cells = plan_cells(table),
                                     .steps = statistics_steps(counts),
                                     .numbers = statistics_numbers(counts)};
    bool has_weeks = plan_sigma_weeks(level) > 0;
    size_t weeks = out->cells * out->steps * PLAN_WEEKS;
    out->number = calloc(out->cells * out->numbers, sizeof *out->number);
    out->week = has_weeks ? calloc(weeks + 1, sizeof *out->week) : NULL;
    if (out->number == NULL || (has_weeks && out->week == NULL)) {
        return false;
    }
    sum_cells(out, counts);
    add_noise(noise, out->number, out->cells * out->numbers, plan_sigma(level));
    add_noise(noise, out->week, has_weeks ? weeks : 0, plan_sigma_weeks(level));
    return true;
}

void
statistics_table_free(struct statistics_table *table)
{
    free(table->number);
    free(table->week);
    *table = (struct statistics_table){0};
}

static struct statistic_row *
next_row(struct rows *rows)
{
    struct statistic_release *release = rows->release;
    if (release->row_count == rows->room) {
        size_t room = rows->room == 0 ? 64 : 2 * rows->room;
        struct statistic_row *grown = realloc(release->rows, room * sizeof *grown);
        if (grown == NULL) {
            rows->failed = true;
            return NULL;
        }
        release->rows = grown;
        rows->room = room;
    }
    return &release->rows[release->row_count++];
}

static int32_t
bounded(int64_t number)
{
    return number > INT32_MAX ? INT32_MAX : (int32_t)number;
}

/* The day on which half of them were done, within its week; too few of them would give any. */
static int16_t
median_of(const int64_t weeks[PLAN_WEEKS], double sigma)
{
    int64_t sum = 0;
    for (unsigned i = 0; i < PLAN_WEEKS; i++) {
        sum += weeks[i] > 0 ? weeks[i] : 0;
    }
    if ((double)sum < 3 * sigma * sqrt(PLAN_WEEKS) || sum < 5) {
        return STATISTIC_NO_MEDIAN;
    }
    int64_t before = 0;
    unsigned week = 0;
    for (; week < PLAN_WEEKS - 1; week++) {
        int64_t here = weeks[week] > 0 ? weeks[week] : 0;
        if (2 * (before + here) >= sum) {
            break;
        }
        before += here;
    }
    int64_t here = weeks[week] > 0 ? weeks[week] : 1;
    int64_t within = (sum / 2 - before) * 7 / here;
    return (int16_t)(7 * ((int)week - PLAN_WEEKS_BEFORE) + 1 + (within > 6 ? 6 : within));
}

static int32_t
part_or_hidden(int64_t part, int64_t whole, int32_t least)
{
    return part < least ? STATISTIC_HIDDEN : bounded(part < whole ? part : whole);
}

static void
show_step(struct rows *rows, const struct statistics_table *table, unsigned cell, size_t step,
          const uint8_t aspects[ASPECT_COUNT])
{
    unsigned level = plan_level(table->table);
    const int64_t *states = &table->number[cell * table->numbers + statistics_number_of_step(step, PLAN_DONE)];
    int64_t due = states[PLAN_DONE] + states[PLAN_OVERDUE] + states[PLAN_OPEN];
    struct statistic_row *row = due < plan_least(level, PLAN_STATES) ? NULL : next_row(rows);
    if (row == NULL) {
        return;
    }
    *row = (struct statistic_row){.figure = FIGURE_STEP, .code = (uint16_t)step, .count = bounded(due)};
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        row->aspects[i] = aspects[i];
    }
    row->done = part_or_hidden(states[PLAN_DONE], due, plan_least(level, 1));
    row->overdue = part_or_hidden(states[PLAN_OVERDUE], due, plan_least(level, 1));
    row->median_days = table->week == NULL ? STATISTIC_NO_MEDIAN
                                           : median_of(&table->week[(cell * table->steps + step) * PLAN_WEEKS],
                                                       plan_sigma_weeks(level));
}

static void
show_number(struct rows *rows, const struct statistics_table *table, int64_t number, enum figure figure, uint16_t code,
            const uint8_t aspects[ASPECT_COUNT])
{
    struct statistic_row *row = number < plan_least(plan_level(table->table), 1) ? NULL : next_row(rows);
    if (row == NULL) {
        return;
    }
    *row = (struct statistic_row){.figure = figure,
                                  .code = code,
                                  .count = bounded(number),
                                  .done = STATISTIC_HIDDEN,
                                  .overdue = STATISTIC_HIDDEN,
                                  .median_days = STATISTIC_NO_MEDIAN};
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        row->aspects[i] = aspects[i];
    }
}

static void
show_cell(struct rows *rows, const struct statistics_counts *counts, const struct statistics_table *table,
          unsigned cell, const uint8_t aspects[ASPECT_COUNT])
{
    const int64_t *numbers = &table->number[cell * table->numbers];
    for (size_t step = 0; step < table->steps; step++) {
        show_step(rows, table, cell, step, aspects);
    }
    for (unsigned category = 1; category <= STATISTIC_ESTIMATES; category++) {
        show_number(rows, table, numbers[statistics_number_of_estimate(counts, category)], FIGURE_ESTIMATE,
                    (uint16_t)category, aspects);
    }
    for (unsigned outcome = 0; outcome < OUTCOME_COUNT; outcome++) {
        show_number(rows, table, numbers[statistics_number_of_outcome(counts, (enum outcome)outcome)], FIGURE_OUTCOME,
                    (uint16_t)outcome, aspects);
    }
}

/* Each cell of a table by the first of the finest that lies in it. */
static void
show_table(struct rows *rows, const struct statistics_counts *counts, const struct statistics_table *table)
{
    unsigned next = 0;
    for (unsigned finest = 0; finest < PLAN_CELLS && next < table->cells; finest++) {
        uint8_t aspects[ASPECT_COUNT];
        if (plan_cell_in(table->table, finest) != next) {
            continue;
        }
        plan_aspects(finest, aspects);
        for (unsigned i = 0; i < ASPECT_COUNT; i++) {
            aspects[i] = codes_has(table->table, i) ? aspects[i] : STATISTIC_ALL;
        }
        show_cell(rows, counts, table, next++, aspects);
    }
}

enum tnw_err
statistics_publish(struct statistic_release *out, const struct statistics_counts *counts, const struct noise *noise,
                   time_ms now)
{
    struct rows rows = {.release = out};
    *out = (struct statistic_release){.quarter = statistics_quarter(counts),
                                      .counted = statistics_counted(statistics_quarter(counts)),
                                      .made = now,
                                      .mu_milli = PLAN_MU_MILLI,
                                      .guess_percent = PLAN_GUESS_PERCENT,
                                      .step_count = statistics_steps(counts)};
    for (unsigned level = 0; level < STATISTIC_LEVELS; level++) {
        out->margins[level] = plan_margin(level);
    }
    for (size_t i = 0; i < out->step_count; i++) {
        (void)snprintf(out->steps[i], STATISTIC_CODE, "%s", statistics_step(counts, i));
    }
    for (unsigned i = 0; i < PLAN_TABLES && !rows.failed; i++) {
        struct statistics_table table;
        rows.failed = !statistics_table_make(&table, counts, i, noise);
        if (!rows.failed) {
            show_table(&rows, counts, &table);
        }
        statistics_table_free(&table);
    }
    return rows.failed ? TNW_E_NO_MEMORY : TNW_OK;
}

void
statistics_release_wipe(struct statistic_release *release)
{
    free(release->rows);
    release->rows = NULL;
    release->row_count = 0;
}
