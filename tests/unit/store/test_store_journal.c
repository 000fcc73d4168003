/* What was kept outlives the process; what lies on another state never counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "lmdb_store.h"
#include "store/inside.h"
#include "store/txn.h"
#include "store_frames.h"

/* As one sees who only looks. */
static uint64_t
frames_that_wait(const struct place *place)
{
    char where[256];
    struct store *store;
    uint64_t frames;
    const struct lmdb_options options = {.path = place->folder, .map_size = PLACE_MAP, .read_only = true};
    if (lmdb_store_open(&store, &options, place->keyring, where) != TNW_OK) {
        fail_msg("%s", where);
    }
    struct store_stats stats;
    assert_int_equal(store_stats(store, &stats), TNW_OK);
    frames = stats.engine.waiting;
    store_close(&store);
    return frames;
}

static void
what_was_kept_outlives_the_process(void **state)
{
    struct place *place = *state;
    place_close(place);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        place_open(place, PLACE_MAP, PLACE_RESERVE);
        struct txn *txn = place_write(place);
        for (uint64_t number = 1; number <= 3; number++) {
            store_frames_write(txn, number);
            if (txn_keep(&txn) != TNW_OK || txn == NULL) {
                _exit(1);
            }
        }
        store_frames_write(txn, 4); /* not kept */
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(frames_that_wait(place), 3);
    assert_int_equal(store_frames_after_opening(place), 3);
    struct store_stats stats;
    assert_int_equal(store_stats(place->store, &stats), TNW_OK);
    assert_int_equal(stats.engine.waiting, 0);
    assert_int_equal(stats.engine.taken_over, 3);
    place_close(place);
    assert_int_equal(store_frames_after_opening(place), 3);
    assert_int_equal(store_stats(place->store, &stats), TNW_OK);
    assert_int_equal(stats.engine.taken_over, 0);
}

static void
snapshot_shows_what_was_kept_only_after_the_commit(void **state)
{
    struct place *place = *state;
    struct txn *txn = place_write(place);
    store_frames_write(txn, 1);
    assert_int_equal(txn_keep(&txn), TNW_OK);
    struct txn *before = place_read(place);
    assert_int_equal(store_frames_in(before), 0);
    txn_abort(&before);
    place_commit(txn);
    struct txn *after = place_read(place);
    assert_int_equal(store_frames_in(after), 1);
    txn_abort(&after);
}

static void
next_write_transaction_begins_with_what_an_aborted_one_had_kept(void **state)
{
    struct place *place = *state;
    store_frames_keep(place, 2);
    struct txn *txn = place_write(place);
    assert_int_equal(store_frames_in(txn), 2);
    store_frames_write(txn, 3);
    assert_int_equal(txn_keep(&txn), TNW_OK);
    txn_abort(&txn);
    place_close(place);
    assert_int_equal(store_frames_after_opening(place), 3);
}

/* The frames of a state that was committed meanwhile lie in the file still, whole. */
static void
frames_on_another_state_do_not_count(void **state)
{
    struct place *place = *state;
    struct txn *txn = place_write(place);
    for (uint64_t number = 1; number <= 3; number++) {
        store_frames_write(txn, number);
        assert_int_equal(txn_keep(&txn), TNW_OK);
    }
    place_commit(txn);
    txn = place_write(place);
    struct key four = key_of_u64(4);
    txn_put(txn, SPACE_META, slice_str("b"), key_slice(&four));
    assert_int_equal(txn_keep(&txn), TNW_OK); /* over the first of the old frames; the others are behind it */
    txn_abort(&txn);
    place_close(place);
    assert_int_equal(store_frames_after_opening(place), 3);
    struct store_stats stats;
    assert_int_equal(store_stats(place->store, &stats), TNW_OK);
    assert_int_equal(stats.engine.taken_over, 1);
}

/* What does not fit into the journal, or would take from the reserve, is committed. */
static void
what_cannot_be_kept_is_committed(void **state)
{
    struct place *place = *state;
    struct txn *txn = place_write(place);
    uint64_t number = 0;
    uint64_t commits = 0;
    while (commits < 3) {
        store_frames_write(txn, ++number);
        assert_true(number < LIMIT_JOURNAL / STORE_FRAMES_BLOCK);
        assert_int_equal(txn_keep(&txn), TNW_OK);
        if (txn == NULL) {
            struct txn *snapshot = place_read(place);
            assert_int_equal(store_frames_in(snapshot), number);
            txn_abort(&snapshot);
            txn = place_write(place);
            commits++;
        }
    }
    txn_abort(&txn);
    txn = place_write(place);
    static uint8_t large[LIMIT_JOURNAL / 4];
    txn_put(txn, SPACE_FRAGMENT, slice_str("large"), slice_of(large, sizeof large));
    assert_int_equal(txn_keep(&txn), TNW_OK);
    assert_null(txn);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(what_was_kept_outlives_the_process),
        WITH_PLACE(snapshot_shows_what_was_kept_only_after_the_commit),
        WITH_PLACE(next_write_transaction_begins_with_what_an_aborted_one_had_kept),
        WITH_PLACE(frames_on_another_state_do_not_count),
        WITH_PLACE(what_cannot_be_kept_is_committed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
