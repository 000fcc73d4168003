#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "http/guard/deadline.h"
#include "http/longpoll.h"

struct probe {
    struct longpoll_waiter waiter; /* first */
    int woken;
    enum longpoll_end end;
};

static void
note(struct longpoll_waiter *waiter, enum longpoll_end end)
{
    struct probe *probe = (struct probe *)waiter;
    probe->woken++;
    probe->end = end;
}

static struct probe
probe_for(uint8_t actor, int64_t until)
{
    struct probe probe = {.waiter = {.until = until, .fd = -1, .wake = note}};
    probe.waiter.actor.bytes[0] = actor; /* all in one bucket, and registrations of one person */
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
    assert_int_equal(a.end, LONGPOLL_EVENT);
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
    assert_int_equal(a.end, LONGPOLL_TIME);
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
    assert_int_equal(a.end, LONGPOLL_TIME);
    assert_int_equal(longpoll_wait(&polls, &b.waiter, 0), LONGPOLL_CLOSED);
    assert_int_equal(b.woken, 0);
    longpoll_wipe(&polls);
}

enum { PAIRS = 150 };

/* More than one call of poll() takes; every third peer closes, every third one only says that it will send no more. */
static void
who_hangs_up_is_found_and_nobody_else(void **state)
{
    (void)state;
    static struct probe probes[PAIRS];
    static int pairs[PAIRS][2];
    struct longpoll polls;
    longpoll_init(&polls);
    for (size_t i = 0; i < PAIRS; i++) {
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pairs[i]), 0);
        probes[i] = probe_for((uint8_t)i, 100);
        probes[i].waiter.fd = pairs[i][0];
        probes[i].waiter.person.bytes[0] = (uint8_t)i;
        assert_int_equal(longpoll_wait(&polls, &probes[i].waiter, 0), LONGPOLL_WAITS);
    }
    longpoll_drop_gone(&polls);
    assert_int_equal(atomic_load(&polls.waiting), PAIRS);
    for (size_t i = 0; i < PAIRS; i++) {
        assert_int_equal(i % 3 == 0 ? close(pairs[i][1]) : i % 3 == 1 ? shutdown(pairs[i][1], SHUT_WR) : 0, 0);
    }
    longpoll_drop_gone(&polls);
    for (size_t i = 0; i < PAIRS; i++) {
        assert_int_equal(probes[i].woken, i % 3 < 2);
        assert_int_equal(probes[i].end, i % 3 < 2 ? LONGPOLL_GONE : LONGPOLL_EVENT);
    }
    longpoll_close(&polls);
    longpoll_wipe(&polls);
    for (size_t i = 0; i < PAIRS; i++) {
        close(pairs[i][0]);
        assert_int_equal(i % 3 == 0 ? 0 : close(pairs[i][1]), 0);
    }
}

/* In whichever of their registrations. */
static void
of_one_person_so_many_wait_and_no_more(void **state)
{
    (void)state;
    struct longpoll polls;
    struct probe probes[LIMIT_PERSON_POLLS];
    longpoll_init(&polls);
    for (size_t i = 0; i < LIMIT_PERSON_POLLS; i++) {
        probes[i] = probe_for((uint8_t)(1 + i % 3), 100 + (int64_t)i);
        assert_int_equal(longpoll_wait(&polls, &probes[i].waiter, 0), LONGPOLL_WAITS);
    }
    struct probe more = probe_for(1, 200);
    struct probe other = probe_for(1, 200);
    other.waiter.person.bytes[1] = 1; /* in the same bucket */
    assert_int_equal(longpoll_wait(&polls, &more.waiter, 0), LONGPOLL_CROWDED);
    assert_int_equal(longpoll_wait(&polls, &other.waiter, 0), LONGPOLL_WAITS);
    longpoll_expire(&polls, 100);
    assert_int_equal(longpoll_wait(&polls, &more.waiter, 0), LONGPOLL_WAITS);
    longpoll_close(&polls);
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
        cmocka_unit_test(who_hangs_up_is_found_and_nobody_else),
        cmocka_unit_test(of_one_person_so_many_wait_and_no_more),
        cmocka_unit_test(a_deadline_passes_at_its_millisecond),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
