/* Damage to the journal, or to the store beside it, is told from the torn end that a crash leaves: what had been
 * answered is never dropped unseen. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "lmdb_store.h"
#include "store/inside.h"
#include "store_frames.h"

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

static size_t
place_of_frame(uint64_t number)
{
    return STORE_FRAMES_BLOCK + (size_t)(number - 1) * STORE_FRAMES_SIZE;
}

static void
name_file(const struct place *place, const char *name, char path[512])
{
    (void)snprintf(path, 512, "%s/%s", place->folder, name);
}

static void
remember_file(const struct place *place, const char *name, struct buf *out)
{
    char path[512];
    char where[FILE_WHERE];
    name_file(place, name, path);
    assert_int_equal(file_read(out, path, PLACE_MAP, where), TNW_OK);
}

static void
put_back(const struct place *place, const char *name, const struct buf *content)
{
    char path[512];
    name_file(place, name, path);
    assert_int_equal(file_replace(path, buf_slice(content)), TNW_OK);
}

static enum tnw_err
try_open(struct place *place, bool read_only, char where[256])
{
    where[0] = 0;
    const struct lmdb_options options = {
        .path = place->folder, .map_size = PLACE_MAP, .reserve = PLACE_RESERVE, .read_only = read_only};
    return lmdb_store_open(&place->store, &options, place->keyring, where);
}

/* A writer refuses; who only looks is told why. */
static void
expect_damage(struct place *place, const char *told)
{
    char where[256];
    assert_int_equal(try_open(place, false, where), TNW_E_CORRUPT);
    assert_non_null(strstr(where, told));
    assert_non_null(strstr(where, "docs/operations.md"));
    assert_int_equal(try_open(place, true, where), TNW_OK);
    assert_int_equal(store_check(place->store, where), TNW_E_CORRUPT);
    assert_non_null(strstr(where, told));
    place_close(place);
}

/* Where in a frame: its head, its operations, its last used byte. */
static const size_t flipped[] = {
    0, 31, 32, 47, 48, 55, 59, 60, 63, 64, 100, 3 * STORE_FRAMES_BLOCK, 3 * STORE_FRAMES_BLOCK + 96,
};

/* A later frame was written when the one before was durable. */
static void
frame_that_is_not_whole_before_another_one_is_damage(void **state)
{
    struct place *place = *state;
    struct buf image = {0};
    char where[256];
    store_frames_keep(place, 3);
    place_close(place);
    remember_file(place, "journal", &image);
    for (size_t i = 0; i < 2 * sizeof flipped / sizeof flipped[0]; i++) {
        (void)flip(place, place_of_frame(1 + i % 2) + flipped[i / 2], (uint8_t)(1U << i % 8));
        expect_damage(place, i % 2 == 0 ? "frame 1 is not whole" : "frame 2 is not whole");
        put_back(place, "journal", &image);
    }
    assert_int_equal(try_open(place, true, where), TNW_OK);
    assert_int_equal(store_check(place->store, where), TNW_OK);
    place_close(place);
    assert_int_equal(store_frames_after_opening(place), 3);
    buf_free(&image);
}

/* So does a crash leave it, and nobody had an answer that rests on it. */
static void
last_frame_that_is_not_whole_does_not_count(void **state)
{
    struct place *place = *state;
    struct buf image = {0};
    struct buf data = {0};
    store_frames_keep(place, 3);
    place_close(place);
    remember_file(place, "journal", &image);
    remember_file(place, "data.mdb", &data);
    for (size_t i = 0; i < sizeof flipped / sizeof flipped[0]; i++) {
        (void)flip(place, place_of_frame(3) + flipped[i], (uint8_t)(1U << i % 8));
        assert_int_equal(store_frames_after_opening(place), 2);
        struct store_stats stats;
        assert_int_equal(store_stats(place->store, &stats), TNW_OK);
        assert_int_equal(stats.engine.torn, flipped[i] < 32 || flipped[i] > 55);
        place_close(place);
        put_back(place, "data.mdb", &data);
        put_back(place, "journal", &image);
    }
    assert_int_equal(store_frames_after_opening(place), 3);
    buf_free(&image);
    buf_free(&data);
}

/* LMDB takes the meta page with the larger transaction id (at 144): a flipped bit in it makes the store one commit
 * older, or damages it, and all of that commit had been answered. */
