/*
 * Each operation meets a failure of the store at each call in turn: it fails as a whole, or is done as a whole and
 * recorded, and it works once the failure is over. The same where the process ends at that call.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fault/fault_attempt.h"

static unsigned long tried; /* how many failures there were */

static void
arm(struct fault_attempt *attempt)
{
    memory_fault_arm(memory_engine_trap(attempt->story->world->engine), &attempt->fault);
}

static bool
disarm(struct fault_attempt *attempt)
{
    return memory_fault_disarm(memory_engine_trap(attempt->story->world->engine));
}

static void
try_each_call(struct fault_attempt *attempt, enum memory_fault_kind kind, unsigned calls, enum tnw_err err)
{
    attempt->arm = arm;
    attempt->disarm = disarm;
    attempt->is_crash = kind != MEMORY_FAILS;
    attempt->fault = (struct memory_fault){.kind = kind, .calls = calls, .nth = 1, .err = err};
    while (fault_attempt_try(attempt)) {
        attempt->fault.nth++;
        tried++;
    }
}

static void
try_step_near(struct fault_attempt *attempt)
{
    static const enum tnw_err errors[] = {TNW_E_IO, TNW_E_STORAGE_FULL, TNW_E_NO_MEMORY, TNW_E_CORRUPT};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        try_each_call(attempt, MEMORY_FAILS, MEMORY_ANY, errors[i]);
    }
    try_each_call(attempt, MEMORY_CRASHES, MEMORY_ANY, TNW_E_IO);
    try_each_call(attempt, MEMORY_CRASHES_LATE, MEMORY_COMMIT | MEMORY_KEEP, TNW_E_IO);
}

/* What differs where values are fetched beforehand is only that a failure may show later, or never. */
static void
try_step_far(struct fault_attempt *attempt)
{
    try_each_call(attempt, MEMORY_FAILS, MEMORY_ANY, TNW_E_IO);
}

static void
play(bool is_far)
{
    struct fault_story story;
    struct fault_world *world = fault_world_new(is_far);
    fault_story_begin(&story, world);
    tried = 0;
    fault_attempt_play(&story, is_far ? try_step_far : try_step_near);
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

int
main(int argc, char **argv)
{
    const struct CMUnitTest near[] = {
        cmocka_unit_test(no_failure_of_a_near_store_halves_an_operation),
    };
    const struct CMUnitTest far[] = {cmocka_unit_test(no_failure_of_a_far_store_halves_an_operation)};
    bool is_far = argc > 1 && strcmp(argv[1], "far") == 0;
    return is_far ? cmocka_run_group_tests(far, NULL, NULL) : cmocka_run_group_tests(near, NULL, NULL);
}
