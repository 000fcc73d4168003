/* The ledger: order, batches, what fails with whom, and stopping. */
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/limits.h"
#include "ledger/ledger_run.h"
#include "ledger_job.h"
#include "store/inside.h"
#include "store/txn.h"
#include "unit/store/store_place.h"

static const struct log quiet = {-1};

static struct ledger *
start(void **state)
{
    struct place *place = *state;
    struct ledger *ledger;
    assert_int_equal(ledger_start(&ledger, place->store, NULL, &quiet, test_job_no_fatal, NULL), TNW_OK);
    return ledger;
}

/* Submits a job that holds the ledger until it is let go: what is submitted meanwhile is the next batch. */
static void
hold(struct ledger *ledger, struct test_job *gate)
{
    test_job_init(gate, 0);
    gate->gated = true;
    assert_int_equal(ledger_submit(ledger, &gate->job), TNW_OK);
    test_job_wait_started(gate);
}

static bool
is_stored(void **state, uint64_t number)
{
    struct txn *txn = place_read(*state);
    struct key key = key_of_u64(number);
    struct slice value;
    bool found = txn_get(txn, SPACE_FRAGMENT, key_slice(&key), &value);
    txn_abort(&txn);
    return found;
}

static void
jobs_run_in_the_order_in_which_they_were_submitted(void **state)
{
    enum { COUNT = 50 };
    struct ledger *ledger = start(state);
    struct test_job gate;
    struct test_job jobs[COUNT];
    struct test_log log = {.count = 0};
    hold(ledger, &gate);
    for (unsigned i = 0; i < COUNT; i++) {
        test_job_init(&jobs[i], i + 1);
        jobs[i].log = &log;
        assert_int_equal(ledger_submit(ledger, &jobs[i].job), TNW_OK);
    }
    assert_int_equal(ledger_stats(ledger).waiting, COUNT);
    test_job_let_go(&gate);
    ledger_stop(ledger);
    assert_int_equal(log.count, COUNT);
    for (unsigned i = 0; i < COUNT; i++) {
        assert_int_equal(log.numbers[i], i + 1);
        assert_int_equal(jobs[i].runs, 1);
        assert_int_equal(jobs[i].done, 1);
        assert_int_equal(jobs[i].outcome, TNW_OK);
        assert_true(is_stored(state, i + 1));
    }
    struct ledger_stats stats = ledger_stats(ledger);
    assert_true(stats.batches == 2 && stats.jobs == COUNT + 1 && stats.failed_batches == 0 && stats.waiting == 0);
    ledger_free(&ledger);
}

static void
what_a_job_that_settles_wrote_is_committed_when_done_is_called(void **state)
{
    struct ledger *ledger = start(state);
    struct test_job before;
    struct test_job job;
    test_job_init(&before, 6);
    test_job_init(&job, 7);
    job.check_store = ((struct place *)*state)->store;
    job.job.settles = true;
    assert_int_equal(ledger_submit(ledger, &before.job), TNW_OK);
    assert_int_equal(ledger_submit(ledger, &job.job), TNW_OK);
    assert_int_equal(ledger_run(ledger, 0, NULL, NULL), TNW_OK);
    assert_true(ledger_is_settled(ledger));
    assert_true(is_stored(state, 6));
    ledger_stop(ledger);
    assert_true(job.was_stored_when_done);
    ledger_free(&ledger);
}

/* A job that waits is told of all before it, and makes no commit come sooner. */
static void
those_who_wait_see_what_was_before_them_and_force_no_commit(void **state)
{
    enum { COUNT = 300 };
    const struct timespec pause = {.tv_nsec = 1000 * 1000};
    struct ledger *ledger = start(state);
    struct test_job *jobs = calloc(2 * (size_t)COUNT, sizeof *jobs);
    assert_non_null(jobs);
    int64_t begun = clock_monotonic_ms();
    for (unsigned i = 0; i < COUNT; i++) {
        struct test_job *waiter = &jobs[COUNT + i];
        test_job_init(&jobs[i], i + 1);
        test_job_init(waiter, i + 1);
        waiter->job.waits = true;
        waiter->check_store = ((struct place *)*state)->store;
        assert_int_equal(ledger_submit(ledger, &jobs[i].job), TNW_OK);
        assert_int_equal(ledger_submit(ledger, &waiter->job), TNW_OK);
        nanosleep(&pause, NULL);
    }
    ledger_stop(ledger);
    int64_t allowed = (clock_monotonic_ms() - begun) / LIMIT_SETTLE_MS + 1; /* the last one is that of the stop */
    if ((int64_t)ledger_stats(ledger).commits > allowed) {
        fail_msg("%llu commits, not %lld", (unsigned long long)ledger_stats(ledger).commits, (long long)allowed);
    }
    for (unsigned i = COUNT; i < 2 * COUNT; i++) {
        assert_int_equal(jobs[i].done, 1);
        assert_int_equal(jobs[i].outcome, TNW_OK);
        assert_int_equal(jobs[i].runs, 0);
        assert_true(jobs[i].was_stored_when_done);
    }
    ledger_free(&ledger);
    free(jobs);
}

