/* A commit that the disk refuses ends the process: nothing is handed back as done, and nothing is served after. */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "ledger/ledger.h"
#include "ledger_job.h"
#include "unit/store/store_place.h"

static const struct log quiet = {-1};

struct death {
    struct test_job *gate;
    struct test_job *job;
};

/* As the real one, this ends the process; its status says what had happened by then. */
static void
die(void *ctx, enum tnw_err err)
{
    const struct death *death = ctx;
    bool nothing_done = death->gate->done == 0 && death->job->done == 0;
    _exit(err == TNW_E_IO && nothing_done ? 0 : 1);
}

static void
must(enum tnw_err err)
{
    if (err != TNW_OK) {
        _exit(2);
    }
}

/* No file may grow, nor be written at all: pwrite() says EFBIG, as a broken disk would say EIO. */
static void
forbid_writing(void)
{
    struct rlimit none;
    if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || getrlimit(RLIMIT_FSIZE, &none) != 0) {
        _exit(2);
    }
    none.rlim_cur = 0;
    if (setrlimit(RLIMIT_FSIZE, &none) != 0) {
        _exit(2);
    }
}

/* In a child of its own: a batch that settles fails in LMDB's commit, another one in the journal. */
static void
fail_in_child(struct place *place, bool settles)
{
    struct test_job gate;
    struct test_job job;
    struct death death = {.gate = &gate, .job = &job};
    struct ledger *ledger;
    if (ledger_start(&ledger, place->store, NULL, &quiet, die, &death) != TNW_OK) {
        _exit(2);
    }
    test_job_init(&gate, 1);
    test_job_init(&job, 2);
    gate.gated = true;
    gate.job.settles = settles;
    must(ledger_submit(ledger, &gate.job));
    test_job_wait_started(&gate);
    must(ledger_submit(ledger, &job.job));
    forbid_writing();
    test_job_let_go(&gate);
    ledger_stop(ledger);
    _exit(3); /* nothing was fatal */
}

static void
assert_fatal(struct place *place, bool settles)
{
    place_close(place);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        place_open(place, PLACE_MAP, PLACE_RESERVE);
        fail_in_child(place, settles);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    place_open(place, PLACE_MAP, PLACE_RESERVE);
}

static void
a_disk_that_refuses_a_commit_is_fatal_and_no_job_is_done(void **state)
{
    assert_fatal(*state, true);
}

static void
a_disk_that_refuses_the_journal_is_fatal_and_no_job_is_done(void **state)
{
    assert_fatal(*state, false);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_disk_that_refuses_a_commit_is_fatal_and_no_job_is_done),
        WITH_PLACE(a_disk_that_refuses_the_journal_is_fatal_and_no_job_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
