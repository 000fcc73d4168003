/* The log's time: the machine's clock while it goes as the machine runs, and a count where it does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/time/log_time.h"

#define SECOND INT64_C(1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define NOON INT64_C(1772452800000) /* 2026-03-02T12:00:00Z */
#define RAN (5 * DAY)               /* of the machine, by then */
#define STOP (7 * DAY)

static const struct log_base base = {.boot = 1, .offset = NOON - RAN, .since = RAN};

static void
clock_is_followed_until_it_is_set(void **state)
{
    static const struct {
        int64_t later; /* the machine runs on */
        int64_t step;  /* beside that, its clock is set */
        enum clock_state state;
        int64_t now; /* after noon */
    } rows[] = {
        {0, 0, CLOCK_SOUND, 0},
        {HOUR, 0, CLOCK_SOUND, HOUR},
        {40 * DAY, 0, CLOCK_SOUND, 40 * DAY}, /* asleep, mostly */
        {SECOND, MINUTE, CLOCK_SOUND, SECOND + MINUTE},
        {SECOND, -MINUTE, CLOCK_SOUND, SECOND - MINUTE},
        {SECOND, MINUTE + 1, CLOCK_AHEAD, SECOND},
        {SECOND, -MINUTE - 1, CLOCK_BEHIND, SECOND},
        {SECOND, 3650 * DAY, CLOCK_AHEAD, SECOND},
        {SECOND, -NOON, CLOCK_BEHIND, SECOND},
        {HOUR, HOUR, CLOCK_AHEAD, HOUR},
        /* What a quartz makes in a day is 17 seconds at most. */
        {DAY, MINUTE + 17 * SECOND, CLOCK_SOUND, DAY + MINUTE + 17 * SECOND},
        {DAY, MINUTE + 18 * SECOND, CLOCK_AHEAD, DAY},
        {DAY, -MINUTE - 18 * SECOND, CLOCK_BEHIND, DAY},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct clock_reading reading = {
            .wall = NOON + rows[i].later + rows[i].step, .running = RAN + rows[i].later, .boot = 1};
        struct log_time time = log_time_at(&base, &reading);
        if (time.state != rows[i].state || time.now != NOON + rows[i].now || time.gap != rows[i].step) {
            fail_msg("row %zu: state %d, now %lld, gap %lld", i, (int)time.state, (long long)(time.now - NOON),
                     (long long)time.gap);
        }
    }
}

static void
a_start_believes_what_fits_the_last_record_and_the_run_before(void **state)
{
    static const struct {
        uint64_t boot; /* 1: the one of the base; 0: not known */
        int64_t wall;  /* after noon, as are the next two */
        int64_t last;  /* the last record */
        int64_t now;   /* what is believed */
        int64_t leap;  /* of the log's time with the start; -1: none is noted */
        enum clock_state state;
    } rows[] = {
        /* The machine ran on: its running time tells. */
        {1, HOUR, 0, HOUR, -1, CLOCK_SOUND},
        {1, HOUR + 2 * MINUTE, 0, HOUR, -1, CLOCK_AHEAD},
        {1, -HOUR, 0, HOUR, -1, CLOCK_BEHIND},
        {1, HOUR, HOUR + MINUTE, HOUR, -1, CLOCK_SOUND},
        {1, HOUR, DAY, DAY, 0, CLOCK_BEHIND},
        /* It was started anew: only the last record tells. */
        {2, HOUR, 0, HOUR, HOUR, CLOCK_SOUND},
        {2, STOP, 0, STOP, STOP, CLOCK_SOUND},
        {2, STOP + 1, 0, 0, 0, CLOCK_AHEAD},
        {2, -MINUTE, 0, -MINUTE, -MINUTE, CLOCK_SOUND},
        {2, -MINUTE - 1, 0, 0, 0, CLOCK_BEHIND},
        {2, -NOON, 0, 0, 0, CLOCK_BEHIND},
        {0, HOUR, 0, HOUR, HOUR, CLOCK_SOUND},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct clock_reading reading = {.wall = NOON + rows[i].wall, .running = RAN + HOUR, .boot = rows[i].boot};
        const time_ms last = NOON + rows[i].last;
        struct log_base begun;
        bool anew = log_time_begin(&begun, &base, &last, &reading, STOP);
        struct log_time time = log_time_at(&begun, &reading);
        bool leap = rows[i].leap == -1 ? begun.leap_to == 0
                                       : begun.leap_from == last && begun.leap_to - begun.leap_from == rows[i].leap;
        if (time.state != rows[i].state || time.now != NOON + rows[i].now || anew != (rows[i].leap != -1) || !leap) {
            fail_msg("row %zu: state %d, now %lld, leap from %lld to %lld", i, (int)time.state,
                     (long long)(time.now - NOON), (long long)begun.leap_from, (long long)begun.leap_to);
        }
    }
}

