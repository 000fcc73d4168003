#include "ledger/sealer.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "audit/seal.h"
#include "base/clock.h"
#include "base/limits.h"

struct sealer {
    struct sealer_options options;
    pthread_t thread;
    enum tnw_err failing; /* what was logged last; the thread's own */
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t wake;
    bool stopping;
};

/* What the ledger does for us. */
struct seal_job {
    struct ledger_job job; /* first */
    const struct seal_plan *plan;
    struct slice note;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t moved;
    bool done;
    enum tnw_err outcome;
};

static enum tnw_err
execute(struct ledger_job *job, struct txn *txn)
{
    const struct seal_job *it = (const struct seal_job *)(void *)job;
    return seal_plan_apply(it->plan, txn, it->note);
}

static void
done(struct ledger_job *job, enum tnw_err outcome)
{
    struct seal_job *it = (struct seal_job *)(void *)job;
    (void)pthread_mutex_lock(&it->lock);
    it->outcome = outcome;
    it->done = true;
    (void)pthread_cond_signal(&it->moved);
    (void)pthread_mutex_unlock(&it->lock);
}

static enum tnw_err
wait_for(struct seal_job *job)
{
    (void)pthread_mutex_lock(&job->lock);
    while (!job->done) {
        (void)pthread_cond_wait(&job->moved, &job->lock);
    }
    enum tnw_err outcome = job->outcome;
    (void)pthread_mutex_unlock(&job->lock);
    return outcome;
}

/* Hands the plan to the ledger and waits until it is on disk. */
static enum tnw_err
store_plan(struct sealer *sealer, const struct seal_plan *plan, struct slice note)
{
    struct seal_job job = {
        .job = {.weight = plan->nodes.len, .execute = execute, .done = done}, .plan = plan, .note = note};
    (void)pthread_mutex_init(&job.lock, NULL);
    (void)pthread_cond_init(&job.moved, NULL);
    enum tnw_err err = ledger_submit(sealer->options.ledger, &job.job);
    if (err == TNW_OK) {
        err = wait_for(&job);
    }
    (void)pthread_cond_destroy(&job.moved);
    (void)pthread_mutex_destroy(&job.lock);
    return err;
}

/* What a snapshot shows is durable, so it can be signed; and it is noted down before it is. Nobody sees the signature
 * until all that belongs to it is stored. */
static enum tnw_err
sign_and_store(struct sealer *sealer, const struct seal_plan *plan)
{
    struct buf note = {0};
    enum tnw_err err = state_file_advance(sealer->options.state, buf_slice(&plan->text));
    if (err == TNW_OK) {
        err = log_key_sign(sealer->options.key, buf_slice(&plan->text), &note);
    }
    if (err == TNW_OK) {
        err = store_plan(sealer, plan, buf_slice(&note));
    }
    buf_free(&note);
    return err;
}

static enum tnw_err
make_plan(const struct sealer *sealer, struct seal_plan *plan)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(sealer->options.store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    err = seal_plan_make(plan, txn, slice_str(sealer->options.key->public.name), LIMIT_SEAL_RECORDS);
    txn_abort(&txn);
    return err;
}

/* One checkpoint. Out: *more: there may be further records right behind it. */
static enum tnw_err
seal_once(struct sealer *sealer, bool *more)
{
    struct seal_plan plan = {.from = 0};
    *more = false;
    enum tnw_err err = make_plan(sealer, &plan);
    if (err == TNW_OK && plan.text.len > 0) {
        err = sign_and_store(sealer, &plan);
        *more = err == TNW_OK && plan.more;
    }
    seal_plan_wipe(&plan);
    return err;
}

/* Each trouble once, not twice a second. */
static void
tell(struct sealer *sealer, enum tnw_err err)
{
    if (err != sealer->failing) {
        if (err != TNW_OK) {
            log_bug(sealer->options.log, "seal_failed", "err=%s", tnw_error_info(err)->code);
        } else {
            log_event(sealer->options.log, LOG_LEVEL_INFO, "seal_works_again", "%s", "");
        }
        sealer->failing = err;
    }
}

static bool
is_stopping(struct sealer *sealer)
{
    (void)pthread_mutex_lock(&sealer->lock);
    bool stopping = sealer->stopping;
    (void)pthread_mutex_unlock(&sealer->lock);
    return stopping;
}

/* Seals what waits; a long backlog until it is told to stop, or until then in the last round. */
static void
seal_waiting(struct sealer *sealer, int64_t until)
{
    bool more = true;
    while (more && (until == 0 ? !is_stopping(sealer) : clock_monotonic_ms() < until)) {
        tell(sealer, seal_once(sealer, &more));
    }
}

static void
sleep_until_next(struct sealer *sealer)
{
    struct timespec next;
    (void)clock_gettime(CLOCK_MONOTONIC, &next);
    next.tv_nsec += (long)LIMIT_SEAL_MS * 1000000;
    next.tv_sec += next.tv_nsec / 1000000000;
    next.tv_nsec %= 1000000000;
    (void)pthread_mutex_lock(&sealer->lock);
    while (!sealer->stopping && pthread_cond_timedwait(&sealer->wake, &sealer->lock, &next) == 0) {
    }
    (void)pthread_mutex_unlock(&sealer->lock);
}

static void *
run(void *arg)
{
    struct sealer *sealer = arg;
    while (!is_stopping(sealer)) {
        seal_waiting(sealer, 0);
        sleep_until_next(sealer);
    }
    seal_waiting(sealer, clock_monotonic_ms() + LIMIT_DRAIN_MS);
    return NULL;
}

static void
init_wake(pthread_cond_t *wake)
{
    pthread_condattr_t attr;
    (void)pthread_condattr_init(&attr);
    (void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    (void)pthread_cond_init(wake, &attr);
    (void)pthread_condattr_destroy(&attr);
}

static void
discard(struct sealer *sealer)
{
    (void)pthread_cond_destroy(&sealer->wake);
    (void)pthread_mutex_destroy(&sealer->lock);
    free(sealer);
}

enum tnw_err
sealer_start(struct sealer **out, const struct sealer_options *options)
{
    *out = NULL;
    struct sealer *sealer = calloc(1, sizeof *sealer);
    if (sealer == NULL) {
        return TNW_E_NO_MEMORY;
    }
    sealer->options = *options;
    (void)pthread_mutex_init(&sealer->lock, NULL);
    init_wake(&sealer->wake);
    if (pthread_create(&sealer->thread, NULL, run, sealer) != 0) {
        discard(sealer);
        return TNW_E_UNAVAILABLE;
    }
    *out = sealer;
    return TNW_OK;
}

void
sealer_stop(struct sealer **sealer)
{
    struct sealer *it = *sealer;
    if (it == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&it->lock);
    it->stopping = true;
    (void)pthread_cond_signal(&it->wake);
    (void)pthread_mutex_unlock(&it->lock);
    (void)pthread_join(it->thread, NULL);
    discard(it);
    *sealer = NULL;
}
