/* Opening a store, refusing a damaged one, and what a transaction promises. */
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "lmdb_store.h"
#include "store/inside.h"
#include "store/lmdb/precheck.h"
#include "store/txn.h"
#include "store_place.h"

static void
data_path(const struct place *place, char path[128])
{
    (void)snprintf(path, 128, "%s/data.mdb", place->folder);
}

static void
what_was_committed_is_there_after_reopening(void **state)
{
    struct place *place = *state;
    struct slice value;
    struct txn *txn = place_write(place);
    txn_put(txn, SPACE_META, slice_str("key"), slice_str("value"));
    place_commit(txn);
    place_close(place);
    assert_int_equal(place_reopen(place), TNW_OK);
    txn = place_read(place);
    assert_true(txn_get(txn, SPACE_META, slice_str("key"), &value));
    assert_true(slice_eq(value, slice_str("value")));
    txn_abort(&txn);
}

static void
what_was_aborted_is_not_there(void **state)
{
    struct slice value;
    struct txn *txn = place_write(*state);
    txn_put(txn, SPACE_META, slice_str("key"), slice_str("value"));
    assert_int_equal(txn_writes(txn), 1);
    txn_abort(&txn);
    assert_null(txn);
    txn_abort(&txn);
    txn = place_write(*state);
    assert_false(txn_get(txn, SPACE_META, slice_str("key"), &value));
    assert_int_equal(txn_writes(txn), 0);
    txn_del(txn, SPACE_META, slice_str("key"));
    assert_int_equal(txn_error(txn), TNW_OK);
    place_commit(txn);
}

static void
a_reader_sees_one_state_whatever_is_committed_meanwhile(void **state)
{
    struct slice value;
    struct txn *reader = place_read(*state);
    struct txn *writer = place_write(*state);
    txn_put(writer, SPACE_META, slice_str("key"), slice_str("value"));
    place_commit(writer);
    assert_false(txn_get(reader, SPACE_META, slice_str("key"), &value));
    txn_abort(&reader);
    reader = place_read(*state);
    assert_true(txn_get(reader, SPACE_META, slice_str("key"), &value));
    txn_abort(&reader);
}

static void
a_store_of_another_format_is_refused(void **state)
{
    struct place *place = *state;
    struct txn *txn = place_write(place);
    txn_put(txn, SPACE_META, slice_str("format"), slice_str("\377"));
    place_commit(txn);
    place_close(place);
    assert_int_equal(place_reopen(place), TNW_E_CORRUPT);
}

static void
a_store_without_the_key_of_what_is_nobodys_is_refused(void **state)
{
    static const struct id nobody;
    struct place *place = *state;
    struct txn *txn = place_write(place);
    txn_del(txn, SPACE_DATA_KEY, id_slice(&nobody));
    place_commit(txn);
    place_close(place);
    assert_int_equal(place_reopen(place), TNW_E_CORRUPT);
}

static void
a_folder_that_is_not_there_is_refused(void **state)
{
    struct place *place = *state;
    char where[256] = "";
    struct store *store;
    struct lmdb_options options = {.path = "/nonexistent", .map_size = PLACE_MAP};
    assert_int_equal(lmdb_store_open(&store, &options, place->keyring, where), TNW_E_IO);
    assert_null(store);
    char path[5000];
    memset(path, 'x', sizeof path);
    path[sizeof path - 1] = 0;
    options.path = path;
    assert_int_equal(lmdb_store_open(&store, &options, place->keyring, where), TNW_E_CONFIGURATION);
}

static void
a_missing_or_empty_data_file_is_new(void **state)
{
    struct place *place = *state;
    char path[128];
    char where[256] = "";
    data_path(place, path);
    place_close(place);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(precheck_file(path, where), TNW_OK);
    assert_int_equal(close(open(path, O_WRONLY | O_CREAT, 0600)), 0);
    assert_int_equal(precheck_file(path, where), TNW_OK);
}

