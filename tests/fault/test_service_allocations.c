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
#include "store/records/actor.h"

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

/* Reads an actor with the n-th allocation failing; returns what the transaction says. */
static enum tnw_err
read_actor(struct store *store, const struct id *id, unsigned long nth)
{
    struct txn *txn;
    struct actor actor;
    failing_memory_arm(nth);
    enum tnw_err err = txn_begin_write(store, &txn);
    if (err == TNW_OK) {
        bool found = actor_get(txn, id, &actor);
        err = txn_error(txn);
        assert_int_equal(found, err == TNW_OK);
        if (found) {
            actor_wipe(&actor);
        }
        txn_abort(&txn);
    }
    return failing_memory_disarm() ? err : TNW_OK;
}

/* The snapshot holds the tools that hung on the rack: the writer has to make its own. */
static void
transaction_without_memory_for_its_tools_fails(void **state)
{
    (void)state;
    struct fault_world *world = fault_world_new(false);
    struct store *store = world->w->place->store;
    struct id id = service_add_actor(world->w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    struct txn *snapshot = place_read(world->w->place);
    struct actor actor;
    unsigned long nth = 1;
    assert_true(actor_get(snapshot, &id, &actor));
    actor_wipe(&actor);
    enum tnw_err err;
    while ((err = read_actor(store, &id, nth)) != TNW_OK) {
        assert_true(err == TNW_E_NO_MEMORY || err == TNW_E_CRYPTO); /* OpenSSL does not say why; and it is no damage */
        nth++;
    }
    assert_true(nth > 5);
    txn_abort(&snapshot);
    fault_world_free(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_failing_allocation_halves_or_alters_an_operation),
        cmocka_unit_test(transaction_without_memory_for_its_tools_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
