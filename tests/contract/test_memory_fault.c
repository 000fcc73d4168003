/* The memory engine's faults do what they say, so that tests may build on them; and it is as strict as the contract
 * allows. */
#include "contract/contract.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

#include "store/memory/memory_disk.h"
#include "store/memory/memory_engine.h"
#include "store/memory/memory_fault.h"

static int
memory_set_up(void **state)
{
    struct contract_place *place = malloc(sizeof *place);
    assert_non_null(place);
    contract_make(place, &contract_engines[1]);
    contract_put_alone(place, PLAIN, "a", "old");
    *state = place;
    return 0;
}
#define MEMORY(test) cmocka_unit_test_setup_teardown(test, memory_set_up, contract_tear_down)

static void
arm(struct contract_place *place, enum memory_fault_kind kind, unsigned calls, uint64_t nth, enum tnw_err err)
{
    const struct memory_fault fault = {.kind = kind, .calls = calls, .nth = nth, .err = err};
    memory_fault_arm(memory_engine_trap(place->engine), &fault);
}

/* Each of the calls once, in this order. */
static const enum memory_call order[] = {MEMORY_BEGIN,       MEMORY_GET,         MEMORY_PUT,   MEMORY_PUT,
                                         MEMORY_PUT,         MEMORY_DEL,         MEMORY_FIRST, MEMORY_CURSOR_OPEN,
                                         MEMORY_CURSOR_NEXT, MEMORY_CURSOR_NEXT, MEMORY_KEEP,  MEMORY_COMMIT};
#define CALLS (sizeof order / sizeof order[0])

