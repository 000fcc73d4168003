/* A command at the machine that does one job behind the other leaves the writer to a server between them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "service/erasure/erasing.h"
#include "store/inside.h"
#include "unit/store/store_place.h"

#define JOBS 40

struct turns {
    struct place *place;
    atomic_bool over;
    atomic_uint commits; /* of the other */
    unsigned last;       /* what they were at the last job */
    unsigned passed_by;  /* jobs in front of which the other had no turn */
};

/* As the ledger does: as soon as it has the writer, a short commit. */
static void *
commit_on(void *arg)
{
    struct turns *turns = arg;
    while (!atomic_load(&turns->over)) {
        struct txn *txn = place_write(turns->place);
        txn_put(txn, SPACE_META, slice_str("turn"), slice_str("x"));
        place_commit(txn);
        atomic_fetch_add(&turns->commits, 1);
    }
    return NULL;
}

static enum tnw_err
hold_writer(void *ctx, struct txn *txn)
{
    struct turns *turns = ctx;
    const struct timespec held = {.tv_nsec = 10 * 1000000};
    unsigned commits = atomic_load(&turns->commits);
    turns->passed_by += commits == turns->last ? 1 : 0;
    turns->last = commits;
    txn_put(txn, SPACE_META, slice_str("job"), slice_str("x"));
    (void)nanosleep(&held, NULL);
    return TNW_OK;
}

static void
between_two_jobs_others_have_their_turn(void **state)
{
    struct turns turns = {.place = *state};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, commit_on, &turns), 0);
    for (unsigned i = 0; i < JOBS; i++) {
        assert_int_equal(erasing_commit_directly(turns.place->store, hold_writer, &turns), TNW_OK);
    }
    atomic_store(&turns.over, true);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_in_range(turns.passed_by, 0, JOBS / 4); /* a machine with much to do lets threads wait */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(between_two_jobs_others_have_their_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
