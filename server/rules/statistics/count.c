#include "rules/statistics/count.h"

#include <stdlib.h>
#include <string.h>

#include "base/time/quarter.h"

#define NUMBERS_MAX (STATISTIC_STEPS * PLAN_STATES + STATISTIC_ESTIMATES + OUTCOME_COUNT)
#define OUTCOME_MONTHS 24

_Static_assert(LIMIT_TIMELINE_RULES <= STATISTIC_STEPS, "each rule has its place");

struct statistics_counts {
    const struct timeline *timeline;
    uint32_t quarter;
    day_num first;
    day_num last;
    day_num counted;
    size_t step_count;
    const char *steps[LIMIT_TIMELINE_RULES];
    uint32_t numbers[PLAN_CELLS][NUMBERS_MAX];
    uint32_t weeks[PLAN_CELLS][STATISTIC_STEPS][PLAN_WEEKS];
};

struct statistics_counts *
statistics_counts_new(const struct timeline *timeline, uint32_t quarter)
{
    struct statistics_counts *counts = calloc(1, sizeof *counts);
    if (counts != NULL) {
        counts->timeline = timeline;
        counts->quarter = quarter;
        counts->first = quarter_first(quarter);
        counts->last = quarter_last(quarter);
        counts->counted = statistics_counted(quarter);
        counts->step_count = timeline_duties(timeline, counts->steps);
    }
    return counts;
}

void
statistics_counts_free(struct statistics_counts **counts)
{
    if (*counts != NULL) {
        bytes_wipe(*counts, sizeof **counts);
        free(*counts);
        *counts = NULL;
    }
}

day_num
statistics_counted(uint32_t quarter)
{
    return quarter_last(quarter) + PLAN_DELAY_DAYS;
}

bool
statistics_may_count(uint32_t quarter, day_num opened)
{
    uint32_t since = quarter_of(opened);
    return quarter >= since && quarter - since < PLAN_QUARTERS;
}

size_t
statistics_steps(const struct statistics_counts *counts)
{
    return counts->step_count;
}

const char *
statistics_step(const struct statistics_counts *counts, size_t step)
{
    return counts->steps[step];
}

uint32_t
statistics_quarter(const struct statistics_counts *counts)
{
    return counts->quarter;
}

size_t
statistics_number_of_step(size_t step, enum plan_state state)
{
    return step * PLAN_STATES + state;
}

size_t
statistics_number_of_estimate(const struct statistics_counts *counts, unsigned category)
{
    return counts->step_count * PLAN_STATES + category - 1;
}

size_t
statistics_number_of_outcome(const struct statistics_counts *counts, enum outcome outcome)
{
    return counts->step_count * PLAN_STATES + STATISTIC_ESTIMATES + outcome;
}

size_t
statistics_numbers(const struct statistics_counts *counts)
{
    return statistics_number_of_outcome(counts, OUTCOME_COUNT);
}

uint32_t
statistics_get(const struct statistics_counts *counts, unsigned cell, size_t number)
{
    return counts->numbers[cell][number];
}

uint32_t
statistics_get_week(const struct statistics_counts *counts, unsigned cell, size_t step, unsigned week)
{
    return counts->weeks[cell][step][week];
}

static bool
is_in_quarter(const struct statistics_counts *counts, day_num day)
{
    return day >= counts->first && day <= counts->last;
}

static void
leave_out_later(const struct statistics_counts *counts, struct process *process)
{
    size_t kept = 0;
    for (size_t i = 0; i < process->event_count; i++) {
        if (process->events[i].recorded <= counts->counted) {
            process->events[kept++] = process->events[i];
        }
    }
    process->event_count = kept;
}

/* What the last certificate says. */
static uint8_t
reason_of(const struct process *process)
{
    int value = PROCESS_NO_VALUE;
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        value = event->category == CATEGORY_GAO && event->value != PROCESS_NO_VALUE ? event->value : value;
    }
    return value >= 0 && value < REASON_GROUP_COUNT ? (uint8_t)value : STATISTIC_UNKNOWN;
}

static unsigned
cell_of(const struct process *process)
{
    const uint8_t aspects[ASPECT_COUNT] = {
        [ASPECT_EMPLOYMENT] = (uint8_t)process->employment,
        [ASPECT_ROUTE] = (uint8_t)process->facts.route,
        [ASPECT_REGION] = (uint8_t)process->facts.region,
        [ASPECT_REASON] = reason_of(process),
    };
    return plan_cell(aspects);
}

/* Whether something like it lasts on that day. */
static bool
lasts(const struct process *process, enum category category, day_num day)
{
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        if (event->category == category && event->value == 1 && event->from != 0 && event->from <= day &&
            (event->until == 0 || event->until >= day)) {
            return true;
        }
    }
    return false;
}