static void
those_who_wait_are_released_by_any_commit_and_at_once_when_nothing_is_open(void **state)
{
    struct ledger *ledger = start(state);
    struct test_job gate;
    struct test_job jobs[4];
    hold(ledger, &gate);
    for (unsigned i = 0; i < 4; i++) {
        test_job_init(&jobs[i], i + 1);
    }
    jobs[0].result = TNW_E_CORRUPT; /* its batch is undone: those behind it are not */
    jobs[1].job.waits = true;
    jobs[3].job.waits = true;
    for (unsigned i = 0; i < 3; i++) {
        assert_int_equal(ledger_submit(ledger, &jobs[i].job), TNW_OK);
    }
    test_job_let_go(&gate);
    assert_int_equal(ledger_run(ledger, 0, NULL, NULL), TNW_OK);
    uint64_t commits = ledger_stats(ledger).commits;
    assert_int_equal(ledger_submit(ledger, &jobs[3].job), TNW_OK);
    ledger_stop(ledger);
    assert_int_equal(ledger_stats(ledger).commits, commits);
    for (unsigned i = 0; i < 4; i++) {
        assert_int_equal(jobs[i].done, 1);
        assert_int_equal(jobs[i].outcome, i == 0 ? TNW_E_CORRUPT : TNW_OK);
    }
    ledger_free(&ledger);
}

static void
what_a_job_wrote_is_committed_soon_and_nobody_is_told_earlier(void **state)
{
    struct ledger *ledger = start(state);
    struct test_job job;
    test_job_init(&job, 7);
    assert_int_equal(ledger_submit(ledger, &job.job), TNW_OK);
    int64_t until = clock_monotonic_ms() + 10000;
    while (!is_stored(state, 7) && clock_monotonic_ms() < until) {
        (void)sched_yield();
    }
    assert_true(is_stored(state, 7));
    ledger_stop(ledger);
    assert_true(ledger_is_settled(ledger));
    ledger_free(&ledger);
}

/* A batch that fails is undone; what batches before it had kept, in the same transaction, is not. */
static void
a_batch_that_fails_leaves_what_was_kept_before_it(void **state)
{
    struct ledger *ledger = start(state);
    struct test_job kept;
    struct test_job failing;
    struct test_job gate;
    test_job_init(&kept, 1);
    assert_int_equal(ledger_submit(ledger, &kept.job), TNW_OK);
    hold(ledger, &gate); /* runs in a batch after it, or in the same one: both are kept */
    test_job_init(&failing, 2);
    failing.result = TNW_E_CORRUPT;
    assert_int_equal(ledger_submit(ledger, &failing.job), TNW_OK);
    test_job_let_go(&gate);
    ledger_stop(ledger);
    assert_int_equal(kept.outcome, TNW_OK);
    assert_int_equal(failing.outcome, TNW_E_CORRUPT);
    assert_true(ledger_is_settled(ledger));
    assert_true(is_stored(state, 1));
    assert_true(is_stored(state, 0));
    assert_false(is_stored(state, 2));
    ledger_free(&ledger);
}

static void
a_batch_is_bounded_in_count_and_in_weight(void **state)
{
    enum { COUNT = LIMIT_LEDGER_BATCH + 10 };
    struct test_job *jobs = calloc(COUNT, sizeof *jobs);
    assert_non_null(jobs);
    struct test_job gate;
    struct ledger *ledger = start(state);
    hold(ledger, &gate);
    for (unsigned i = 0; i < COUNT; i++) {
        test_job_init(&jobs[i], i + 1);
        assert_int_equal(ledger_submit(ledger, &jobs[i].job), TNW_OK);
    }
    test_job_let_go(&gate);
    ledger_stop(ledger);
    assert_int_equal(ledger_stats(ledger).batches, 3);
    ledger_free(&ledger);

    ledger = start(state);
    hold(ledger, &gate);
    for (unsigned i = 0; i < 4; i++) {
        test_job_init(&jobs[i], i + 1);
        jobs[i].job.weight = LIMIT_LEDGER_BATCH_BYTES / 2;
        assert_int_equal(ledger_submit(ledger, &jobs[i].job), TNW_OK);
    }
    test_job_let_go(&gate);
    ledger_stop(ledger);
    assert_int_equal(ledger_stats(ledger).batches, 3);
    ledger_free(&ledger);
    free(jobs);
}

