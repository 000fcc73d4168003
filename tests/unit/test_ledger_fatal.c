/* A commit that the disk refuses ends the process: nothing is handed back as done, and nothing is served after. */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "ledger/ledger.h"
#include "ledger_job.h"
#include "store_place.h"

static const struct log quiet = {-1};

struct death {
    _Atomic(int) err;
};

/* The real one ends the process; here only the ledger's thread ends. */
static void
die(void *ctx, enum tnw_err err)
{
    struct death *death = ctx;
    atomic_store(&death->err, (int)err);
    pthread_exit(NULL);
}

/* No file may grow, nor be written at all: pwrite() says EFBIG, as a broken disk would say EIO. */
static void
forbid_writing(struct rlimit *before)
{
    struct rlimit none;
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, before), 0);
    none = *before;
    none.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
}

static void
a_commit_that_fails_is_fatal_and_no_job_is_done(void **state)
{
    struct place *place = *state;
    struct death death = {.err = TNW_OK};
    struct ledger *ledger;
    struct test_job gate;
    struct test_job job;
    struct rlimit before;
    assert_int_equal(ledger_start(&ledger, place->store, &quiet, die, &death), TNW_OK);
    test_job_init(&gate, 1);
    test_job_init(&job, 2);
    gate.gated = true;
    assert_int_equal(ledger_submit(ledger, &gate.job), TNW_OK);
    test_job_wait_started(&gate);
    assert_int_equal(ledger_submit(ledger, &job.job), TNW_OK);
    forbid_writing(&before);
    test_job_let_go(&gate);
    ledger_stop(ledger);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(atomic_load(&death.err), TNW_E_IO);
    assert_int_equal(gate.done, 0);
    assert_int_equal(job.done, 0);
    assert_int_equal(job.runs, 0);
    ledger_free(&ledger);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_commit_that_fails_is_fatal_and_no_job_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
