/*
 * Random processes, walked day by day: the day of change that the timeline names is the next on which a step changes,
 * the same process and day give the same steps, and no step says what its rule forbids.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/evidence_random.h"
#include "unit/rules/timeline_case.h"

#define PROCESSES 100
#define WAKES 12          /* of each process */
#define DAYS_WALKED 400   /* of each stretch, at most */
#define DAYS_OF_NONE 3000 /* looked at where it says that nothing will change */

static struct evidence_random source;

static unsigned
random_below(unsigned bound)
{
    return (unsigned)evidence_random_below(&source, bound);
}

static day_num
random_day(const struct process *process)
{
    return process->start - 20 + (day_num)random_below(900);
}

static const struct {
    enum category category;
    const char *kinds[3];
    int values; /* from 0 to below */
} shapes[] = {
    {CATEGORY_GAO, {"incapacity", "extension", "relapse"}, 0},
    {CATEGORY_QUICKSCAN, {"riziv_quickscan", "riziv_quickscan", "rtw_se"}, 2},
    {CATEGORY_ARBEIDSPOTENTIEEL, {"insurance", "insurance", "occupational"}, 5},
    {CATEGORY_POTENTIEEL_UITKOMST, {"", "", ""}, 2},
    {CATEGORY_BEOORDELING, {"2016", "2022", "2022"}, 6},
    {CATEGORY_VERZOEK, {"rit", "bezoek", "potentieel"}, 0},
    {CATEGORY_VERZOEK, {"overmacht", "progressief", "beroep"}, 0},
    {CATEGORY_VERZOEK, {"contact", "contact", "rit"}, 0},
    {CATEGORY_DOORVERWIJZING, {"tnw_coordinator", "arbeidsarts", "bemiddelaar"}, 0},
    {CATEGORY_ENGAGEMENT, {"", "", ""}, 4},
    {CATEGORY_PLAN, {"tnw_traject", "rit", "rit"}, 2},
    {CATEGORY_OPVOLGING, {"", "", ""}, 2},
    {CATEGORY_OPVOLGING, {"", "", ""}, 2},
    {CATEGORY_PROGRESSIEVE_TEWERKSTELLING, {"", "", ""}, 2},
    {CATEGORY_OPLEIDING, {"opleiding", "begeleiding", "opleiding"}, 2},
    {CATEGORY_INSCHRIJVING, {"vdab", "forem", "actiris"}, 0},
    {CATEGORY_OPMERKING, {"", "", ""}, 0},
    {CATEGORY_NONE, {"", "", ""}, 2},
};

static void
add_random_event(struct process *process, const struct timeline_step *rules, size_t rule_count)
{
    size_t i = random_below(sizeof shapes / sizeof shapes[0]);
    struct process_event *event = &process->events[process->event_count++];
    *event = (struct process_event){.category = shapes[i].category,
                                    .by = (enum role)random_below(3),
                                    .purpose = PURPOSE_NONE,
                                    .value = PROCESS_NO_VALUE,
                                    .day = random_day(process)};
    event->object.bytes[0] = (uint8_t)process->event_count;
    (void)snprintf(event->kind, sizeof event->kind, "%s", shapes[i].kinds[random_below(3)]);
    if (shapes[i].values > 0) {
        event->value = (int)random_below((unsigned)shapes[i].values);
    }
    if (event->category == CATEGORY_OPVOLGING || event->category == CATEGORY_NONE ||
        event->category == CATEGORY_OPMERKING) {
        (void)snprintf(event->step, sizeof event->step, "%s", rules[random_below((unsigned)rule_count)].rule);
    }
    if (strcmp(event->kind, "contact") == 0) {
        (void)snprintf(event->step, sizeof event->step, "tnw_coordinator");
    }
    event->recorded = event->day;
    event->from = random_below(2) == 0 ? event->day + (day_num)random_below(60) : event->day;
    event->until = event->from + (day_num)random_below(120);
    event->next = random_below(2) == 0 ? event->day + (day_num)random_below(200) : 0;
}

/* Up to three times at work, with days of unfitness between. */
static void
random_works(struct process *process)
{
    day_num after = process->start + 5;
    for (unsigned left = random_below(4); left > 0; left--) {
        struct work *work = &process->facts.works.list[process->facts.works.count++];
        work->from = after + (day_num)random_below(300);
        work->until = random_below(2) == 0 ? work->from + (day_num)random_below(40) : 0;
        after = work->from + 45;
    }
}

static struct process
random_process(const struct timeline_step *rules, size_t rule_count)
{
    struct process process = {.facts = FACTS_NONE};
    process.start = case_day("2021-06-01") + (day_num)random_below(2000);
    process.employment = (enum employment)random_below(EMPLOYMENT_COUNT);
    process.closed = random_below(20) == 0;
    process.facts.employer_size = (enum employer_size)random_below(EMPLOYER_SIZE_COUNT);
    process.facts.exceptions = random_below(5) == 0 ? random_below(4) : 0;
    random_works(&process);
    process.facts.contract_end = random_below(3) == 0 ? random_day(&process) : 0;
    process.suspension_count = random_below(3);
    for (size_t i = 0; i < process.suspension_count; i++) {
        day_num from = random_day(&process);
        process.suspensions[i] = (struct process_suspension){
            .purpose = PURPOSE_TNW_TRAJECT, .from = from, .until = from + (day_num)random_below(90)};
    }
    for (unsigned left = random_below(25); left > 0; left--) {
        add_random_event(&process, rules, rule_count);
    }
    return process;
}

