/* Statistics: what is counted is what a second, naive count finds; what is shown is never a few; and no dossier
 * adds more than the noise is made for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/time/quarter.h"
#include "statistics_case.h"
#include "unit/rules/timeline_case.h"

#define DOSSIERS 300
#define LIVES 150

static struct timeline *timeline;

static int
load(void **state)
{
    (void)state;
    timeline = case_load();
    return 0;
}

static int
unload(void **state)
{
    (void)state;
    timeline_free(&timeline);
    return 0;
}

/* One thing counted, found without the code under test. */
struct thing {
    uint8_t aspects[ASPECT_COUNT];
    char step[STATISTIC_CODE]; /* "" for none */
    enum plan_state state;
    int estimate; /* 0: none */
    int outcome;  /* -1: none */
};

static uint8_t
naive_reason(const struct process *process, day_num until)
{
    uint8_t reason = STATISTIC_UNKNOWN;
    for (size_t i = 0; i < process->event_count; i++) {
        if (process->events[i].category == CATEGORY_GAO && process->events[i].recorded <= until) {
            reason = (uint8_t)process->events[i].value;
        }
    }
    return reason;
}

/* The steps of a dossier that are due in the quarter, of which the count may leave out those beyond five. */
static size_t
naive_steps(const struct process *process, struct thing *out)
{
    struct timeline_step steps[TIMELINE_STEPS];
    day_num from = case_day("2026-04-01");
    day_num until = case_day("2026-06-30");
    size_t count = 0;
    size_t all = timeline_steps(timeline, process, case_day("2026-07-30"), steps, TIMELINE_STEPS);
    for (size_t i = 0; i < all; i++) {
        const struct timeline_step *step = &steps[i];
        bool twice = i > 0 && strcmp(steps[i - 1].rule, step->rule) == 0 && count > 0 &&
                     strcmp(out[count - 1].step, step->rule) == 0;
        if (step->due >= from && step->due <= until && step->duty && step->status != STEP_STATUS_ANNOUNCED &&
            step->state != STEP_SUSPENDED && step->state != STEP_NOT_APPLICABLE && !twice) {
            out[count].state = step->state == STEP_DONE      ? PLAN_DONE
                               : step->state == STEP_OVERDUE ? PLAN_OVERDUE
                                                             : PLAN_OPEN;
            memcpy(out[count].step, step->rule, strlen(step->rule) + 1);
            count++;
        }
    }
    return count;
}

static int
naive_estimate(const struct process *process)
{
    int estimate = 0;
    day_num day = 0;
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        bool mine = event->category == CATEGORY_ARBEIDSPOTENTIEEL && event->recorded <= case_day("2026-07-30") &&
                    event->day >= case_day("2026-04-01") && event->day <= case_day("2026-06-30");
        if (mine && event->day >= day) {
            estimate = event->value;
            day = event->day;
        }
    }
    return estimate;
}

/* Only dossiers without more than five things: which of more are left out is the rule's own. Returns how many. */
static size_t
naive_things(const struct case_dossier *one, struct thing out[TIMELINE_STEPS + 2])
{
    struct process *process = malloc(sizeof *process);
    assert_non_null(process);
    *process = one->process;
    size_t kept = 0;
    for (size_t i = 0; i < process->event_count; i++) {
        if (process->events[i].recorded <= case_day("2026-07-30")) {
            process->events[kept++] = process->events[i];
        }
    }
    process->event_count = kept;
    memset(out, 0, (TIMELINE_STEPS + 2) * sizeof *out);
    size_t count = naive_steps(process, out);
    out[count].estimate = naive_estimate(process);
    count += out[count].estimate != 0;
    const uint8_t aspects[ASPECT_COUNT] = {
        (uint8_t)process->employment,
        process->facts.route == ROUTE_NONE ? STATISTIC_UNKNOWN : (uint8_t)process->facts.route,
        process->facts.region == REGION_NONE ? STATISTIC_UNKNOWN : (uint8_t)process->facts.region,
        naive_reason(process, case_day("2026-07-30"))};
    for (size_t i = 0; i < count; i++) {
        memcpy(out[i].aspects, aspects, sizeof aspects);
    }
    free(process);
    return count;
}

static bool
fits(const struct thing *thing, unsigned table, const uint8_t aspects[ASPECT_COUNT])
{
    bool same = true;
    for (unsigned i = 0; i < ASPECT_COUNT; i++) {
        same = same && (!codes_has(table, i) || thing->aspects[i] == aspects[i]);
    }
    return same;
}

