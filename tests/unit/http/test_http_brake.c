#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "http/guard/brake.h"

enum { WAITERS = 3 };

struct probe {
    struct brake_waiter waiter; /* first */
    int woken;
};

static void
note(struct brake_waiter *waiter)
{
    ((struct probe *)waiter)->woken++;
}

/* How many are awake. */
static int
count_woken(const struct probe probes[WAITERS])
{
    int count = 0;
    for (size_t i = 0; i < WAITERS; i++) {
        assert_true(probes[i].woken <= 1);
        count += probes[i].woken;
    }
    return count;
}

static void
hold_all(struct brake *brake, struct probe probes[WAITERS], int64_t now)
{
    for (size_t i = 0; i < WAITERS; i++) {
        probes[i] = (struct probe){.waiter = {.wake = note}};
        brake_hold(brake, &probes[i].waiter, now + (int64_t)i);
    }
}

static void
each_is_held_for_its_time(void **state)
{
    (void)state;
    struct brake brake;
    struct probe probes[WAITERS];
    brake_init(&brake);
    for (int64_t begin = 0; begin <= 1000; begin += 1000) { /* the brake is empty in between */
        hold_all(&brake, probes, begin);
        brake_release(&brake, begin + LIMIT_BRAKE_MS - 1);
        assert_int_equal(count_woken(probes), 0);
        brake_release(&brake, begin + LIMIT_BRAKE_MS + 1);
        assert_int_equal(count_woken(probes), 2);
        assert_int_equal(probes[2].woken, 0);
        brake_release(&brake, begin + LIMIT_BRAKE_MS + 2);
        assert_int_equal(count_woken(probes), 3);
    }
    brake_wipe(&brake);
}

static void
nobody_is_held_once_it_is_open(void **state)
{
    (void)state;
    struct brake brake;
    struct probe probes[WAITERS];
    brake_init(&brake);
    hold_all(&brake, probes, 0);
    brake_open(&brake);
    assert_int_equal(count_woken(probes), WAITERS);
    hold_all(&brake, probes, 0);
    assert_int_equal(count_woken(probes), WAITERS);
    brake_wipe(&brake);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_held_for_its_time),
        cmocka_unit_test(nobody_is_held_once_it_is_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