static void
an_empty_log_takes_any_clock(void **state)
{
    (void)state;
    const struct clock_reading reading = {.wall = 5, .running = RAN, .boot = 2};
    struct log_base begun;
    assert_true(log_time_begin(&begun, NULL, NULL, &reading, STOP));
    assert_int_equal(log_time_at(&begun, &reading).state, CLOCK_SOUND);
    assert_true(log_time_at(&begun, &reading).now == 5);
}

/* A machine whose memory was put back to an earlier moment runs less than it did. */
static void
a_running_time_that_goes_back_tells_nothing(void **state)
{
    (void)state;
    const time_ms last = NOON;
    const struct clock_reading reading = {.wall = NOON + DAY, .running = RAN - 1, .boot = 1};
    struct log_base begun;
    assert_true(log_time_begin(&begun, &base, &last, &reading, STOP));
    assert_int_equal(log_time_at(&begun, &reading).state, CLOCK_SOUND);
    assert_true(log_time_at(&begun, &reading).now == NOON + DAY);
}

static void
a_clock_that_is_accepted_is_followed(void **state)
{
    static const int64_t steps[] = {-400 * DAY, -HOUR, HOUR, 400 * DAY};
    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        const struct clock_reading reading = {.wall = NOON + steps[i], .running = RAN, .boot = 1};
        struct log_base begun = log_time_accept(NOON, &reading);
        struct log_time time = log_time_at(&begun, &reading);
        assert_int_equal(time.state, CLOCK_SOUND);
        assert_true(time.now == reading.wall && time.gap == 0);
        assert_true(begun.leap_from == NOON && begun.leap_to == reading.wall);
    }
}

/* A clock that loses 8 seconds a day and is put right each hour: in a year that makes an hour. */
static void
drift_does_not_add_up_to_a_step(void **state)
{
    (void)state;
    struct log_base moving = base;
    struct clock_reading reading = {.wall = NOON, .running = RAN, .boot = 1};
    for (int hour = 0; hour < 365 * 24; hour++) {
        reading.running += HOUR;
        reading.wall += HOUR + 333;
        assert_int_equal(log_time_at(&moving, &reading).state, CLOCK_SOUND);
        log_time_settle(&moving, &reading);
    }
}

/* Nor do steps below a minute, one after the other, lead anywhere. */
static void
many_small_steps_are_one_large_one(void **state)
{
    (void)state;
    struct log_base moving = base;
    struct clock_reading reading = {.wall = NOON, .running = RAN, .boot = 1};
    int steps = 0;
    while (log_time_at(&moving, &reading).state == CLOCK_SOUND) {
        assert_in_range(++steps, 1, 3);
        reading.running += HOUR;
        reading.wall += HOUR + 50 * SECOND;
        log_time_settle(&moving, &reading);
    }
    assert_int_equal(log_time_at(&moving, &reading).state, CLOCK_AHEAD);
    struct log_base before = moving;
    reading.running += DAY;
    reading.wall += DAY;
    log_time_settle(&moving, &reading); /* what is not believed is not drifted to */
    assert_true(moving.offset == before.offset && moving.since == before.since);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clock_is_followed_until_it_is_set),
        cmocka_unit_test(a_start_believes_what_fits_the_last_record_and_the_run_before),
        cmocka_unit_test(an_empty_log_takes_any_clock),
        cmocka_unit_test(a_running_time_that_goes_back_tells_nothing),
        cmocka_unit_test(a_clock_that_is_accepted_is_followed),
        cmocka_unit_test(drift_does_not_add_up_to_a_step),
        cmocka_unit_test(many_small_steps_are_one_large_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
