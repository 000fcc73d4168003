/* Without room, by a quota or a full disk, nothing happens, and says so: in the store's file and in the journal. The
 * calls that would find it out are made to. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/inside.h"
#include "store/lmdb/frame.h"
#include "store_frames.h"

static int no_room;         /* errno of all that takes blocks; 0: there is room */
static size_t part_written; /* of a write that finds none: how much is written first */

int __wrap_posix_fallocate(int fd, off_t at, off_t len);
int __real_posix_fallocate(int fd, off_t at, off_t len);
ssize_t __wrap_pwrite(int fd, const void *bytes, size_t len, off_t at);
ssize_t __real_pwrite(int fd, const void *bytes, size_t len, off_t at);

int
__wrap_posix_fallocate(int fd, off_t at, off_t len)
{
    return no_room != 0 ? no_room : __real_posix_fallocate(fd, at, len);
}

/* What is taken back is there. */
ssize_t
__wrap_pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    size_t part = part_written;
    if (no_room == 0 || len == FRAME_HEAD) {
        return __real_pwrite(fd, bytes, len, at);
    }
    part_written = 0;
    errno = no_room;
    return part == 0 ? -1 : __real_pwrite(fd, bytes, part, at);
}

static const int reasons[] = {ENOSPC, EDQUOT, EFBIG};

#define REASONS (sizeof reasons / sizeof reasons[0])

/* As a copy of the store that has no blocks to spare. */
static void
forget_room(struct place *place)
{
    char path[512];
    struct store_stats stats;
    assert_int_equal(store_stats(place->store, &stats), TNW_OK);
    place_close(place);
    (void)snprintf(path, sizeof path, "%s/data.mdb", place->folder);
    assert_int_equal(truncate(path, (off_t)stats.engine.used), 0);
}

static void
commit_without_room_did_not_happen(void **state)
{
    struct place *place = *state;
    for (size_t i = 0; i < REASONS; i++) {
        forget_room(place);
        no_room = reasons[i];
        place_open(place, PLACE_MAP, PLACE_RESERVE);
        struct txn *txn = place_write(place);
        assert_false(txn_has_room(txn));
        store_frames_write(txn, i + 1);
        assert_int_equal(txn_commit(&txn), TNW_E_STORAGE_FULL);
        no_room = 0;
        txn = place_write(place);
        assert_true(txn_has_room(txn));
        assert_int_equal(store_frames_in(txn), i);
        store_frames_write(txn, i + 1);
        place_commit(txn);
    }
}

/* Whatever part of it was written, of all or of nothing but its padding. */
static void
batch_that_the_journal_has_no_room_for_did_not_happen(void **state)
{
    static const size_t parts[] = {0, 64, STORE_FRAMES_BLOCK, STORE_FRAMES_SIZE - 512};
    struct place *place = *state;
    uint64_t kept = 0;
    for (size_t i = 0; i < 4 * REASONS; i++) {
        struct txn *txn = place_write(place);
        store_frames_write(txn, ++kept);
        assert_int_equal(txn_keep(&txn), TNW_OK);
        store_frames_write(txn, kept + 1);
        no_room = reasons[i % REASONS];
        part_written = parts[i / REASONS];
        assert_int_equal(txn_keep(&txn), TNW_E_STORAGE_FULL);
        assert_null(txn);
        no_room = 0;
        place_close(place);
        assert_int_equal(store_frames_after_opening(place), kept);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(commit_without_room_did_not_happen),
        WITH_PLACE(batch_that_the_journal_has_no_room_for_did_not_happen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
