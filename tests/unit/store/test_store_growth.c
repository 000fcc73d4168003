/* How much the store held when: what is kept of it, and what it says of the days to come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/records/own/growth.h"
#include "store_place.h"

#define HOUR ((time_ms)3600 * 1000)
#define DAY (24 * HOUR)
#define START ((time_ms)20000 * DAY)
#define MIB ((uint64_t)1 << 20)

/* One sample an hour for so many days, by so much more each. */
static void
grow(struct growth *growth, int days, uint64_t by)
{
    for (int hour = 0; hour <= days * 24; hour++) {
        time_ms now = START + hour * HOUR;
        assert_int_equal(growth_is_due(growth, now), true);
        growth_add(growth, now, (uint64_t)hour * by);
        assert_false(growth_is_due(growth, now + HOUR - 1));
    }
}

static void
samples_thin_out_and_stay_bounded(void **state)
{
    struct growth growth = {.count = 0};
    (void)state;
    grow(&growth, 100, MIB);
    assert_in_range(growth.count, 24 + 30, GROWTH_MAX);
    time_ms now = growth.samples[growth.count - 1].when;
    assert_int_equal(now, START + 100 * DAY);
    for (size_t i = 1; i < growth.count; i++) {
        assert_true(growth.samples[i].when > growth.samples[i - 1].when);
    }
    assert_true(now - growth.samples[0].when <= 31 * DAY);
    assert_int_equal(now - growth.samples[growth.count - 2].when, HOUR);
}

static void
rate_is_that_of_the_last_day(void **state)
{
    struct growth growth = {.count = 0};
    (void)state;
    assert_int_equal(growth_rate(&growth, START, MIB), 0);
    growth_add(&growth, START, 0);
    assert_int_equal(growth_rate(&growth, START + HOUR - 1, MIB), 0); /* too short to say */
    assert_int_equal(growth_rate(&growth, START + 6 * HOUR, MIB), 4 * MIB);
    growth = (struct growth){.count = 0};
    grow(&growth, 10, MIB);
    assert_int_equal(growth_rate(&growth, START + 10 * DAY, 240 * MIB), 24 * MIB);
    assert_int_equal(growth_rate(&growth, START + 10 * DAY, 100 * MIB), 0); /* much was erased */
}

/* Samples of a time to come are forgotten. */
static void
clock_that_went_back_begins_anew(void **state)
{
    struct growth growth = {.count = 0};
    (void)state;
    grow(&growth, 2, MIB);
    time_ms now = START + 5 * HOUR + 1;
    assert_true(growth_is_due(&growth, now));
    growth_add(&growth, now, 9 * MIB);
    assert_int_equal(growth.count, 2); /* of that day one was kept */
    assert_int_equal(growth.samples[0].when, START);
    assert_int_equal(growth.samples[1].when, now);
}

static void
growth_is_there_after_the_end(void **state)
{
    struct place *place = *state;
    struct growth growth = {.count = 0};
    struct growth again;
    struct txn *txn;
    grow(&growth, 100, MIB);
    assert_int_equal(txn_begin_write(place->store, &txn), TNW_OK);
    assert_false(growth_get(txn, &again));
    growth_put(txn, &growth);
    assert_int_equal(txn_commit(&txn), TNW_OK);
    assert_int_equal(txn_begin_read(place->store, &txn), TNW_OK);
    assert_true(growth_get(txn, &again));
    txn_abort(&txn);
    assert_int_equal(again.count, growth.count);
    assert_memory_equal(again.samples, growth.samples, growth.count * sizeof *growth.samples);
}

/* Room within the file counts as room, the reserve's blocks too; what is free is said. */
static void
room_says_how_long_it_lasts(void **state)
{
    struct place *place = *state;
    struct store_room room;
    struct growth growth = {.count = 0};
    struct txn *txn;
    assert_int_equal(store_room(place->store, START, &room), TNW_OK);
    assert_int_equal(room.bytes + room.engine.free, room.used);
    assert_true(room.left > 0 && room.left <= room.limit);
    assert_true(room.days > 1e9);
    growth_add(&growth, START - DAY, room.bytes - 4096);
    assert_int_equal(txn_begin_write(place->store, &txn), TNW_OK);
    growth_put(txn, &growth);
    assert_int_equal(txn_commit(&txn), TNW_OK);
    assert_int_equal(store_room(place->store, START, &room), TNW_OK);
    assert_true(room.rate >= 4096);
    assert_true(room.days > 0 && room.days <= (double)room.left / 4096);
    assert_int_equal(engine_resize(store_engine(place->store), 4096), TNW_OK); /* less than it holds */
    assert_int_equal(store_room(place->store, START, &room), TNW_OK);
    assert_int_equal(room.left, room.engine.free);
    assert_int_equal(engine_resize(store_engine(place->store), (uint64_t)1 << 60), TNW_E_CONFIGURATION);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_thin_out_and_stay_bounded),
        cmocka_unit_test(rate_is_that_of_the_last_day),
        cmocka_unit_test(clock_that_went_back_begins_anew),
        cmocka_unit_test_setup_teardown(growth_is_there_after_the_end, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(room_says_how_long_it_lasts, place_set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