static enum tnw_err
read_all(struct engine_txn *txn)
{
    const struct engine_range all = {.space = PLAIN, .prefix = slice_str("a")};
    struct engine_cursor *cursor = NULL;
    struct slice key;
    struct slice value;
    enum tnw_err err = engine_first(txn, &all, &key, &value);
    err = err == TNW_OK ? engine_cursor_open(txn, &all, &cursor) : err;
    err = err == TNW_OK ? engine_cursor_next(cursor, &key, &value) : err;
    err = err == TNW_OK ? engine_cursor_next(cursor, &key, &value) : err;
    engine_cursor_close(&cursor);
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

static enum tnw_err
write_all(struct engine_txn *txn)
{
    struct slice value;
    uint8_t *bytes;
    enum tnw_err err = engine_get(txn, PLAIN, slice_str("a"), &value);
    err = err == TNW_OK ? engine_put(txn, PLAIN, slice_str("a"), slice_str("new")) : err;
    err = err == TNW_OK ? engine_put_later(txn, OTHER, slice_str("b"), 1, &bytes) : err;
    if (err == TNW_OK) {
        *bytes = 'b';
        err = engine_append(txn, APPENDED, slice_str("c"), slice_str("c"));
    }
    return err == TNW_OK ? engine_del(txn, OTHER, slice_str("b")) : err;
}

/* All calls that a writer has, as far as they succeed. */
static enum tnw_err
run_all(struct contract_place *place)
{
    struct engine_txn *txn;
    enum tnw_err err = engine_begin(place->engine, true, &txn);
    err = err == TNW_OK ? write_all(txn) : err;
    err = err == TNW_OK ? read_all(txn) : err;
    err = err == TNW_OK ? engine_keep(&txn) : err;
    err = err == TNW_OK ? engine_commit(&txn) : err;
    engine_abort(&txn);
    return err;
}

static void
nth_call_fails_and_nothing_happened(void **state)
{
    struct contract_place *place = *state;
    char where[256];
    for (uint64_t n = 1; n <= CALLS; n++) {
        struct memory_disk *before = memory_disk_fork(place->disk);
        arm(place, MEMORY_FAILS, MEMORY_ANY, n, TNW_E_STORAGE_FULL);
        uint64_t met = memory_fault_calls(memory_engine_trap(place->engine), order[n - 1]);
        assert_int_equal(run_all(place), TNW_E_STORAGE_FULL);
        assert_true(memory_fault_calls(memory_engine_trap(place->engine), order[n - 1]) > met);
        assert_true(memory_fault_disarm(memory_engine_trap(place->engine)));
        assert_int_equal(memory_disk_differences(before, place->disk, where) == 0,
                         n < CALLS); /* the last: it was kept */
        memory_disk_free(&before);
    }
    engine_close(&place->engine);
    memory_disk_free(&place->disk);
    place->disk = memory_disk_new();
    contract_reopen(place, CONTRACT_SIZE);
    contract_put_alone(place, PLAIN, "a", "old");
    arm(place, MEMORY_FAILS, MEMORY_ANY, CALLS + 1, TNW_E_IO);
    assert_int_equal(run_all(place), TNW_OK);
    assert_false(memory_fault_disarm(memory_engine_trap(place->engine)));
    contract_shows(place, PLAIN, "a", "new");
}

static void
only_calls_of_its_kind_meet_a_fault(void **state)
{
    struct contract_place *place = *state;
    arm(place, MEMORY_FAILS, MEMORY_PUT, 2, TNW_E_NO_MEMORY);
    struct engine_txn *txn = contract_write(place);
    contract_has(txn, PLAIN, "a", "old");
    contract_put(txn, PLAIN, "b", "1");
    assert_int_equal(engine_put(txn, PLAIN, slice_str("b"), slice_str("2")), TNW_E_NO_MEMORY);
    engine_abort(&txn);
    assert_true(memory_fault_disarm(memory_engine_trap(place->engine)));
    assert_false(memory_fault_disarm(memory_engine_trap(place->engine)));
}

/* What was kept is there, what was not is gone; until it is opened again nothing works. */
static void
crash_forgets_what_is_not_durable(void **state)
{
    struct contract_place *place = *state;
    struct engine_stats stats;
    struct engine_txn *txn = contract_write(place);
    contract_put(txn, PLAIN, "a", "kept");
    contract_keep(place, &txn);
    contract_put(txn, PLAIN, "a", "lost");
    arm(place, MEMORY_CRASHES, MEMORY_COMMIT, 1, TNW_OK);
    assert_int_equal(engine_commit(&txn), TNW_E_IO);
    assert_null(txn);
    assert_int_equal(engine_begin(place->engine, false, &txn), TNW_E_IO);
    assert_int_equal(engine_begin(place->engine, true, &txn), TNW_E_IO);
    assert_int_equal(engine_stats(place->engine, &stats), TNW_E_IO);
    contract_reopen(place, CONTRACT_SIZE);
    contract_shows(place, PLAIN, "a", "kept");
}

static void
late_crash_comes_after_the_work(void **state)
{
    struct contract_place *place = *state;
    for (unsigned round = 0; round < 2; round++) {
        struct engine_txn *txn = contract_write(place);
        contract_put(txn, PLAIN, "a", round == 0 ? "kept" : "committed");
        arm(place, MEMORY_CRASHES_LATE, MEMORY_COMMIT | MEMORY_KEEP, 1, TNW_OK);
        assert_int_equal(round == 0 ? engine_keep(&txn) : engine_commit(&txn), TNW_E_IO);
        assert_null(txn);
        contract_reopen(place, CONTRACT_SIZE);
        contract_shows(place, PLAIN, "a", round == 0 ? "kept" : "committed");
    }
}

static void *
commit_new(void *arg)
{
    contract_put_alone(arg, PLAIN, "a", "new");
    return NULL;
}

static void
stalled_call_waits_for_its_release(void **state)
{
    struct contract_place *place = *state;
    pthread_t thread;
    arm(place, MEMORY_STALLS, MEMORY_COMMIT, 1, TNW_OK);
    assert_int_equal(pthread_create(&thread, NULL, commit_new, place), 0);
    memory_fault_await_stall(memory_engine_trap(place->engine));
    contract_shows(place, PLAIN, "a", "old");
    memory_fault_release(memory_engine_trap(place->engine));
    assert_int_equal(pthread_join(thread, NULL), 0);
    contract_shows(place, PLAIN, "a", "new");
}

static void
fork_is_a_state_of_its_own(void **state)
{
    struct contract_place *place = *state;
    char where[256];
    struct memory_disk *fork = memory_disk_fork(place->disk);
    assert_int_equal(memory_disk_differences(fork, place->disk, where), 0);
    assert_string_equal(where, "");
    contract_put_alone(place, OTHER, "b", "1");
    assert_int_equal(memory_disk_differences(fork, place->disk, where), 1U << OTHER);
    assert_string_equal(where, "other: 62");
    assert_int_equal(memory_disk_count(fork, OTHER), 0);
    assert_int_equal(memory_disk_count(place->disk, OTHER), 1);
    struct engine_txn *txn = contract_write(place);
    contract_del(txn, OTHER, "b");
    contract_put(txn, PLAIN, "a", "other");
    contract_keep(place, &txn); /* durable, as if it were committed */
    assert_int_equal(memory_disk_differences(fork, place->disk, where), 1U << PLAIN);
    assert_int_equal(memory_disk_count(place->disk, OTHER), 0);
    assert_int_equal(memory_disk_count(place->disk, PLAIN), 1);
    contract_put(txn, PLAIN, "a", "old");
    contract_commit(txn);
    assert_int_equal(memory_disk_differences(fork, place->disk, where), 0);
    memory_disk_free(&fork);
    assert_null(fork);
}

/* Reads n rows of `appended`, and returns how many journeys that took. */
static uint64_t
journeys_for(struct contract_place *place, unsigned rows)
{
    const struct engine_range all = {.space = APPENDED};
    struct engine_cursor *cursor;
    struct slice key;
    struct slice value;
    struct engine_txn *txn = contract_read(place);
    uint64_t before = memory_engine_journeys(place->engine);
    assert_int_equal(engine_cursor_open(txn, &all, &cursor), TNW_OK);
    for (unsigned i = 0; i < rows; i++) {
        assert_int_equal(engine_cursor_next(cursor, &key, &value), TNW_OK);
    }
    engine_cursor_close(&cursor);
    uint64_t journeys = memory_engine_journeys(place->engine) - before;
    engine_abort(&txn);
    return journeys;
}

static void
cursor_fetches_in_blocks_that_grow(void **state)
{
    struct contract_place *place = *state;
    char key[16];
    struct engine_want wants[3] = {{.key = slice_str("a")}, {.key = slice_str("b")}, {.key = slice_str("c")}};
    struct engine_txn *txn = contract_write(place);
    for (unsigned i = 0; i < 2000; i++) {
        (void)snprintf(key, sizeof key, "%05u", i);
        contract_put(txn, APPENDED, key, key);
    }
    uint64_t before = memory_engine_journeys(place->engine);
    assert_int_equal(engine_get_many(txn, wants, 3), TNW_OK);
    assert_int_equal(memory_engine_journeys(place->engine), before + 1);
    contract_commit(txn);
    assert_int_equal(journeys_for(place, 0), 0);
    assert_int_equal(journeys_for(place, 16), 1);
    assert_int_equal(journeys_for(place, 17), 2);
    assert_int_equal(journeys_for(place, 48), 2);
    assert_int_equal(journeys_for(place, 1008), 6); /* 16, 32, 64, 128, 256, 512 */
    assert_int_equal(journeys_for(place, 1520), 7);
    assert_int_equal(journeys_for(place, 1521), 8);
}

/* What is handed out is freed when the contract says so: ASan sees who looks at it later. */
static void
what_was_handed_out_ends_when_it_must(void **state)
{
#ifdef __SANITIZE_ADDRESS__
    struct contract_place *place = *state;
    const struct engine_range all = {.space = PLAIN};
    struct engine_cursor *cursor;
    struct slice value;
    struct slice key;
    struct slice stepped;
    uint8_t *bytes;
    struct engine_txn *txn = contract_write(place);
    contract_put(txn, PLAIN, "b", "second");
    assert_int_equal(engine_get(txn, PLAIN, slice_str("a"), &value), TNW_OK);
    assert_int_equal(engine_cursor_open(txn, &all, &cursor), TNW_OK);
    assert_int_equal(engine_cursor_next(cursor, &key, &stepped), TNW_OK);
    const uint8_t *at = stepped.ptr;
    assert_int_equal(engine_cursor_next(cursor, &key, &stepped), TNW_OK);
    assert_true(__asan_address_is_poisoned(at) && !__asan_address_is_poisoned(stepped.ptr));
    engine_cursor_close(&cursor);
    assert_true(__asan_address_is_poisoned(stepped.ptr) && __asan_address_is_poisoned(key.ptr));
    assert_int_equal(engine_put_later(txn, PLAIN, slice_str("c"), 1, &bytes), TNW_OK);
    *bytes = 1;
    assert_false(__asan_address_is_poisoned(value.ptr));
    contract_keep(place, &txn);
    assert_true(__asan_address_is_poisoned(value.ptr) && __asan_address_is_poisoned(bytes));
    contract_commit(txn);
    txn = contract_read(place);
    assert_int_equal(engine_get(txn, PLAIN, slice_str("a"), &value), TNW_OK);
    assert_false(__asan_address_is_poisoned(value.ptr));
    engine_abort(&txn);
    assert_true(__asan_address_is_poisoned(value.ptr));
#else
    (void)state;
    skip();
#endif
}

static void
put_key_that_is_too_long(struct contract_place *place)
{
    char key[ENGINE_KEY_MAX + 2];
    memset(key, 'k', sizeof key);
    key[ENGINE_KEY_MAX + 1] = 0;
    contract_put_alone(place, PLAIN, key, "");
}

static void
put_empty_key(struct contract_place *place)
{
    contract_put_alone(place, PLAIN, "", "");
}

static void
write_in_a_snapshot(struct contract_place *place)
{
    contract_put(contract_read(place), PLAIN, "a", "");
}

static void
write_beside_a_cursor(struct contract_place *place)
{
    const struct engine_range all = {.space = PLAIN};
    struct engine_cursor *cursor;
    struct engine_txn *txn = contract_write(place);
    assert_int_equal(engine_cursor_open(txn, &all, &cursor), TNW_OK);
    contract_put(txn, PLAIN, "a", "");
}

static void
commit_after_an_error(struct contract_place *place)
{
    struct engine_txn *txn = contract_write(place);
    assert_int_equal(engine_append(txn, PLAIN, slice_str("a"), slice_str("")), TNW_E_CORRUPT);
    contract_commit(txn);
}

static void
begin_second_snapshot(struct contract_place *place)
{
    (void)contract_read(place);
    (void)contract_read(place);
}

static void
begin_second_writer(struct contract_place *place)
{
    (void)contract_write(place);
    (void)contract_write(place);
}

static void
close_under_a_snapshot(struct contract_place *place)
{
    (void)contract_read(place);
    engine_close(&place->engine);
}

/* Our bugs end the process, in a build that has assertions. */
static void
caller_that_breaks_the_contract_is_stopped(void **state)
{
    static void (*const breaches[])(struct contract_place *) = {
        put_key_that_is_too_long, put_empty_key,         write_in_a_snapshot, write_beside_a_cursor,
        commit_after_an_error,    begin_second_snapshot, begin_second_writer, close_under_a_snapshot,
    };
#ifdef NDEBUG
    skip();
#endif
    for (size_t i = 0; i < sizeof breaches / sizeof breaches[0]; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            (void)close(STDERR_FILENO);
            (void)signal(SIGABRT, SIG_DFL);
            breaches[i](*state);
            _exit(0);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        MEMORY(nth_call_fails_and_nothing_happened),        MEMORY(only_calls_of_its_kind_meet_a_fault),
        MEMORY(crash_forgets_what_is_not_durable),          MEMORY(late_crash_comes_after_the_work),
        MEMORY(stalled_call_waits_for_its_release),         MEMORY(fork_is_a_state_of_its_own),
        MEMORY(cursor_fetches_in_blocks_that_grow),         MEMORY(what_was_handed_out_ends_when_it_must),
        MEMORY(caller_that_breaks_the_contract_is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