static void
a_job_with_a_storage_error_fails_alone(void **state)
{
    static const enum tnw_err errors[] = {TNW_E_STORAGE_FULL, TNW_E_CORRUPT, TNW_E_CRYPTO, TNW_E_NO_MEMORY};
    for (size_t e = 0; e < sizeof errors / sizeof errors[0]; e++) {
        struct ledger *ledger = start(state);
        struct test_job gate;
        struct test_job jobs[5];
        hold(ledger, &gate);
        for (unsigned i = 0; i < 5; i++) {
            test_job_init(&jobs[i], 100 * e + i + 1);
            jobs[i].result = i == 2 ? errors[e] : TNW_OK;
            jobs[i].sticky = e % 2 == 0;
            assert_int_equal(ledger_submit(ledger, &jobs[i].job), TNW_OK);
        }
        test_job_let_go(&gate);
        ledger_stop(ledger);
        for (unsigned i = 0; i < 5; i++) {
            assert_int_equal(jobs[i].done, 1);
            assert_int_equal(jobs[i].outcome, i == 2 ? errors[e] : TNW_OK);
            assert_int_equal(is_stored(state, 100 * e + i + 1), i != 2);
        }
        assert_int_equal(ledger_stats(ledger).failed_batches, 1);
        ledger_free(&ledger);
    }
}

/* The map is full for real: the big one fails, what is small still fits, and nothing is fatal. */
static void
a_full_store_fails_what_does_not_fit_and_is_not_fatal(void **state)
{
    struct place *place = *state;
    place_close(place);
    place_open(place, (size_t)1 << 20, (size_t)64 << 10);
    struct ledger *ledger = start(state);
    struct test_job gate;
    struct test_job jobs[3];
    hold(ledger, &gate);
    for (unsigned i = 0; i < 3; i++) {
        test_job_init(&jobs[i], i + 1);
        jobs[i].size = i == 1 ? (size_t)2 << 20 : 8;
        assert_int_equal(ledger_submit(ledger, &jobs[i].job), TNW_OK);
    }
    test_job_let_go(&gate);
    ledger_stop(ledger);
    assert_int_equal(jobs[0].outcome, TNW_OK);
    assert_int_equal(jobs[1].outcome, TNW_E_STORAGE_FULL);
    assert_int_equal(jobs[2].outcome, TNW_OK);
    assert_true(is_stored(state, 1) && !is_stored(state, 2) && is_stored(state, 3));
    ledger_free(&ledger);
}

static void
a_stopped_ledger_has_worked_off_its_queue_and_refuses(void **state)
{
    struct ledger *ledger = start(state);
    struct test_job gate;
    struct test_job before;
    struct test_job after;
    hold(ledger, &gate);
    test_job_init(&before, 1);
    test_job_init(&after, 2);
    assert_int_equal(ledger_submit(ledger, &before.job), TNW_OK);
    test_job_let_go(&gate);
    ledger_stop(ledger);
    assert_int_equal(before.done, 1);
    assert_int_equal(ledger_submit(ledger, &after.job), TNW_E_UNAVAILABLE);
    assert_int_equal(after.done, 0);
    assert_int_equal(after.runs, 0);
    ledger_stop(ledger);
    ledger_free(&ledger);
    assert_null(ledger);
    ledger_free(&ledger);
}

static void
a_queue_that_is_full_refuses_and_loses_nothing(void **state)
{
    struct test_job *jobs = calloc(LIMIT_LEDGER_QUEUE + 1, sizeof *jobs);
    assert_non_null(jobs);
    struct ledger *ledger = start(state);
    struct test_job gate;
    hold(ledger, &gate);
    for (size_t i = 0; i < LIMIT_LEDGER_QUEUE; i++) {
        test_job_init(&jobs[i], 1);
        assert_int_equal(ledger_submit(ledger, &jobs[i].job), TNW_OK);
    }
    struct test_job *last = &jobs[LIMIT_LEDGER_QUEUE];
    test_job_init(last, 2);
    assert_int_equal(ledger_submit(ledger, &last->job), TNW_E_RATE_LIMITED);
    assert_int_equal(ledger_stats(ledger).waiting, LIMIT_LEDGER_QUEUE);
    test_job_let_go(&gate);
    ledger_stop(ledger);
    assert_int_equal(last->done, 0);
    for (size_t i = 0; i < LIMIT_LEDGER_QUEUE; i++) {
        assert_int_equal(jobs[i].done, 1);
    }
    ledger_free(&ledger);
    free(jobs);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(jobs_run_in_the_order_in_which_they_were_submitted),
        WITH_PLACE(what_a_job_that_settles_wrote_is_committed_when_done_is_called),
        WITH_PLACE(those_who_wait_see_what_was_before_them_and_force_no_commit),
        WITH_PLACE(those_who_wait_are_released_by_any_commit_and_at_once_when_nothing_is_open),
        WITH_PLACE(what_a_job_wrote_is_committed_soon_and_nobody_is_told_earlier),
        WITH_PLACE(a_batch_that_fails_leaves_what_was_kept_before_it),
        WITH_PLACE(a_batch_is_bounded_in_count_and_in_weight),
        WITH_PLACE(a_job_with_a_storage_error_fails_alone),
        WITH_PLACE(a_full_store_fails_what_does_not_fit_and_is_not_fatal),
        WITH_PLACE(a_stopped_ledger_has_worked_off_its_queue_and_refuses),
        WITH_PLACE(a_queue_that_is_full_refuses_and_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
