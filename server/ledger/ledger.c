#include "ledger/ledger.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/time/condition.h"

struct ledger {
    struct store *store;
    struct log_clock *clock; /* may be NULL */
    const struct log *log;
    void (*fatal)(void *ctx, enum tnw_err err);
    void *fatal_ctx;
    pthread_t thread;
    struct txn *txn;            /* the ledger thread's, as is due; NULL: none is open */
    int64_t due;                /* when it is to be committed, clock_monotonic_ms */
    struct ledger_job *waiters; /* for the next commit; the ledger thread's */
    atomic_bool settled;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t wake;
    struct ledger_job *first;
    struct ledger_job **last;
    size_t waiting;
    bool stopping;
    struct ledger_stats stats;
};

/* Until a job waits, or the ledger stops, or the open transaction is due. */
static void
await_job(struct ledger *ledger)
{
    bool in_time = true;
    while (ledger->first == NULL && !ledger->stopping && in_time) {
        if (ledger->txn == NULL) {
            (void)pthread_cond_wait(&ledger->wake, &ledger->lock);
        } else {
            in_time = condition_wait_until(&ledger->wake, &ledger->lock, ledger->due);
        }
    }
}

/* Takes the jobs for one batch off the queue, in order; NULL when none waits. */
static struct ledger_job *
take_batch(struct ledger *ledger)
{
    (void)pthread_mutex_lock(&ledger->lock);
    await_job(ledger);
    struct ledger_job *batch = ledger->first;
    struct ledger_job *end = batch;
    size_t count = end == NULL ? 0 : 1;
    size_t weight = end == NULL ? 0 : end->weight;
    while (end != NULL && end->next != NULL && count < LIMIT_LEDGER_BATCH && weight < LIMIT_LEDGER_BATCH_BYTES) {
        end = end->next;
        count++;
        weight += end->weight;
    }
    if (end != NULL) {
        ledger->first = end->next;
        end->next = NULL;
        if (ledger->first == NULL) {
            ledger->last = &ledger->first;
        }
        ledger->waiting -= count;
        ledger->stats.batches++;
        ledger->stats.jobs += count;
    }
    (void)pthread_mutex_unlock(&ledger->lock);
    return batch;
}

static void
count_commit(struct ledger *ledger)
{
    (void)pthread_mutex_lock(&ledger->lock);
    ledger->stats.commits++;
    (void)pthread_mutex_unlock(&ledger->lock);
}

static void
fail_batch(struct ledger *ledger, enum tnw_err err)
{
    log_bug(ledger->log, "commit_failed", "err=%s", tnw_error_info(err)->code);
    ledger->fatal(ledger->fatal_ctx, err);
}

/* Makes what the transaction did durable: keeps it, or commits it. What a batch kept before is safe in every case. */
static enum tnw_err
make_durable(struct ledger *ledger, bool settles)
{
    enum tnw_err err = settles ? txn_commit(&ledger->txn) : txn_keep(&ledger->txn);
    if (err == TNW_OK) {
        atomic_store(&ledger->settled, ledger->txn == NULL);
        if (ledger->txn == NULL) {
            count_commit(ledger);
        }
    } else if (err != TNW_E_STORAGE_FULL && err != TNW_E_NO_MEMORY) { /* those two: nothing happened */
        fail_batch(ledger, err);
    }
    return err;
}

static enum tnw_err
open_txn(struct ledger *ledger)
{
    if (ledger->txn != NULL) {
        return TNW_OK;
    }
    ledger->due = clock_monotonic_ms() + LIMIT_SETTLE_MS;
    enum tnw_err err = txn_begin_write(ledger->store, &ledger->txn);
    if (err == TNW_E_IO) {
        fail_batch(ledger, err);
    } else if (err == TNW_OK) {
        atomic_store(&ledger->settled, true); /* what was kept before a batch failed is committed by then */
        if (ledger->clock != NULL) {
            log_clock_follow(ledger->clock, ledger->txn);
        }
    }
    return err;
}

static enum tnw_err
run_batch(struct ledger *ledger, struct ledger_job *batch, bool settles)
{
    enum tnw_err err = open_txn(ledger);
    for (struct ledger_job *job = batch; err == TNW_OK && job != NULL; job = job->next) {
        settles = settles || job->settles;
        err = job->execute == NULL ? TNW_OK : job->execute(job, ledger->txn);
        if (err == TNW_OK) {
            err = txn_error(ledger->txn);
        }
    }
    if (err == TNW_OK) {
        return make_durable(ledger, settles);
    }
    if (err == TNW_E_IO && ledger->txn != NULL) {
        fail_batch(ledger, err);
    }
    txn_abort(&ledger->txn);
    return err;
}

static void
finish_batch(struct ledger *ledger, struct ledger_job *batch, enum tnw_err outcome)
{
    if (outcome != TNW_OK) {
        log_event(ledger->log, LOG_LEVEL_WARNING, "batch_failed", "err=%s", tnw_error_info(outcome)->code);
        (void)pthread_mutex_lock(&ledger->lock);
        ledger->stats.failed_batches++;
        (void)pthread_mutex_unlock(&ledger->lock);
    }
    while (batch != NULL) {
        struct ledger_job *job = batch;
        batch = job->next; /* done() gives the job away */
        job->done(job, outcome);
    }
}

/* Each on its own, so that one that cannot be done (no room, damaged data) does not take the others down with it. */
static void
run_one_by_one(struct ledger *ledger, struct ledger_job *batch)
{
    while (batch != NULL) {
        struct ledger_job *job = batch;
        batch = job->next;
        job->next = NULL;
        finish_batch(ledger, job, run_batch(ledger, job, true));
    }
}

