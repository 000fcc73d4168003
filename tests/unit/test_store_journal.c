/* What was kept outlives the process; what was torn on the way to the disk, or lies on another state, never counts. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/limits.h"
#include "lmdb_store.h"
#include "store/inside.h"
#include "store/txn.h"
#include "store_place.h"

#define BLOCK 4096

/* Frame `number` puts its number under "a" and under its own key, deletes the key of the frame before, and fills a
 * room. */
static void
write_frame(struct txn *txn, uint64_t number)
{
    struct key value = key_of_u64(number);
    struct key before = key_of_u64(number - 1);
    txn_put(txn, SPACE_META, slice_str("a"), key_slice(&value));
    txn_put(txn, SPACE_MESSAGE, key_slice(&value), key_slice(&value));
    txn_del(txn, SPACE_MESSAGE, key_slice(&before));
    uint8_t *bytes = txn_put_later(txn, SPACE_THREAD, key_slice(&value), 3 * BLOCK);
    assert_non_null(bytes);
    memset(bytes, (int)number, 3 * BLOCK);
}

static void
keep_frames(struct place *place, uint64_t count)
{
    struct txn *txn = place_write(place);
    for (uint64_t number = 1; number <= count; number++) {
        write_frame(txn, number);
        assert_int_equal(txn_keep(&txn), TNW_OK);
        assert_non_null(txn);
    }
    txn_abort(&txn);
}

/* How many frames are in the store: exactly the first ones, whole. */
static uint64_t
frames_in(struct txn *txn)
{
    struct slice value;
    uint64_t count = 0;
    if (txn_get(txn, SPACE_META, slice_str("a"), &value)) {
        struct cursor cur = cursor_of(value);
        count = cursor_u64(&cur);
    }
    for (uint64_t number = 1; number <= count + 1; number++) {
        struct key key = key_of_u64(number);
        assert_int_equal(txn_get(txn, SPACE_MESSAGE, key_slice(&key), &value), number == count);
        assert_int_equal(txn_get(txn, SPACE_THREAD, key_slice(&key), &value), number <= count);
        assert_true(number > count ||
                    (value.len == 3 * BLOCK && value.ptr[0] == number && value.ptr[value.len - 1] == number));
    }
    return count;
}

static uint64_t
frames_after_opening(struct place *place)
{
    place_open(place, PLACE_MAP, PLACE_RESERVE);
    struct txn *txn = place_read(place);
    uint64_t count = frames_in(txn);
    txn_abort(&txn);
    return count;
}

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

static int
open_file(const struct place *place, const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", place->folder, name);
    int fd = open(path, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0);
    return fd;
}

static uint8_t
flip(const struct place *place, size_t at, uint8_t bits)
{
    uint8_t byte;
    int fd = open_file(place, "journal");
    assert_int_equal(pread(fd, &byte, 1, (off_t)at), 1);
    byte ^= bits;
    assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
    (void)close(fd);
    return byte;
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
            write_frame(txn, number);
            if (txn_keep(&txn) != TNW_OK || txn == NULL) {
                _exit(1);
            }
        }
        write_frame(txn, 4); /* not kept */
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(frames_that_wait(place), 3);
    assert_int_equal(frames_after_opening(place), 3);
    struct store_stats stats;
    assert_int_equal(store_stats(place->store, &stats), TNW_OK);
    assert_int_equal(stats.engine.waiting, 0);
    assert_int_equal(stats.engine.taken_over, 3);
    place_close(place);
    assert_int_equal(frames_after_opening(place), 3);
    assert_int_equal(store_stats(place->store, &stats), TNW_OK);
    assert_int_equal(stats.engine.taken_over, 0);
}

static void
snapshot_shows_what_was_kept_only_after_the_commit(void **state)
{
    struct place *place = *state;
    struct txn *txn = place_write(place);
    write_frame(txn, 1);
    assert_int_equal(txn_keep(&txn), TNW_OK);
    struct txn *before = place_read(place);
    assert_int_equal(frames_in(before), 0);
    txn_abort(&before);
    place_commit(txn);
    struct txn *after = place_read(place);
    assert_int_equal(frames_in(after), 1);
    txn_abort(&after);
}

