#include "ledger_job.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/inside.h"
#include "store/txn.h"

static void
wait_at_gate(struct test_job *it)
{
    (void)pthread_mutex_lock(&it->lock);
    it->started = true;
    (void)pthread_cond_broadcast(&it->moved);
    while (!it->let_go) {
        (void)pthread_cond_wait(&it->moved, &it->lock);
    }
    (void)pthread_mutex_unlock(&it->lock);
}

static enum tnw_err
execute(struct ledger_job *job, struct txn *txn)
{
    struct test_job *it = (struct test_job *)(void *)job;
    struct key key = key_of_u64(it->number);
    struct buf value = {0};
    if (it->gated) {
        wait_at_gate(it);
    }
    if (it->runs++ == 0 && it->log != NULL) {
        it->log->numbers[it->log->count++] = it->number;
    }
    (void)buf_grow(&value, it->size);
    txn_put(txn, SPACE_FRAGMENT, key_slice(&key), buf_slice(&value));
    buf_free(&value);
    if (it->result != TNW_OK && it->sticky) {
        txn_set_error(txn, it->result);
        return TNW_OK;
    }
    return it->result;
}

static void
done(struct ledger_job *job, enum tnw_err outcome)
{
    struct test_job *it = (struct test_job *)(void *)job;
    struct txn *txn;
    if (it->check_store != NULL && txn_begin_read(it->check_store, &txn) == TNW_OK) {
        struct key key = key_of_u64(it->number);
        struct slice value;
        it->was_stored_when_done = txn_get(txn, SPACE_FRAGMENT, key_slice(&key), &value);
        txn_abort(&txn);
    }
    it->outcome = outcome;
    it->done++;
}

void
test_job_init(struct test_job *job, uint64_t number)
{
    *job = (struct test_job){.job = {.execute = execute, .done = done}, .number = number, .size = 8};
    (void)pthread_mutex_init(&job->lock, NULL);
    (void)pthread_cond_init(&job->moved, NULL);
}

void
test_job_wait_started(struct test_job *gate)
{
    (void)pthread_mutex_lock(&gate->lock);
    while (!gate->started) {
        (void)pthread_cond_wait(&gate->moved, &gate->lock);
    }
    (void)pthread_mutex_unlock(&gate->lock);
}

void
test_job_let_go(struct test_job *gate)
{
    (void)pthread_mutex_lock(&gate->lock);
    gate->let_go = true;
    (void)pthread_cond_broadcast(&gate->moved);
    (void)pthread_mutex_unlock(&gate->lock);
}

void
test_job_no_fatal(void *ctx, enum tnw_err err)
{
    (void)ctx;
    (void)fprintf(stderr, "fatal: %s\n", tnw_error_info(err)->code);
    abort();
}