static void
compare_table(const struct statistics_counts *counts, unsigned number, const struct thing *things, size_t thing_count)
{
    struct statistics_table table;
    assert_true(statistics_table_make(&table, counts, number, NULL));
    for (unsigned finest = 0; finest < PLAN_CELLS; finest += 1 + finest % 3) {
        uint8_t aspects[ASPECT_COUNT];
        int64_t *expected = calloc(table.numbers, sizeof *expected);
        assert_non_null(expected);
        plan_aspects(finest, aspects);
        for (size_t i = 0; i < thing_count; i++) {
            if (!fits(&things[i], number, aspects)) {
                continue;
            }
            for (size_t step = 0; step < table.steps; step++) {
                if (strcmp(things[i].step, statistics_step(counts, step)) == 0) {
                    expected[3 * step + things[i].state]++;
                }
            }
            if (things[i].estimate != 0) {
                expected[3 * table.steps + (size_t)things[i].estimate - 1]++;
            }
        }
        const int64_t *found = &table.number[plan_cell_in(number, finest) * table.numbers];
        assert_memory_equal(found, expected, (table.numbers - OUTCOME_COUNT) * sizeof *expected);
        free(expected);
    }
    statistics_table_free(&table);
}

static void
what_is_counted_is_what_a_naive_count_finds(void **state)
{
    uint64_t seed = 1;
    struct thing *things = calloc(DOSSIERS * (PLAN_PER_QUARTER + 1), sizeof *things);
    struct statistics_counts *counts = statistics_counts_new(timeline, CASE_QUARTER);
    size_t thing_count = 0;
    (void)state;
    assert_non_null(things);
    assert_non_null(counts);
    for (int i = 0; i < DOSSIERS; i++) {
        struct case_dossier one;
        struct thing own[TIMELINE_STEPS + 2];
        case_dossier_make(&one, &seed);
        size_t own_count = naive_things(&one, own);
        if (own_count <= PLAN_PER_QUARTER - 1) {
            memcpy(&things[thing_count], own, own_count * sizeof *own);
            thing_count += own_count;
            case_count(counts, &one);
        }
    }
    assert_true(thing_count > DOSSIERS / 3);
    for (unsigned table = 0; table < PLAN_TABLES; table++) {
        compare_table(counts, table, things, thing_count);
    }
    statistics_counts_free(&counts);
    free(things);
}

/* Whatever somebody writes into it between two releases: each time it is another dossier, with the same id and day. */
static double
square_of_life(const struct case_dossier *one, uint64_t *seed)
{
    double sum = 0;
    uint32_t opened = quarter_of(one->dossier.opened);
    for (uint32_t quarter = opened - 1; quarter < opened + PLAN_QUARTERS + 2; quarter++) {
        struct case_dossier now;
        struct statistics_counts *counts = statistics_counts_new(timeline, quarter);
        assert_non_null(counts);
        case_dossier_make(&now, seed);
        now.dossier = one->dossier;
        now.process.start = quarter_first(quarter) - 120 + (day_num)(case_random(seed) % 60);
        case_count(counts, &now);
        sum += case_square(counts);
        statistics_counts_free(&counts);
    }
    return sum;
}

static void
no_dossier_adds_more_in_its_life_than_the_noise_is_made_for(void **state)
{
    uint64_t seed = 2;
    double most = 0;
    (void)state;
    for (int i = 0; i < LIVES / 10; i++) {
        struct case_dossier one;
        case_dossier_make(&one, &seed);
        double square = square_of_life(&one, &seed);
        most = square > most ? square : most;
        assert_true(square <= 1.0 + 1e-9);
    }
    assert_true(most > 0.2);
}

static void
check_row(const struct statistic_row *row)
{
    unsigned level = plan_level(statistic_row_aspects(row));
    unsigned parts = row->figure == FIGURE_STEP ? PLAN_STATES : 1;
    assert_true(row->count >= 5 && row->count >= plan_least(level, parts));
    assert_true(row->done == STATISTIC_HIDDEN || (row->done >= 5 && row->done <= row->count));
    assert_true(row->overdue == STATISTIC_HIDDEN || (row->overdue >= 5 && row->overdue <= row->count));
    assert_true(row->figure == FIGURE_STEP || (row->done == STATISTIC_HIDDEN && row->overdue == STATISTIC_HIDDEN));
}

