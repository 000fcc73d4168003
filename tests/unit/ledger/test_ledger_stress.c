/* Eight threads submit, others read: nothing is lost, nothing is seen by halves. Runs under ThreadSanitizer too. */
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ledger/ledger.h"
#include "ledger_job.h"
#include "store/audit/audit_log.h"
#include "store/inside.h"
#include "store/records/actor.h"
#include "store/txn.h"
#include "unit/store/store_place.h"

#define WRITERS 8
#define READERS 3
#define PER_WRITER 60

static const struct log quiet = {-1};

/* Adds one to a pair of counters and appends an audit leaf; all in one transaction. */
struct count_job {
    struct ledger_job job;
    struct shared *shared;
    enum tnw_err outcome;
    _Atomic(bool) done;
};

struct shared {
    struct ledger *ledger;
    struct store *store;
    _Atomic(unsigned) finished;
    _Atomic(bool) stop;
};

static uint64_t
counter(struct txn *txn, const char *name)
{
    struct slice value;
    if (!txn_get(txn, SPACE_META, slice_str(name), &value)) {
        return 0;
    }
    struct cursor cur = cursor_of(value);
    return cursor_u64(&cur);
}

static void
put_actor_at(struct txn *txn, uint64_t epoch)
{
    struct actor actor = {.id = place_id(1), .epoch = epoch, .identity.kind = IDENTITY_NISS};
    buf_printf(&actor.name, "%llu", (unsigned long long)epoch);
    actor_put(txn, &actor);
    actor_wipe(&actor);
}

static enum tnw_err
count_up(struct ledger_job *job, struct txn *txn)
{
    (void)job;
    uint64_t count = counter(txn, "count");
    struct key next = key_of_u64(count + 1);
    txn_put(txn, SPACE_META, slice_str("count"), key_slice(&next));
    put_actor_at(txn, count + 1);
    uint8_t value[MERKLE_LEVELS * HASH_SIZE + 1] = {0};
    audit_log_put(txn, count, slice_of(value, audit_log_completes(count) * HASH_SIZE + 1));
    txn_raise_generation(txn);
    return txn_error(txn);
}

static void
count_done(struct ledger_job *job, enum tnw_err outcome)
{
    struct count_job *it = (struct count_job *)(void *)job;
    it->outcome = outcome;
    atomic_fetch_add(&it->shared->finished, 1);
    atomic_store(&it->done, true);
}

static void *
submit_many(void *arg)
{
    struct shared *shared = arg;
    struct count_job *jobs = calloc(PER_WRITER, sizeof *jobs);
    for (unsigned i = 0; jobs != NULL && i < PER_WRITER; i++) {
        jobs[i].job = (struct ledger_job){.settles = i % 16 == 3, .execute = count_up, .done = count_done};
        jobs[i].shared = shared;
        while (ledger_submit(shared->ledger, &jobs[i].job) == TNW_E_RATE_LIMITED) {
        }
        /* Every other one is waited for, as a connection would. */
        while (i % 2 == 0 && !atomic_load(&jobs[i].done)) {
            (void)ledger_stats(shared->ledger);
            (void)sched_yield();
        }
    }
    return jobs;
}

static bool
is_consistent(struct txn *txn, uint64_t *count)
{
    struct actor actor = {0};
    struct slice record;
    struct id id = place_id(1);
    char text[24];
    *count = counter(txn, "count");
    bool found = actor_get(txn, &id, &actor);
    (void)snprintf(text, sizeof text, "%llu", (unsigned long long)*count);
    bool same =
        *count == 0 ? !found : found && actor.epoch == *count && slice_eq(buf_slice(&actor.name), slice_str(text));
    same = same && txn_generation(txn) == *count;
    same = same && (*count == 0 || audit_log_get(txn, *count - 1, &record)) && !audit_log_get(txn, *count, &record);
    actor_wipe(&actor);
    return same && txn_error(txn) == TNW_OK;
}

/* Returns NULL, or what was wrong: a snapshot is whole, and holds all that was handed back before the ledger said that
 * it was settled. (Two of
 * one thread need not follow each other: LMDB may show a commit that is just ending, and then the one before it.) */
static void *
read_many(void *arg)
{
    static char not_begun[] = "no read transaction";
    static char not_whole[] = "a snapshot that is not whole";
    static char too_old[] = "a snapshot without what was done";
    struct shared *shared = arg;
    while (!atomic_load(&shared->stop)) {
        struct txn *txn;
        uint64_t count;
        unsigned finished = atomic_load(&shared->finished);
        if (!ledger_is_settled(shared->ledger)) {
            finished = 0;
        }
        if (txn_begin_read(shared->store, &txn) != TNW_OK) {
            return not_begun;
        }
        bool whole = is_consistent(txn, &count);
        txn_abort(&txn);
        if (!whole || count < finished) {
            return whole ? too_old : not_whole;
        }
    }
    return NULL;
}

static void
eight_writers_lose_nothing_and_readers_see_whole_states(void **state)
{
    struct place *place = *state;
    struct shared shared = {.store = place->store};
    pthread_t writers[WRITERS];
    pthread_t readers[READERS];
    struct count_job *jobs[WRITERS];
    assert_int_equal(ledger_start(&shared.ledger, place->store, NULL, &quiet, test_job_no_fatal, NULL), TNW_OK);
    for (unsigned i = 0; i < READERS; i++) {
        assert_int_equal(pthread_create(&readers[i], NULL, read_many, &shared), 0);
    }
    for (unsigned i = 0; i < WRITERS; i++) {
        assert_int_equal(pthread_create(&writers[i], NULL, submit_many, &shared), 0);
    }
    for (unsigned i = 0; i < WRITERS; i++) {
        void *result;
        (void)pthread_join(writers[i], &result);
        jobs[i] = result;
        assert_non_null(jobs[i]);
    }
    ledger_stop(shared.ledger);
    atomic_store(&shared.stop, true);
    for (unsigned i = 0; i < READERS; i++) {
        void *result;
        (void)pthread_join(readers[i], &result);
        if (result != NULL) {
            fail_msg("%s", (const char *)result);
        }
    }
    assert_int_equal(atomic_load(&shared.finished), WRITERS * PER_WRITER);
    struct ledger_stats stats = ledger_stats(shared.ledger);
    assert_true(stats.commits > 0 && stats.commits < stats.batches);
    for (unsigned i = 0; i < WRITERS; i++) {
        for (unsigned n = 0; n < PER_WRITER; n++) {
            assert_int_equal(jobs[i][n].outcome, TNW_OK);
        }
        free(jobs[i]);
    }
    struct txn *txn = place_read(place);
    assert_int_equal(counter(txn, "count"), WRITERS * PER_WRITER);
    txn_abort(&txn);
    ledger_free(&shared.ledger);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(eight_writers_lose_nothing_and_readers_see_whole_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
