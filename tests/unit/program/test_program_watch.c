/* Which limits are near: each by its own number, and none in a fresh store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "app/watch.h"
#include "base/limits.h"

#define GIB ((uint64_t)1 << 30)
#define NOW INT64_C(1800000000000)

static const struct store_room fresh = {
    .engine = {.file = GIB, .free = 0, .disk = 100 * GIB, .lag = 3, .readers = 2, .readers_max = 500},
    .used = GIB,
    .bytes = GIB,
    .limit = 16 * GIB,
    .left = 15 * GIB,
    .rate = 0,
    .days = 1e9,
};
static const struct store_stats steady = {.records = 1000000, .sealed = 1000000};

static unsigned
near_ones(const struct store_room *room, const struct store_stats *stats)
{
    unsigned near = 0;
    for (enum watch_limit limit = 0; limit < WATCH_LIMITS; limit++) {
        char text[WATCH_TEXT];
        near |= (unsigned)watch_is_near(limit, room, stats, NOW, text) << limit;
        assert_true(strlen(text) < WATCH_TEXT - 1);
        assert_non_null(watch_name(limit));
    }
    return near;
}

static void
each_limit_is_near_by_itself(void **state)
{
    (void)state;
    assert_int_equal(near_ones(&fresh, &steady), 0);
    struct store_room room = fresh;
    room.bytes = room.used = 13 * GIB;
    assert_int_equal(near_ones(&room, &steady), 1 << WATCH_STORE);
    room.engine.free = 2 * GIB; /* the file is as large, but there is room within */
    room.bytes = 11 * GIB;
    assert_int_equal(near_ones(&room, &steady), 0);
    room = fresh;
    room.engine.disk = LIMIT_WATCH_DISK - 1;
    room.left = LIMIT_WATCH_DISK - 1;
    assert_int_equal(near_ones(&room, &steady), 1 << WATCH_DISK);
    room.left = 15 * GIB; /* the file has its blocks already */
    assert_int_equal(near_ones(&room, &steady), 0);
    room = fresh;
    room.days = LIMIT_WATCH_DAYS - 1;
    assert_int_equal(near_ones(&room, &steady), 1 << WATCH_DAYS);
    room = fresh;
    room.engine.lag = LIMIT_WATCH_COMMITS + 1;
    assert_int_equal(near_ones(&room, &steady), 1 << WATCH_SNAPSHOT);
    room = fresh;
    room.engine.readers = 401;
    assert_int_equal(near_ones(&room, &steady), 1 << WATCH_READERS);
    struct store_stats late = steady;
    late.sealed -= LIMIT_WATCH_UNSIGNED + 1;
    assert_int_equal(near_ones(&fresh, &late), 1 << WATCH_SIGNING);
    late = steady;
    late.engine.followers = 1;
    late.engine.lag_ms = LIMIT_WATCH_BACKUP_MS + 1;
    assert_int_equal(near_ones(&fresh, &late), 1 << WATCH_BACKUP);
    late = steady;
    late.backups = (struct managed_sum){.count = 2, .failing = 1, .failing_since = NOW - LIMIT_WATCH_BACKUP_MS};
    assert_int_equal(near_ones(&fresh, &late), 0);
    late.backups.failing_since--;
    assert_int_equal(near_ones(&fresh, &late), 1 << WATCH_BACKUP);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_limit_is_near_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
