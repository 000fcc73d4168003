/* One writer at a time, and snapshots in all threads. */
#include "contract/contract.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

struct second_writer {
    struct contract_place *place;
    atomic_bool began;
};

static void *
write_second(void *arg)
{
    struct second_writer *second = arg;
    struct engine_txn *txn = contract_write(second->place);
    atomic_store(&second->began, true);
    contract_has(txn, PLAIN, "a", "first");
    contract_put(txn, PLAIN, "b", "second");
    contract_commit(txn);
    return NULL;
}

/* While one writes the other waits; snapshots begin all the while. */
static void
second_writer_waits_for_the_first(void **state)
{
    struct second_writer second = {.place = *state};
    pthread_t thread;
    atomic_init(&second.began, false);
    struct engine_txn *txn = contract_write(*state);
    assert_int_equal(pthread_create(&thread, NULL, write_second, &second), 0);
    contract_put(txn, PLAIN, "a", "first");
    for (unsigned i = 0; i < 10; i++) {
        struct timespec moment = {.tv_nsec = 2000000};
        (void)nanosleep(&moment, NULL);
        contract_shows(*state, PLAIN, "a", NULL);
        assert_false(atomic_load(&second.began));
    }
    contract_commit(txn);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_true(atomic_load(&second.began));
    contract_shows(*state, PLAIN, "b", "second");
}

#define PAIRS 300

/* Puts the same number under both keys, one commit each. */
static void *
write_pairs(void *arg)
{
    char value[16];
    for (unsigned i = 0; i < PAIRS; i++) {
        struct engine_txn *txn = contract_write(arg);
        (void)snprintf(value, sizeof value, "%u", i);
        contract_put(txn, PLAIN, "a", value);
        contract_put(txn, OTHER, "a", value);
        if (i % 3 == 0) {
            contract_keep(arg, &txn);
        }
        contract_commit(txn);
    }
    return NULL;
}

static void
snapshots_of_all_threads_are_whole(void **state)
{
    pthread_t threads[2];
    contract_put_alone(*state, PLAIN, "a", "start");
    contract_put_alone(*state, OTHER, "a", "start");
    for (unsigned i = 0; i < 2; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, write_pairs, *state), 0);
    }
    for (unsigned i = 0; i < PAIRS; i++) {
        struct engine_txn *txn = contract_read(*state);
        struct slice one;
        struct slice other;
        assert_int_equal(engine_get(txn, PLAIN, slice_str("a"), &one), TNW_OK);
        assert_int_equal(engine_get(txn, OTHER, slice_str("a"), &other), TNW_OK);
        /* a keep that is a commit stands between the two commits of the same pair, never within it */
        assert_true(slice_eq(one, other));
        engine_abort(&txn);
    }
    for (unsigned i = 0; i < 2; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CONTRACT(second_writer_waits_for_the_first),
        CONTRACT(snapshots_of_all_threads_are_whole),
    };
    return contract_run("threads", tests, sizeof tests / sizeof tests[0]);
}
