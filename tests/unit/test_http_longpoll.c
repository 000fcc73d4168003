#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/deadline.h"
#include "http/longpoll.h"

struct probe {
    struct longpoll_waiter waiter; /* first */
    int woken;
    bool last;
};

static void
note(struct longpoll_waiter *waiter, bool is_last)
{
    struct probe *probe = (struct probe *)waiter;
    probe->woken++;
    probe->last = is_last;
}

static struct probe
probe_for(uint8_t actor, int64_t until)
{
    struct probe probe = {.waiter = {.until = until, .wake = note}};
    probe.waiter.actor.bytes[0] = actor; /* all in one bucket */
    return probe;
}

static void
announce(struct longpoll *polls, uint8_t actor)
{
    struct id id = {.bytes = {actor}};
    longpoll_announce(polls, slice_of(id.bytes, ID_SIZE));
}

static void
an_event_wakes_those_it_is_for(void **state)
{
    (void)state;
    struct longpoll polls;
    longpoll_init(&polls);
    struct probe a = probe_for(1, 100);
    struct probe b = probe_for(2, 100);
    struct probe c = probe_for(1, 100);
    uint64_t mark = longpoll_mark(&polls);
    assert_int_equal(longpoll_wait(&polls, &a.waiter, mark), LONGPOLL_WAITS);
    assert_int_equal(longpoll_wait(&polls, &b.waiter, mark), LONGPOLL_WAITS);
    assert_int_equal(longpoll_wait(&polls, &c.waiter, mark), LONGPOLL_WAITS);
    assert_int_equal(atomic_load(&polls.waiting), 3);
    announce(&polls, 1);
    announce(&polls, 1);
    assert_int_equal(a.woken, 1);
    assert_int_equal(c.woken, 1);
    assert_int_equal(b.woken, 0);
    assert_false(a.last);
    assert_int_equal(atomic_load(&polls.waiting), 1);
    longpoll_close(&polls);
    longpoll_wipe(&polls);
}

static void
an_event_between_look_and_wait_is_not_lost(void **state)
{
    (void)state;
    struct longpoll polls;
    longpoll_init(&polls);
    struct probe a = probe_for(1, 100);
    uint64_t mark = longpoll_mark(&polls);
    announce(&polls, 1);
    assert_int_equal(longpoll_wait(&polls, &a.waiter, mark), LONGPOLL_MISSED);
    assert_int_equal(longpoll_wait(&polls, &a.waiter, longpoll_mark(&polls)), LONGPOLL_WAITS);
    assert_int_equal(a.woken, 0);
    longpoll_close(&polls);
    longpoll_wipe(&polls);
}

static void
a_wait_ends_at_its_time_and_not_before(void **state)
{
    (void)state;
    struct longpoll polls;
    longpoll_init(&polls);
    struct probe a = probe_for(1, 100);
    struct probe b = probe_for(1, 101);
    assert_int_equal(longpoll_wait(&polls, &a.waiter, 0), LONGPOLL_WAITS);
    assert_int_equal(longpoll_wait(&polls, &b.waiter, 0), LONGPOLL_WAITS);
    longpoll_expire(&polls, 99);
    assert_int_equal(a.woken, 0);
    longpoll_expire(&polls, 100);
    assert_int_equal(a.woken, 1);
    assert_true(a.last);
    assert_int_equal(b.woken, 0);
    longpoll_close(&polls);
    longpoll_wipe(&polls);
}

static void
nobody_waits_once_it_is_closed(void **state)
{
    (void)state;
    struct longpoll polls;
    longpoll_init(&polls);
    struct probe a = probe_for(1, INT64_MAX);
    struct probe b = probe_for(2, 100);
    assert_int_equal(longpoll_wait(&polls, &a.waiter, 0), LONGPOLL_WAITS);
    longpoll_close(&polls);
    assert_int_equal(a.woken, 1);
    assert_true(a.last);
    assert_int_equal(longpoll_wait(&polls, &b.waiter, 0), LONGPOLL_CLOSED);
    assert_int_equal(b.woken, 0);
    longpoll_wipe(&polls);
}

static void
a_deadline_passes_at_its_millisecond(void **state)
{
    (void)state;
    assert_int_equal(deadline_after(1000, 500), 1500);
    assert_false(deadline_passed(1500, 1499));
    assert_true(deadline_passed(1500, 1500));
    assert_int_equal(deadline_after(INT64_MAX - 10, 500), DEADLINE_NONE);
    assert_false(deadline_passed(DEADLINE_NONE, INT64_MAX));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_wakes_those_it_is_for),
        cmocka_unit_test(an_event_between_look_and_wait_is_not_lost),
        cmocka_unit_test(a_wait_ends_at_its_time_and_not_before),
        cmocka_unit_test(nobody_waits_once_it_is_closed),
        cmocka_unit_test(a_deadline_passes_at_its_millisecond),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
