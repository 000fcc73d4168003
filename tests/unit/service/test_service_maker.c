/* The thread that makes statistics: once it is time it makes those of the newest quarter by the ledger, once, and ends
 * whenever it is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <time.h>

#include "base/time/pacer.h"
#include "service/statistics/maker.h"
#include "service_world.h"
#include "store/records/process/statistic.h"

#define DAY INT64_C(86400000)
#define SPRING (4 * 2026 + 1)

void __wrap_pacer_rest(struct pacer *pacer, int64_t ms);

/* Hours pass in no time. */
void
__wrap_pacer_rest(struct pacer *pacer, int64_t ms)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    (void)pacer;
    (void)ms;
    nanosleep(&moment, NULL);
}

static void
end_test(void *ctx, enum tnw_err err)
{
    (void)ctx;
    (void)err;
    abort();
}

static void
wait_a_moment(void)
{
    const struct timespec moment = {.tv_nsec = 20000000};
    nanosleep(&moment, NULL);
}

static bool
is_there(struct test_world *w, uint32_t quarter)
{
    struct txn *txn = place_read(w->place);
    bool there = statistic_has(txn, quarter);
    txn_abort(&txn);
    return there;
}

static void
the_newest_quarter_is_made_once_while_others_are_served(void **state)
{
    struct test_world *w = *state;
    struct ledger *ledger;
    struct maker *maker;
    day_num day;
    struct service_reading people = service_reading(w);
    call_free(&people.read);
    assert_int_equal(date_parse(&day, "2026-07-31"), TNW_OK);
    w->now = day * DAY + DAY / 2;
    uint64_t records = service_records(w);
    assert_int_equal(ledger_start(&ledger, w->place->store, NULL, &w->log, end_test, NULL), TNW_OK);
    assert_int_equal(maker_start(&maker, &w->world, ledger), TNW_OK);
    for (int tries = 0; tries < 5000 && !is_there(w, SPRING); tries++) {
        wait_a_moment();
    }
    assert_true(is_there(w, SPRING));
    wait_a_moment(); /* it has looked again, many times */
    maker_stop(&maker);
    assert_null(maker);
    ledger_stop(ledger);
    ledger_free(&ledger);
    assert_int_equal(service_records(w), records + 1);
    service_assert_last(w, "action", "statistics.release");
    assert_false(is_there(w, SPRING - 1));
}

static void
it_ends_when_it_is_told(void **state)
{
    struct test_world *w = *state;
    struct ledger *ledger;
    struct maker *maker;
    assert_int_equal(ledger_start(&ledger, w->place->store, NULL, &w->log, end_test, NULL), TNW_OK);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(maker_start(&maker, &w->world, ledger), TNW_OK);
        maker_stop(&maker);
    }
    ledger_stop(ledger);
    ledger_free(&ledger);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WORLD(the_newest_quarter_is_made_once_while_others_are_served),
        WITH_WORLD(it_ends_when_it_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
