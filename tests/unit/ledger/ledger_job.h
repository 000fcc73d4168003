/* A job for tests of the ledger: writes its number into the store, and notes what happens to it. */
#ifndef TNW_TESTS_LEDGER_JOB_H
#define TNW_TESTS_LEDGER_JOB_H

#include <pthread.h>
#include <stdbool.h>

#include "ledger/ledger.h"

/* Numbers in the order in which jobs ran. Ledger thread only, until it has stopped. */
struct test_log {
    uint64_t numbers[64];
    size_t count;
};

/* All but the gate is the ledger thread's until the ledger has stopped. */
struct test_job {
    struct ledger_job job; /* first */
    uint64_t number;
    size_t size; /* of the value it writes */
    enum tnw_err result;
    bool sticky; /* the result is the transaction's error, not what execute returns */
    struct test_log *log;
    struct store *check_store;
    bool was_stored_when_done;
    unsigned runs;
    unsigned done;
    enum tnw_err outcome;

    bool gated;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    bool started;
    bool let_go;
};

void test_job_init(struct test_job *job, uint64_t number);
void test_job_wait_started(struct test_job *gate);
void test_job_let_go(struct test_job *gate);
/* A fatal hook for ledgers that must not need it. */
void test_job_no_fatal(void *ctx, enum tnw_err err);

#endif
