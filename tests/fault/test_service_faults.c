/*
 * Each operation meets a failure of the store at each call in turn: it fails as a whole, or is done as a whole and recorded, and
 * it works once the failure is over. The same where the process ends at that call.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fault/fault_story.h"

#define BIT(space) (UINT64_C(1) << SPACE_##space)
/* Where records, and what is reckoned from them, lie. */
#define LOG_SPACES                                                                                                     \
    (BIT(META) | BIT(AUDIT) | BIT(AUDIT_HEAD) | BIT(AUDIT_LINK) | BIT(AUDIT_INDEX) | BIT(VISITOR))

/* What a step does when nothing fails. */
struct outcome {
    int status;
    bool recorded;
    struct buf body;
    uint64_t differences;
    struct fault_counts counts;
};

struct attempt {
    struct fault_story *story;
    const struct fault_step *step;
    struct memory_disk *before;
    struct fault_counts counts; /* of before */
    struct outcome reference;
    struct memory_fault fault;
};

static unsigned long tried; /* how many failures there were */

/* Runs the step on that disk, with the fault if there is one. */
static struct outcome
run_on(const struct attempt *it, struct memory_disk *disk, const struct memory_fault *fault)
{
    struct fault_world *world = it->story->world;
    struct fault_ask ask;
    struct outcome out = {.status = 0};
    char where[256];
    fault_world_open(world, disk);
    fault_ask_make(&ask, it->story, it->step);
    if (fault != NULL) {
        memory_fault_arm(memory_engine_trap(world->engine), fault);
    }
    fault_ask_run(&ask, world);
    fault_world_close(world);
    out.status = fault_ask_status(&ask);
    out.recorded = fault_ask_is_recorded(&ask);
    buf_put_slice(&out.body, fault_ask_body(&ask));
    fault_ask_free(&ask);
    out.differences = memory_disk_differences(it->before, disk, where);
    out.counts = fault_world_count(disk);
    return out;
}

static void
fail_attempt(const struct attempt *it, const struct outcome *got, const char *what)
{
    fail_msg("%s %s: fault %d (%s) at call %lu of %x: %s; answer %d, differences %llx, wanted %d, %llx", it->step->op,
             it->step->request, (int)it->fault.kind, tnw_error_info(it->fault.err)->code, (unsigned long)it->fault.nth,
             it->fault.calls, what, got->status, (unsigned long long)got->differences, it->reference.status,
             (unsigned long long)it->reference.differences);
}

static bool
same_counts(const struct fault_counts *a, const struct fault_counts *b, uint64_t spaces)
{
    bool same = true;
    for (unsigned space = 0; space < SPACE_COUNT; space++) {
        same = same && ((spaces >> space & 1) == 0 || a->of[space] == b->of[space]);
    }
    return same;
}

static bool
reads(const struct fault_step *step)
{
    return strncmp(step->request, "GET ", 4) == 0;
}

/* The answer is what it is without a failure: ids differ, what was read does not. */
static bool
same_answer(const struct attempt *it, const struct outcome *got)
{
    return got->body.len == it->reference.body.len &&
           (!reads(it->step) || slice_eq(buf_slice(&got->body), buf_slice(&it->reference.body)));
}

static void
check_done(const struct attempt *it, const struct outcome *got)
{
    if (got->differences != it->reference.differences || !same_counts(&got->counts, &it->reference.counts, ~UINT64_C(0))) {
        fail_attempt(it, got, "it is acknowledged, and not done as a whole");
    }
    if (it->step->status < 400 && !same_answer(it, got)) {
        fail_attempt(it, got, "the answer is another one");
    }
}

/* Nothing happened, or nothing but a record. */
static void
check_failed(const struct attempt *it, const struct outcome *got)
{
    size_t records = got->counts.of[SPACE_AUDIT] - it->counts.of[SPACE_AUDIT];
    if (got->status < 500) {
        fail_attempt(it, got, "a failure is told as something else");
    }
    if (records == 0 ? got->differences != 0 : records != 1 || (got->differences & ~LOG_SPACES) != 0) {
        fail_attempt(it, got, "it failed, and left something behind");
    }
}

/* A process that ended at that call has told nobody anything: all of it is there, or nothing. */
static void
check_crashed(const struct attempt *it, const struct outcome *got)
{
    bool nothing = got->differences == 0;
    bool all = got->differences == it->reference.differences &&
               same_counts(&got->counts, &it->reference.counts, ~UINT64_C(0));
    if (!nothing && !all) {
        fail_attempt(it, got, "a crash left half of it");
    }
    if (!all && got->status < 400) {
        fail_attempt(it, got, "it was acknowledged before it was durable");
    }
}