static void
meta_page_that_lies_is_noticed(void **state)
{
    struct place *place = *state;
    struct buf image = {0};
    char where[256];
    for (uint64_t number = 1; number <= 2; number++) {
        struct txn *txn = place_write(place);
        store_frames_write(txn, number);
        place_commit(txn);
    }
    place_close(place);
    remember_file(place, "data.mdb", &image);
    unsigned refused = 0;
    for (unsigned i = 0; i < 2 * 64; i++) {
        struct buf bad = {0};
        buf_put_slice(&bad, buf_slice(&image));
        bad.ptr[i % 2 * STORE_FRAMES_BLOCK + 144 + i / 2 / 8] ^= (uint8_t)(1U << i / 2 % 8);
        put_back(place, "data.mdb", &bad);
        buf_free(&bad);
        if (try_open(place, false, where) == TNW_OK) {
            struct txn *txn = place_read(place);
            assert_int_equal(store_frames_in(txn), 2);
            txn_abort(&txn);
            place_close(place);
        } else {
            assert_non_null(strstr(where, "older than the journal"));
            refused++;
        }
    }
    assert_in_range(refused, 1, 2 * 64 - 1);
    buf_free(&image);
}

/* A bit of the base that the store holds: what stands on it would be taken for the past. */
static void
flipped_base_is_damage(void **state)
{
    struct place *place = *state;
    struct buf image = {0};
    struct buf journal = {0};
    store_frames_keep(place, 2);
    place_close(place);
    remember_file(place, "data.mdb", &image);
    remember_file(place, "journal", &journal);
    const uint8_t *mark = journal.ptr + STORE_FRAMES_BLOCK + 32;
    unsigned found = 0;
    for (size_t at = 32; at + 24 <= image.len; at++) {
        if (memcmp(image.ptr + at, mark, 16) == 0) {
            image.ptr[at + 16 + found] ^= 0x10;
            found++;
        }
    }
    assert_in_range(found, 1, 2);
    put_back(place, "data.mdb", &image);
    expect_damage(place, "is damaged");
    buf_free(&image);
    buf_free(&journal);
}

/* An older copy of the store meets the journal of what came after it, also when no frame of that is left. */
static void
older_copy_beside_a_newer_journal_is_damage(void **state)
{
    struct place *place = *state;
    struct buf older = {0};
    char path[512];
    place_close(place);
    remember_file(place, "data.mdb", &older);
    for (int frames = 0; frames <= 1; frames++) {
        place_open(place, PLACE_MAP, PLACE_RESERVE);
        struct txn *txn = place_write(place);
        txn_put(txn, SPACE_META, slice_str("b"), slice_str("later"));
        place_commit(txn);
        store_frames_keep(place, (uint64_t)frames);
        place_close(place);
        put_back(place, "data.mdb", &older);
        expect_damage(place, "older than the journal");
        name_file(place, "journal", path);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(store_frames_after_opening(place), 0);
        place_close(place);
    }
    buf_free(&older);
}

/* A copy that went its own way for as many commits. */
static void
another_copy_beside_the_journal_is_damage(void **state)
{
    struct place *place = *state;
    struct buf before = {0};
    struct buf other = {0};
    char path[512];
    place_close(place);
    remember_file(place, "data.mdb", &before);
    for (int copy = 0; copy < 2; copy++) {
        name_file(place, "journal", path);
        assert_int_equal(unlink(path), 0);
        put_back(place, "data.mdb", &before);
        place_open(place, PLACE_MAP, PLACE_RESERVE);
        struct txn *txn = place_write(place);
        txn_put(txn, SPACE_META, slice_str("b"), slice_str("own way"));
        place_commit(txn);
        place_close(place);
        if (copy == 0) {
            remember_file(place, "data.mdb", &other);
        }
    }
    put_back(place, "data.mdb", &other);
    expect_damage(place, "another one than that of the journal");
    buf_free(&before);
    buf_free(&other);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(frame_that_is_not_whole_before_another_one_is_damage),
        WITH_PLACE(last_frame_that_is_not_whole_does_not_count),
        WITH_PLACE(meta_page_that_lies_is_noticed),
        WITH_PLACE(flipped_base_is_damage),
        WITH_PLACE(older_copy_beside_a_newer_journal_is_damage),
        WITH_PLACE(another_copy_beside_the_journal_is_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
