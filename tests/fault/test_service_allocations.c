/*
 * Memory runs out: each allocation of each operation fails once, whether it is ours, jansson's, OpenSSL's or libc's.
 * The operation is done as a whole, nothing altered, or fails as a whole, and the process goes on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fault/failing_memory.h"
#include "fault/fault_attempt.h"
#include "ledger/ledger_run.h"

static unsigned long tried; /* how many allocations failed */

/* The ledger's thread is under way by then: the sanitizer, too, needs memory for a thread. */
static void
arm(struct fault_attempt *attempt)
{
    assert_int_equal(ledger_run(attempt->story->world->ledger, 0, NULL, NULL), TNW_OK);
    failing_memory_arm(attempt->nth);
}

static bool
disarm(struct fault_attempt *attempt)
{
    (void)attempt;
    return failing_memory_disarm();
}

static void
try_step(struct fault_attempt *attempt)
{
    attempt->arm = arm;
    attempt->disarm = disarm;
    attempt->nth = 1;
    while (fault_attempt_try(attempt)) {
        attempt->nth++;
        tried++;
    }
}

static void
no_failing_allocation_halves_or_alters_an_operation(void **state)
{
    (void)state;
    struct fault_story story;
    struct fault_world *world = fault_world_new(false);
    fault_story_begin(&story, world);
    fault_attempt_play(&story, try_step);
    print_message("%lu allocations\n", tried);
    fault_story_end(&story);
    fault_world_free(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_failing_allocation_halves_or_alters_an_operation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
