#include "ledger/ledger_run.h"

#include <pthread.h>

struct errand {
    struct ledger_job job; /* first */
    enum tnw_err (*execute)(void *ctx, struct txn *txn);
    void *ctx;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t moved;
    bool done;
    enum tnw_err outcome;
};

static enum tnw_err
execute_errand(struct ledger_job *job, struct txn *txn)
{
    const struct errand *it = (const struct errand *)(void *)job;
    return it->execute(it->ctx, txn);
}

static void
errand_done(struct ledger_job *job, enum tnw_err outcome)
{
    struct errand *it = (struct errand *)(void *)job;
    (void)pthread_mutex_lock(&it->lock);
    it->outcome = outcome;
    it->done = true;
    (void)pthread_cond_signal(&it->moved);
    (void)pthread_mutex_unlock(&it->lock);
}

static enum tnw_err
wait_for(struct errand *it)
{
    (void)pthread_mutex_lock(&it->lock);
    while (!it->done) {
        (void)pthread_cond_wait(&it->moved, &it->lock);
    }
    enum tnw_err outcome = it->outcome;
    (void)pthread_mutex_unlock(&it->lock);
    return outcome;
}

enum tnw_err
ledger_run(struct ledger *ledger, size_t weight, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx)
{
    struct errand it = {
        .job = {.weight = weight, .settles = true, .execute = run == NULL ? NULL : execute_errand, .done = errand_done},
        .execute = run,
        .ctx = ctx};
    (void)pthread_mutex_init(&it.lock, NULL);
    (void)pthread_cond_init(&it.moved, NULL);
    enum tnw_err err = ledger_submit(ledger, &it.job);
    if (err == TNW_OK) {
        err = wait_for(&it);
    }
    (void)pthread_cond_destroy(&it.moved);
    (void)pthread_mutex_destroy(&it.lock);
    return err;
}