static enum outcome
outcome_on(const struct timeline *timeline, const struct process *process, day_num day)
{
    struct spells spells;
    timeline_spells(&spells, timeline, process, day);
    return !spells.unfit                                               ? OUTCOME_RESUMED
           : lasts(process, CATEGORY_PROGRESSIEVE_TEWERKSTELLING, day) ? OUTCOME_PARTIAL
           : lasts(process, CATEGORY_OPLEIDING, day)                   ? OUTCOME_OPLEIDING
           : process->closed                                           ? OUTCOME_CLOSED
                                                                       : OUTCOME_UNFIT;
}

static unsigned
count_outcome(struct statistics_counts *counts, unsigned cell, const struct process *process)
{
    day_num day = date_add_months(process->start, OUTCOME_MONTHS);
    if (!is_in_quarter(counts, day)) {
        return 0;
    }
    counts->numbers[cell][statistics_number_of_outcome(counts, outcome_on(counts->timeline, process, day))]++;
    return 1;
}

/* The last one of the quarter by the doctor of the sickness fund. */
static unsigned
count_estimate(struct statistics_counts *counts, unsigned cell, const struct process *process)
{
    const struct process_event *found = NULL;
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        bool fits = event->category == CATEGORY_ARBEIDSPOTENTIEEL && strcmp(event->kind, "insurance") == 0 &&
                    event->value >= 1 && event->value <= STATISTIC_ESTIMATES && is_in_quarter(counts, event->day);
        found = fits && (found == NULL || event->day >= found->day) ? event : found;
    }
    if (found == NULL) {
        return 0;
    }
    counts->numbers[cell][statistics_number_of_estimate(counts, (unsigned)found->value)]++;
    return 1;
}

/* false: it is not counted, since it need not be done. */
static bool
state_of(const struct timeline_step *step, enum plan_state *state)
{
    *state = step->state == STEP_DONE ? PLAN_DONE : step->state == STEP_OVERDUE ? PLAN_OVERDUE : PLAN_OPEN;
    bool counts = step->state == STEP_DONE || step->state == STEP_OVERDUE || step->state == STEP_DUE ||
                  step->state == STEP_COMING;
    return counts && step->duty && step->status != STEP_STATUS_ANNOUNCED;
}

struct candidate {
    size_t step;
    enum plan_state state;
    day_num due;
    struct id done_by;
};

/* Each step once: of one that comes back twice in a quarter, the first. Both lists are in the order of the file. */
static size_t
find_counted(const struct statistics_counts *counts, const struct process *process,
             struct candidate out[LIMIT_TIMELINE_RULES])
{
    struct timeline_step steps[TIMELINE_STEPS];
    size_t step_count = timeline_steps(counts->timeline, process, counts->counted, steps, TIMELINE_STEPS);
    size_t count = 0;
    size_t number = 0;
    for (size_t i = 0; i < step_count; i++) {
        enum plan_state state;
        if (steps[i].due == 0 || !is_in_quarter(counts, steps[i].due) || !state_of(&steps[i], &state)) {
            continue;
        }
        while (number < counts->step_count && strcmp(counts->steps[number], steps[i].rule) != 0) {
            number++;
        }
        if (number == counts->step_count) {
            break;
        }
        if (count == 0 || out[count - 1].step != number) {
            out[count++] = (struct candidate){number, state, steps[i].due, steps[i].done_by};
        }
    }
    return count;
}

static void
count_week(struct statistics_counts *counts, unsigned cell, const struct process *process,
           const struct candidate *candidate)
{
    day_num done = candidate->due; /* what the day alone does */
    for (size_t i = 0; i < process->event_count; i++) {
        const struct process_event *event = &process->events[i];
        done = id_eq(&event->object, &candidate->done_by) ? event->day : done;
    }
    int64_t late = (int64_t)done - candidate->due + 7 * PLAN_WEEKS_BEFORE - 1;
    int64_t week = late < 0 ? 0 : late / 7;
    counts->weeks[cell][candidate->step][week < PLAN_WEEKS ? week : PLAN_WEEKS - 1]++;
}

/* Where there are more than may count, it begins with another one in each dossier and quarter, so that no step is
 * always the one that is left out. */
static void
count_steps(struct statistics_counts *counts, unsigned cell, const struct statistics_dossier *dossier,
            const struct process *process, size_t most)
{
    struct candidate candidates[LIMIT_TIMELINE_RULES];
    size_t count = find_counted(counts, process, candidates);
    size_t first = dossier->id.bytes[ID_SIZE - 1] + counts->quarter;
    for (size_t i = 0; i < count && i < most; i++) {
        const struct candidate *one = &candidates[(first + i) % count];
        counts->numbers[cell][statistics_number_of_step(one->step, one->state)]++;
        if (one->state == PLAN_DONE) {
            count_week(counts, cell, process, one);
        }
    }
}

void
statistics_count(struct statistics_counts *counts, const struct statistics_dossier *dossier, struct process *process)
{
    if (!statistics_may_count(counts->quarter, dossier->opened)) {
        return;
    }
    leave_out_later(counts, process);
    unsigned cell = cell_of(process);
    unsigned used = count_outcome(counts, cell, process) + count_estimate(counts, cell, process);
    count_steps(counts, cell, dossier, process, PLAN_PER_QUARTER - used);
}