static bool
says_the_same(const struct timeline_step *a, const struct timeline_step *b)
{
    return strcmp(a->rule, b->rule) == 0 && strcmp(a->version, b->version) == 0 && strcmp(a->why, b->why) == 0 &&
           a->state == b->state && a->due == b->due && a->from == b->from && a->until == b->until &&
           memcmp(&a->done_by, &b->done_by, sizeof a->done_by) == 0;
}

static bool
all_say_the_same(const struct timeline_step *a, size_t a_count, const struct timeline_step *b, size_t b_count)
{
    bool same = a_count == b_count;
    for (size_t i = 0; same && i < a_count; i++) {
        same = says_the_same(&a[i], &b[i]);
    }
    return same;
}

static bool
rests(const struct process *process, day_num today)
{
    for (size_t i = 0; i < process->suspension_count; i++) {
        if (process->suspensions[i].from <= today && today <= process->suspensions[i].until) {
            return true;
        }
    }
    return false;
}

/* What holds of every step, whatever the rules are. */
static void
check_step(const struct timeline_step *step, const struct process *process, day_num today)
{
    bool done_by_somebody = step->done_by.bytes[0] != 0;
    assert_true(step->who != 0 && step->why[0] != 0 && step->title != NULL && step->benefit != NULL);
    assert_true(!done_by_somebody || step->state == STEP_DONE);
    if (step->state == STEP_OVERDUE) {
        assert_true(step->status == STEP_STATUS_LAW && step->duty && step->due != 0 && step->due < today);
        assert_true(step->from == 0 || step->until != 0);
    }
    if (step->status == STEP_STATUS_ANNOUNCED) {
        assert_true(step->state != STEP_DUE && step->state != STEP_OVERDUE);
    }
    if (step->state == STEP_SUSPENDED) {
        assert_true(step->purpose == PURPOSE_TNW_TRAJECT && rests(process, today));
    }
    if (process->closed) {
        assert_true(step->state == STEP_DONE || step->state == STEP_NOT_APPLICABLE);
    }
    if (step->until != 0) {
        assert_true(step->from != 0 && step->until == step->due);
    }
}

static size_t
steps_on(const struct timeline *timeline, const struct process *process, day_num today, struct timeline_step *out)
{
    size_t count = timeline_steps(timeline, process, today, out, TIMELINE_STEPS);
    for (size_t i = 0; i < count; i++) {
        check_step(&out[i], process, today);
    }
    return count;
}

/* Returns the day of change, having looked at every day before it. */
static day_num
walk_to_change(const struct timeline *timeline, const struct process *process, day_num today)
{
    static struct timeline_step now[TIMELINE_STEPS];
    static struct timeline_step then[TIMELINE_STEPS];
    size_t count = steps_on(timeline, process, today, now);
    day_num wake = timeline_wake(timeline, process, today);
    assert_true(wake == 0 || wake > today);
    day_num last = wake == 0 ? today + DAYS_OF_NONE : wake - 1;
    last = wake != 0 && last > today + DAYS_WALKED ? today + DAYS_WALKED : last;
    for (day_num day = today; day <= last; day += wake == 0 && day > today ? 29 : 1) {
        size_t then_count = steps_on(timeline, process, day, then);
        if (!all_say_the_same(now, count, then, then_count)) {
            fail_msg("the steps change on day %d, after %d and before the wake of %d", day, today, wake);
        }
    }
    if (wake != 0) {
        size_t then_count = steps_on(timeline, process, wake, then);
        assert_false(all_say_the_same(now, count, then, then_count));
    }
    return wake;
}

static void
wakes_are_the_days_of_change(void **state)
{
    static struct timeline_step rules[TIMELINE_STEPS];
    struct timeline *timeline = *state;
    struct process none = {.facts = FACTS_NONE, .start = case_day("2026-01-05")};
    size_t rule_count = timeline_steps(timeline, &none, none.start, rules, TIMELINE_STEPS);
    source = evidence_random(1);
    for (int i = 0; i < PROCESSES; i++) {
        struct process process = random_process(rules, rule_count);
        day_num today = random_day(&process);
        for (int k = 0; k < WAKES && today != 0; k++) {
            today = walk_to_change(timeline, &process, today);
        }
    }
}

/* A full process, and room for fewer steps than there are. */
static void
it_is_bounded(void **state)
{
    static struct timeline_step rules[TIMELINE_STEPS];
    static struct timeline_step some[TIMELINE_STEPS];
    struct timeline *timeline = *state;
    struct process full = {.facts = FACTS_NONE, .start = case_day("2026-01-05")};
    size_t rule_count = timeline_steps(timeline, &full, full.start, rules, TIMELINE_STEPS);
    while (full.event_count < LIMIT_PROCESS_EVENTS) {
        add_random_event(&full, rules, rule_count);
    }
    day_num today = full.start + 400;
    size_t count = timeline_steps(timeline, &full, today, rules, TIMELINE_STEPS);
    assert_in_range(count, rule_count, 2 * rule_count);
    assert_int_equal(timeline_steps(timeline, &full, today, some, 7), 7);
    assert_true(all_say_the_same(rules, 7, some, 7));
    assert_int_equal(timeline_steps(timeline, &full, today, some, 0), 0);
    /* Far from every day that it knows. */
    (void)steps_on(timeline, &full, case_day("1900-01-01"), some);
    (void)steps_on(timeline, &full, case_day("9990-01-01"), some);
    (void)timeline_wake(timeline, &full, case_day("9990-01-01"));
}

static int
set_up(void **state)
{
    *state = case_load();
    return 0;
}

static int
tear_down(void **state)
{
    struct timeline *timeline = *state;
    timeline_free(&timeline);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wakes_are_the_days_of_change),
        cmocka_unit_test(it_is_bounded),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