static void
next_write_transaction_begins_with_what_an_aborted_one_had_kept(void **state)
{
    struct place *place = *state;
    keep_frames(place, 2);
    struct txn *txn = place_write(place);
    assert_int_equal(frames_in(txn), 2);
    write_frame(txn, 3);
    assert_int_equal(txn_keep(&txn), TNW_OK);
    txn_abort(&txn);
    place_close(place);
    assert_int_equal(frames_after_opening(place), 3);
}

/* A bit flipped anywhere in the used bytes of frame 2: frame 1 counts, 2 and 3 do not. */
static void
frame_that_is_not_whole_is_the_end(void **state)
{
    struct place *place = *state;
    size_t frame = 4 * (size_t)BLOCK; /* room of three blocks, and less than one more */
    static const size_t places[] = {0, 31, 32, 35, 36, 40, 100, 3 * BLOCK, 3 * BLOCK + 96};
    keep_frames(place, 3);
    place_close(place);
    int fd = open_file(place, "journal");
    uint8_t *image = malloc(3 * frame);
    assert_non_null(image);
    assert_int_equal(pread(fd, image, 3 * frame, 0), (ssize_t)(3 * frame));
    char data[512];
    char where[FILE_WHERE];
    struct buf before = {0};
    (void)snprintf(data, sizeof data, "%s/data.mdb", place->folder);
    assert_int_equal(file_read(&before, data, PLACE_MAP, where), TNW_OK);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        (void)flip(place, frame + places[i], (uint8_t)(1U << i % 8));
        assert_int_equal(frames_after_opening(place), 1);
        place_close(place);
        assert_int_equal(file_replace(data, buf_slice(&before)), TNW_OK);
        assert_int_equal(pwrite(fd, image, 3 * frame, 0), (ssize_t)(3 * frame));
    }
    assert_int_equal(frames_after_opening(place), 3);
    buf_free(&before);
    free(image);
    (void)close(fd);
}

/* The frames of a state that was committed meanwhile lie in the file still, whole. */
static void
frames_on_another_state_do_not_count(void **state)
{
    struct place *place = *state;
    struct txn *txn = place_write(place);
    for (uint64_t number = 1; number <= 3; number++) {
        write_frame(txn, number);
        assert_int_equal(txn_keep(&txn), TNW_OK);
    }
    place_commit(txn);
    txn = place_write(place);
    struct key four = key_of_u64(4);
    txn_put(txn, SPACE_META, slice_str("b"), key_slice(&four));
    assert_int_equal(txn_keep(&txn), TNW_OK); /* over the first of the old frames; the others are behind it */
    txn_abort(&txn);
    place_close(place);
    assert_int_equal(frames_after_opening(place), 3);
    struct store_stats stats;
    assert_int_equal(store_stats(place->store, &stats), TNW_OK);
    assert_int_equal(stats.engine.taken_over, 1);
}

/* An older copy of the store meets the journal of what came after it: its base is another one, also after commits that
 * had no frames. */
static void
frames_of_a_later_state_do_not_count_on_an_older_copy(void **state)
{
    struct place *place = *state;
    char data[512];
    char where[FILE_WHERE];
    struct buf older = {0};
    place_close(place);
    (void)snprintf(data, sizeof data, "%s/data.mdb", place->folder);
    assert_int_equal(file_read(&older, data, PLACE_MAP, where), TNW_OK);
    place_open(place, PLACE_MAP, PLACE_RESERVE);
    struct txn *txn = place_write(place);
    txn_put(txn, SPACE_META, slice_str("b"), slice_str("later"));
    place_commit(txn);
    keep_frames(place, 1);
    place_close(place);
    assert_int_equal(file_replace(data, buf_slice(&older)), TNW_OK);
    assert_int_equal(frames_after_opening(place), 0);
    buf_free(&older);
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
        write_frame(txn, ++number);
        assert_true(number < LIMIT_JOURNAL / BLOCK);
        assert_int_equal(txn_keep(&txn), TNW_OK);
        if (txn == NULL) {
            struct txn *snapshot = place_read(place);
            assert_int_equal(frames_in(snapshot), number);
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
        WITH_PLACE(frame_that_is_not_whole_is_the_end),
        WITH_PLACE(frames_on_another_state_do_not_count),
        WITH_PLACE(frames_of_a_later_state_do_not_count_on_an_older_copy),
        WITH_PLACE(what_cannot_be_kept_is_committed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
