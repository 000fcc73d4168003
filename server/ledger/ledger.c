#include "ledger/ledger.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/limits.h"

struct ledger {
    struct store *store;
    const struct log *log;
    void (*fatal)(void *ctx, enum tnw_err err);
    void *fatal_ctx;
    pthread_t thread;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t wake;
    struct ledger_job *first;
    struct ledger_job **last;
    size_t waiting;
    bool stopping;
    struct ledger_stats stats;
};

/* Takes the jobs for one commit off the queue, in order; NULL when the ledger has stopped and nothing waits. */
static struct ledger_job *
take_batch(struct ledger *ledger)
{
    (void)pthread_mutex_lock(&ledger->lock);
    while (ledger->first == NULL && !ledger->stopping) {
        (void)pthread_cond_wait(&ledger->wake, &ledger->lock);
    }
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

/* One write transaction over all of the batch. */
static enum tnw_err
commit_batch(struct ledger *ledger, struct ledger_job *batch)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_write(ledger->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    for (struct ledger_job *job = batch; job != NULL; job = job->next) {
        err = job->execute(job, txn);
        if (err == TNW_OK) {
            err = txn_error(txn);
        }
        if (err != TNW_OK) {
            txn_abort(&txn);
            return err;
        }
    }
    err = txn_commit(&txn);
    if (err != TNW_OK && err != TNW_E_STORAGE_FULL) {
        log_bug(ledger->log, "commit_failed", "err=%s", tnw_error_info(err)->code);
        ledger->fatal(ledger->fatal_ctx, err);
    }
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
commit_one_by_one(struct ledger *ledger, struct ledger_job *batch)
{
    while (batch != NULL) {
        struct ledger_job *job = batch;
        batch = job->next;
        job->next = NULL;
        finish_batch(ledger, job, commit_batch(ledger, job));
    }
}

static void *
run(void *arg)
{
    struct ledger *ledger = arg;
    struct ledger_job *batch;
    while ((batch = take_batch(ledger)) != NULL) {
        enum tnw_err outcome = commit_batch(ledger, batch);
        if (outcome != TNW_OK && batch->next != NULL) {
            commit_one_by_one(ledger, batch);
        } else {
            finish_batch(ledger, batch, outcome);
        }
    }
    return NULL;
}

enum tnw_err
ledger_start(struct ledger **out, struct store *store, const struct log *log,
             void (*fatal)(void *ctx, enum tnw_err err), void *ctx)
{
    *out = NULL;
    struct ledger *ledger = calloc(1, sizeof *ledger);
    if (ledger == NULL) {
        return TNW_E_NO_MEMORY;
    }
    ledger->store = store;
    ledger->log = log;
    ledger->fatal = fatal;
    ledger->fatal_ctx = ctx;
    ledger->last = &ledger->first;
    (void)pthread_mutex_init(&ledger->lock, NULL);
    (void)pthread_cond_init(&ledger->wake, NULL);
    if (pthread_create(&ledger->thread, NULL, run, ledger) != 0) {
        free(ledger);
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
    (void)pthread_cond_destroy(&(*ledger)->wake);
    (void)pthread_mutex_destroy(&(*ledger)->lock);
    free(*ledger);
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