static void
check(const struct attempt *it, const struct outcome *got)
{
    if (it->fault.kind != MEMORY_FAILS) {
        check_crashed(it, got);
    } else if (got->status == it->reference.status) {
        check_done(it, got);
    } else {
        check_failed(it, got);
    }
}

/* On what the failure left, the same step works; after one that was done it is another step. */
static void
check_retry(const struct attempt *it, struct memory_disk *disk, const struct outcome *failed)
{
    if ((failed->differences & ~LOG_SPACES) != 0) {
        return;
    }
    struct outcome got = run_on(it, disk, NULL);
    if (got.status != it->reference.status || !same_counts(&got.counts, &it->reference.counts, ~LOG_SPACES) ||
        (got.differences | LOG_SPACES) != (it->reference.differences | LOG_SPACES)) {
        fail_attempt(it, &got, "it does not work afterwards");
    }
    buf_free(&got.body);
}

/* Whether there was a call to fail. */
static bool
try_fault(struct attempt *it)
{
    struct memory_disk *disk = memory_disk_fork(it->before);
    struct outcome got = run_on(it, disk, &it->fault);
    bool met = it->story->world->met;
    check(it, &got);
    if (met) {
        tried++;
        check_retry(it, disk, &got);
    }
    buf_free(&got.body);
    memory_disk_free(&disk);
    return met;
}

static void
try_each_call(struct attempt *it, enum memory_fault_kind kind, unsigned calls, enum tnw_err err)
{
    it->fault = (struct memory_fault){.kind = kind, .calls = calls, .nth = 1, .err = err};
    while (try_fault(it)) {
        it->fault.nth++;
    }
}

static void
run_step(struct fault_story *story, const struct fault_step *step)
{
    struct fault_world *world = story->world;
    struct attempt it = {.story = story, .step = step, .before = world->disk};
    struct memory_disk *own = world->disk;
    fault_world_close(world);
    it.counts = fault_world_count(own);
    struct memory_disk *fork = memory_disk_fork(own);
    it.reference = run_on(&it, fork, NULL);
    memory_disk_free(&fork);
    if (it.reference.status != step->status) {
        fail_msg("%s %s: %d %s", step->op, step->request, it.reference.status, buf_text(&it.reference.body));
    }
    assert_int_equal(it.reference.counts.of[SPACE_AUDIT] - it.counts.of[SPACE_AUDIT], it.reference.recorded ? 1 : 0);
    static const enum tnw_err errors[] = {TNW_E_IO, TNW_E_STORAGE_FULL, TNW_E_NO_MEMORY, TNW_E_CORRUPT};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        try_each_call(&it, MEMORY_FAILS, MEMORY_ANY, errors[i]);
    }
    try_each_call(&it, MEMORY_CRASHES, MEMORY_ANY, TNW_E_IO);
    try_each_call(&it, MEMORY_CRASHES_LATE, MEMORY_COMMIT | MEMORY_KEEP, TNW_E_IO);
    buf_free(&it.reference.body);
    fault_world_open(world, own);
    struct fault_ask ask;
    fault_ask_make(&ask, story, step);
    fault_ask_run(&ask, world);
    assert_int_equal(fault_ask_status(&ask), step->status);
    fault_story_note(story, step, &ask);
    fault_ask_free(&ask);
}

static void
play(bool is_far)
{
    struct fault_story story;
    struct fault_world *world = fault_world_new(is_far);
    fault_story_begin(&story, world);
    tried = 0;
    for (size_t i = 0; i < fault_steps_count; i++) {
        if (fault_steps[i].op == NULL) {
            fault_story_seal(&story);
        } else {
            run_step(&story, &fault_steps[i]);
        }
    }
    print_message("%lu failures\n", tried);
    fault_story_end(&story);
    fault_world_free(&world);
}

static void
no_failure_of_a_near_store_halves_an_operation(void **state)
{
    (void)state;
    play(false);
}

static void
no_failure_of_a_far_store_halves_an_operation(void **state)
{
    (void)state;
    play(true);
}

/* A new operation is covered, or this fails. */
static void
story_reaches_every_operation(void **state)
{
    (void)state;
    const char *hole = fault_story_hole();
    if (hole != NULL) {
        fail_msg("no step of the story reaches %s", hole);
    }
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(story_reaches_every_operation),
        cmocka_unit_test(no_failure_of_a_near_store_halves_an_operation),
    };
    const struct CMUnitTest far[] = {cmocka_unit_test(no_failure_of_a_far_store_halves_an_operation)};
    bool is_far = argc > 1 && strcmp(argv[1], "far") == 0;
    return is_far ? cmocka_run_group_tests(far, NULL, NULL) : cmocka_run_group_tests(tests, NULL, NULL);
}