/* Writes some bytes over the closed file, looks, and puts the old ones back. */
static enum tnw_err
precheck_with(const char *path, off_t at, const void *bytes, size_t len)
{
    char where[256] = "";
    char saved[256];
    int fd = open(path, O_RDWR);
    assert_true(fd >= 0 && len <= sizeof saved);
    assert_int_equal(pread(fd, saved, len, at), len);
    assert_int_equal(pwrite(fd, bytes, len, at), len);
    enum tnw_err err = precheck_file(path, where);
    assert_true((err == TNW_OK) == (where[0] == 0));
    assert_int_equal(pwrite(fd, saved, len, at), len);
    (void)close(fd);
    return err;
}

/* Offsets in LMDB's meta pages: magic 16, version 20, page size 40, last page 136. */
static void
damaged_meta_pages_are_corrupt_and_never_a_signal(void **state)
{
    static const uint8_t zeros[152];
    static const uint8_t ones[8] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f};
    struct place *place = *state;
    char path[128];
    data_path(place, path);
    place_close(place);
    off_t page = sysconf(_SC_PAGESIZE);
    for (off_t at = 0; at <= page; at += page) {
        assert_int_equal(precheck_with(path, at, zeros, sizeof zeros), TNW_E_CORRUPT);
        assert_int_equal(precheck_with(path, at + 16, ones, 4), TNW_E_CORRUPT);
        assert_int_equal(precheck_with(path, at + 20, ones, 4), TNW_E_CORRUPT);
        assert_int_equal(precheck_with(path, at + 136, ones, 8), TNW_E_CORRUPT);
    }
    assert_int_equal(precheck_with(path, 40, zeros, 4), TNW_E_CORRUPT);
    assert_int_equal(precheck_with(path, 40, ones, 4), TNW_E_CORRUPT);
    assert_int_equal(place_reopen(place), TNW_OK);
}

/* A server that grows its file: first the file, then the meta page that counts more of it. */
struct grower {
    int fd;
    off_t page;
    atomic_bool stop;
};

static void *
grow_file(void *arg)
{
    struct grower *it = arg;
    struct stat st;
    assert_int_equal(fstat(it->fd, &st), 0);
    for (uint64_t pages = (uint64_t)(st.st_size / it->page); !atomic_load(&it->stop); pages++) {
        uint64_t last = pages; /* of one page more */
        if (ftruncate(it->fd, (off_t)(pages + 1) * it->page) != 0 || pwrite(it->fd, &last, 8, 136) != 8) {
            break;
        }
    }
    return NULL;
}

static void
a_data_file_that_grows_meanwhile_is_not_corrupt(void **state)
{
    struct place *place = *state;
    struct grower grower = {.page = sysconf(_SC_PAGESIZE)};
    char path[128];
    char where[256] = "";
    pthread_t thread;
    data_path(place, path);
    place_close(place);
    grower.fd = open(path, O_RDWR);
    assert_true(grower.fd >= 0);
    assert_int_equal(pthread_create(&thread, NULL, grow_file, &grower), 0);
    enum tnw_err err = TNW_OK;
    for (int i = 0; i < 20000 && err == TNW_OK; i++) {
        err = precheck_file(path, where);
    }
    atomic_store(&grower.stop, true);
    assert_int_equal(pthread_join(thread, NULL), 0);
    (void)close(grower.fd);
    assert_string_equal(where, "");
    assert_int_equal(err, TNW_OK);
}

static void
a_truncated_data_file_is_corrupt_and_never_a_signal(void **state)
{
    static const off_t lengths[] = {1, 151, 152, 4095, 4096, 4247, 8191, 8192};
    struct place *place = *state;
    char path[128];
    data_path(place, path);
    place_close(place);
    for (size_t i = sizeof lengths / sizeof lengths[0]; i-- > 0;) {
        assert_int_equal(truncate(path, lengths[i]), 0);
        assert_int_equal(place_reopen(place), TNW_E_CORRUPT);
    }
}

static void
the_generation_rises_only_with_a_commit_that_raised_it(void **state)
{
    struct txn *txn = place_write(*state);
    uint64_t first = txn_generation(txn);
    place_commit(txn);
    txn = place_write(*state);
    txn_raise_generation(txn);
    assert_true(txn_generation(txn) > first);
    txn_abort(&txn);
    txn = place_read(*state);
    assert_true(txn_generation(txn) == first);
    txn_abort(&txn);
    txn = place_write(*state);
    txn_raise_generation(txn);
    uint64_t second = txn_generation(txn);
    place_commit(txn);
    txn = place_read(*state);
    assert_true(txn_generation(txn) == second && second > first);
    txn_abort(&txn);
}