static size_t
things_counted(const struct case_dossier *one)
{
    size_t sum = 0;
    struct statistics_counts *counts = statistics_counts_new(timeline, CASE_QUARTER);
    assert_non_null(counts);
    case_count(counts, one);
    for (unsigned cell = 0; cell < PLAN_CELLS; cell++) {
        for (size_t i = 0; i < statistics_numbers(counts); i++) {
            sum += statistics_get(counts, cell, i);
        }
    }
    statistics_counts_free(&counts);
    return sum;
}

/* Of many that begin in the weeks before, some have more to do in the quarter than may count. */
static void
what_one_dossier_counts_is_bounded_in_a_quarter_and_in_time(void **state)
{
    size_t most = 0;
    (void)state;
    for (day_num start = case_day("2025-12-01"); start < case_day("2026-06-30"); start++) {
        struct thing own[TIMELINE_STEPS + 2];
        struct case_dossier one = {.dossier.opened = case_day("2026-04-01")};
        one.process = case_process("2026-01-05 employed from_20",
                                   "gao incapacity 2026-04-01 from:2026-04-01 until:2026-05-20; arbeidspotentieel "
                                   "insurance =4 2026-05-02 by:adviserend_arts; quickscan riziv_quickscan =0 "
                                   "2026-04-03 by:adviserend_arts; verzoek rit 2026-04-02 by:werkgever");
        one.process.start = start;
        size_t all = naive_things(&one, own);
        most = all > most ? all : most;
        assert_int_equal(things_counted(&one), all < PLAN_PER_QUARTER ? all : PLAN_PER_QUARTER);
    }
    assert_true(most > PLAN_PER_QUARTER);
    uint32_t opened = quarter_of(case_day("2026-04-01"));
    assert_false(statistics_may_count(opened - 1, case_day("2026-04-01")));
    assert_true(statistics_may_count(opened, case_day("2026-04-01")));
    assert_true(statistics_may_count(opened + PLAN_QUARTERS - 1, case_day("2026-04-01")));
    assert_false(statistics_may_count(opened + PLAN_QUARTERS, case_day("2026-04-01")));
}

/* Each dossier so often as if there were that many alike. */
static struct statistics_counts *
count_many(int dossiers, int times)
{
    uint64_t seed = 4;
    struct statistics_counts *counts = statistics_counts_new(timeline, CASE_QUARTER);
    assert_non_null(counts);
    for (int i = 0; i < dossiers; i++) {
        struct case_dossier one;
        case_dossier_make(&one, &seed);
        for (int k = 0; k < times; k++) {
            case_count(counts, &one);
        }
    }
    return counts;
}

static void
nothing_that_is_few_is_shown(void **state)
{
    uint64_t seed = 5;
    const struct noise noise = case_noise(&seed);
    struct statistic_release release;
    struct statistics_counts *counts = count_many(40, 120);
    (void)state;
    assert_int_equal(statistics_publish(&release, counts, &noise, 1), TNW_OK);
    assert_true(release.row_count > 10);
    for (size_t i = 0; i < release.row_count; i++) {
        check_row(&release.rows[i]);
    }
    statistics_release_wipe(&release);
    statistics_counts_free(&counts);
}

/* Of nobody, and of a few, nothing is shown. */
static void
a_small_server_shows_nothing(void **state)
{
    uint64_t seed = 6;
    const struct noise noise = case_noise(&seed);
    (void)state;
    for (int dossiers = 0; dossiers <= 20; dossiers += 20) {
        struct statistic_release release;
        struct statistics_counts *counts = count_many(dossiers, 1);
        assert_int_equal(statistics_publish(&release, counts, &noise, 1), TNW_OK);
        assert_int_equal(release.row_count, 0);
        statistics_release_wipe(&release);
        statistics_counts_free(&counts);
    }
}

static void
noise_is_normal_and_has_no_bias(void **state)
{
    uint64_t seed = 7;
    const struct noise noise = case_noise(&seed);
    double sum = 0;
    double squares = 0;
    (void)state;
    for (int i = 0; i < 40000; i++) {
        double one = (double)noise_draw(&noise, 30);
        sum += one;
        squares += one * one;
    }
    assert_true(fabs(sum / 40000) < 3 * 30 / sqrt(40000));
    assert_true(fabs(sqrt(squares / 40000) - 30) < 0.5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_counted_is_what_a_naive_count_finds),
        cmocka_unit_test(no_dossier_adds_more_in_its_life_than_the_noise_is_made_for),
        cmocka_unit_test(what_one_dossier_counts_is_bounded_in_a_quarter_and_in_time),
        cmocka_unit_test(nothing_that_is_few_is_shown),
        cmocka_unit_test(a_small_server_shows_nothing),
        cmocka_unit_test(noise_is_normal_and_has_no_bias),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