static void
run_and_finish(struct ledger *ledger, struct ledger_job *batch)
{
    enum tnw_err outcome = run_batch(ledger, batch, false);
    if (outcome != TNW_OK && batch->next != NULL) {
        run_one_by_one(ledger, batch);
    } else {
        finish_batch(ledger, batch, outcome);
    }
    if (ledger->txn == NULL && !atomic_load(&ledger->settled)) {
        (void)open_txn(ledger); /* should it fail, the next batch tries */
    }
}

/* Commits what was kept, so that snapshots show it. Should there be no room for that, it stays kept. */
static void
settle_batch(struct ledger *ledger)
{
    enum tnw_err err = make_durable(ledger, true);
    if (err != TNW_OK) {
        log_event(ledger->log, LOG_LEVEL_WARNING, "settle_failed", "err=%s", tnw_error_info(err)->code);
    }
}

/* Returns what is left of the batch. */
static struct ledger_job *
set_waiters_aside(struct ledger *ledger, struct ledger_job *batch)
{
    struct ledger_job *rest = NULL;
    struct ledger_job **last = &rest;
    while (batch != NULL) {
        struct ledger_job *job = batch;
        batch = job->next;
        if (job->waits) {
            job->next = ledger->waiters;
            ledger->waiters = job;
        } else {
            *last = job;
            last = &job->next;
        }
    }
    *last = NULL;
    return rest;
}

/* All at once, as soon as snapshots show what was handed back: a commit serves however many wait for it. While a
 * transaction is open its commit is to come. */
static void
release_waiters(struct ledger *ledger)
{
    if (ledger->waiters != NULL && ledger->txn == NULL && !atomic_load(&ledger->settled)) {
        (void)open_txn(ledger); /* commits what a failed commit left in the journal */
    }
    bool settled = atomic_load(&ledger->settled);
    if (ledger->waiters != NULL && (settled || ledger->txn == NULL)) {
        struct ledger_job *waiters = ledger->waiters;
        ledger->waiters = NULL;
        finish_batch(ledger, waiters, settled ? TNW_OK : TNW_E_UNAVAILABLE);
    }
}

static void *
ledger_main(void *arg)
{
    struct ledger *ledger = arg;
    struct ledger_job *taken;
    while ((taken = take_batch(ledger)) != NULL || ledger->txn != NULL) {
        struct ledger_job *batch = set_waiters_aside(ledger, taken);
        if (batch != NULL) {
            run_and_finish(ledger, batch);
        }
        if (ledger->txn != NULL && (taken == NULL || clock_monotonic_ms() >= ledger->due)) {
            settle_batch(ledger);
        }
        release_waiters(ledger);
    }
    return NULL;
}

static void
discard_ledger(struct ledger *ledger)
{
    (void)pthread_cond_destroy(&ledger->wake);
    (void)pthread_mutex_destroy(&ledger->lock);
    free(ledger);
}

enum tnw_err
ledger_start(struct ledger **out, struct store *store, struct log_clock *clock, const struct log *log,
             void (*fatal)(void *ctx, enum tnw_err err), void *ctx)
{
    *out = NULL;
    struct ledger *ledger = calloc(1, sizeof *ledger);
    if (ledger == NULL) {
        return TNW_E_NO_MEMORY;
    }
    ledger->store = store;
    ledger->clock = clock;
    ledger->log = log;
    ledger->fatal = fatal;
    ledger->fatal_ctx = ctx;
    ledger->last = &ledger->first;
    (void)pthread_mutex_init(&ledger->lock, NULL);
    condition_init(&ledger->wake);
    atomic_init(&ledger->settled, true);
    if (pthread_create(&ledger->thread, NULL, ledger_main, ledger) != 0) {
        discard_ledger(ledger);
        return TNW_E_UNAVAILABLE;
    }
    *out = ledger;
    return TNW_OK;
}

enum tnw_err
ledger_submit(struct ledger *ledger, struct ledger_job *job)
{
    enum tnw_err err = TNW_OK;
    job->next = NULL;
    (void)pthread_mutex_lock(&ledger->lock);
    if (ledger->stopping) {
        err = TNW_E_UNAVAILABLE;
    } else if (ledger->waiting >= LIMIT_LEDGER_QUEUE) {
        err = TNW_E_RATE_LIMITED;
    } else {
        *ledger->last = job;
        ledger->last = &job->next;
        ledger->waiting++;
        (void)pthread_cond_signal(&ledger->wake);
    }
    (void)pthread_mutex_unlock(&ledger->lock);
    return err;
}

struct log_clock *
ledger_clock(const struct ledger *ledger)
{
    return ledger->clock;
}

bool
ledger_is_settled(struct ledger *ledger)
{
    return atomic_load(&ledger->settled);
}

void
ledger_stop(struct ledger *ledger)
{
    (void)pthread_mutex_lock(&ledger->lock);
    bool first = !ledger->stopping;
    ledger->stopping = true;
    (void)pthread_cond_signal(&ledger->wake);
    (void)pthread_mutex_unlock(&ledger->lock);
    if (first) {
        (void)pthread_join(ledger->thread, NULL);
    }
}

void
ledger_free(struct ledger **ledger)
{
    if (*ledger == NULL) {
        return;
    }
    ledger_stop(*ledger);
    discard_ledger(*ledger);
    *ledger = NULL;
}

struct ledger_stats
ledger_stats(struct ledger *ledger)
{
    (void)pthread_mutex_lock(&ledger->lock);
    struct ledger_stats stats = ledger->stats;
    stats.waiting = ledger->waiting;
    (void)pthread_mutex_unlock(&ledger->lock);
    return stats;
}