/* Fills until the map is full; returns how many values went in before. */
static unsigned
fill(struct txn *txn)
{
    uint8_t value[4000] = {0};
    unsigned count = 0;
    for (; count < 10000 && txn_error(txn) == TNW_OK; count++) {
        struct key key = key_of_u64(count);
        txn_put(txn, SPACE_META, key_slice(&key), slice_of(value, sizeof value));
    }
    return count;
}

static void
a_full_map_is_sticky_and_keeps_nothing_of_its_transaction(void **state)
{
    struct place *place = *state;
    struct slice value;
    struct key first = key_of_u64(0);
    place_close(place);
    place_open(place, (size_t)1 << 20, (size_t)64 << 10);
    struct txn *txn = place_write(place);
    txn_put(txn, SPACE_META, slice_str("before"), slice_str("kept"));
    place_commit(txn);
    txn = place_write(place);
    assert_in_range(fill(txn), 50, 9999);
    assert_int_equal(txn_error(txn), TNW_E_STORAGE_FULL);
    assert_false(txn_get(txn, SPACE_META, slice_str("before"), &value));
    assert_int_equal(txn_commit(&txn), TNW_E_STORAGE_FULL);
    txn = place_write(place);
    assert_true(txn_get(txn, SPACE_META, slice_str("before"), &value));
    assert_false(txn_get(txn, SPACE_META, key_slice(&first), &value));
    txn_put(txn, SPACE_META, slice_str("after"), slice_str("kept"));
    place_commit(txn);
}

static void
room_ends_before_the_map_is_full(void **state)
{
    struct place *place = *state;
    place_close(place);
    place_open(place, (size_t)2 << 20, (size_t)512 << 10);
    struct txn *txn = place_write(place);
    assert_true(txn_has_room(txn));
    uint8_t value[4000] = {0};
    place_commit(txn);
    bool room = true;
    unsigned count = 0;
    for (; room && count < 1000; count++) {
        struct key key = key_of_u64(count);
        txn = place_write(place);
        room = txn_has_room(txn);
        txn_put(txn, SPACE_META, key_slice(&key), slice_of(value, sizeof value));
        place_commit(txn);
    }
    assert_in_range(count, 10, 500);
    for (unsigned i = 0; i < 20; i++) {
        struct key key = key_of_u64(count + i);
        txn = place_write(place);
        assert_false(txn_has_room(txn));
        txn_put(txn, SPACE_META, key_slice(&key), slice_of(value, sizeof value));
        place_commit(txn);
    }
    struct store_stats stats;
    assert_int_equal(store_stats(place->store, &stats), TNW_OK);
    assert_true(stats.engine.size == (size_t)2 << 20 && stats.engine.used > 0 &&
                stats.engine.used <= stats.engine.size && stats.records == 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(what_was_committed_is_there_after_reopening),
        WITH_PLACE(what_was_aborted_is_not_there),
        WITH_PLACE(a_reader_sees_one_state_whatever_is_committed_meanwhile),
        WITH_PLACE(a_store_of_another_format_is_refused),
        WITH_PLACE(a_store_without_the_key_of_what_is_nobodys_is_refused),
        WITH_PLACE(a_folder_that_is_not_there_is_refused),
        WITH_PLACE(a_missing_or_empty_data_file_is_new),
        WITH_PLACE(damaged_meta_pages_are_corrupt_and_never_a_signal),
        WITH_PLACE(a_data_file_that_grows_meanwhile_is_not_corrupt),
        WITH_PLACE(a_truncated_data_file_is_corrupt_and_never_a_signal),
        WITH_PLACE(the_generation_rises_only_with_a_commit_that_raised_it),
        WITH_PLACE(a_full_map_is_sticky_and_keeps_nothing_of_its_transaction),
        WITH_PLACE(room_ends_before_the_map_is_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
