#include "bench/evidence/evidence_load.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/limits.h"
#include "store/records/trio/message.h"

#define THREADS 2
#define TEXT 1024

struct round;

/* One write under way. */
struct write_job {
    struct ledger_job job; /* first */
    struct round *round;
    struct write_job *free;
    uint64_t dossier;
    struct id message;
    struct evidence_random random;
};

/* Threads that keep `outstanding` writes in the ledger. */
struct round {
    const struct evidence_load *load;
    uint64_t end;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t moved;
    struct write_job *free;
    unsigned running;
    uint64_t started;
    uint64_t written;
};

void
evidence_load_put(struct txn *txn, uint64_t dossier, const struct id *message, struct evidence_random *random)
{
    static const char text[TEXT] = {0};
    const struct thread thread = {.dossier = evidence_store_dossier(dossier), .id = evidence_store_thread(dossier)};
    struct message it = {.id = *message, .number = 1, .author_role = ROLE_HUISARTS};
    buf_put(&it.text, text, sizeof text);
    message_put(txn, &thread, &it);
    message_wipe(&it);
    evidence_store_append(txn, dossier, random);
}

/* Ledger thread. */
static enum tnw_err
execute(struct ledger_job *job, struct txn *txn)
{
    struct write_job *it = (struct write_job *)(void *)job;
    evidence_load_put(txn, it->dossier, &it->message, &it->random);
    return txn_error(txn);
}

static void
done(struct ledger_job *job, enum tnw_err outcome)
{
    struct write_job *it = (struct write_job *)(void *)job;
    struct round *round = it->round;
    evidence_store_must(outcome, "write");
    (void)pthread_mutex_lock(&round->lock);
    it->free = round->free;
    round->free = it;
    round->running--;
    round->written++;
    (void)pthread_cond_signal(&round->moved);
    (void)pthread_mutex_unlock(&round->lock);
}

static struct write_job *
take(struct round *round)
{
    (void)pthread_mutex_lock(&round->lock);
    while (round->free == NULL) {
        (void)pthread_cond_wait(&round->moved, &round->lock);
    }
    struct write_job *job = round->free;
    round->free = job->free;
    round->running++;
    job->random = evidence_random(round->load->seed + (round->started++ << 20));
    (void)pthread_mutex_unlock(&round->lock);
    return job;
}

static void *
submit(void *arg)
{
    struct round *round = arg;
    const struct clock clock = clock_system();
    while (evidence_store_now() < round->end) {
        struct write_job *job = take(round);
        job->dossier = evidence_random_below(&job->random, round->load->dossiers);
        job->message = id_new(clock_now(&clock));
        job->round = round;
        job->job = (struct ledger_job){.weight = TEXT + LIMIT_JOB_PAGES, .execute = execute, .done = done};
        evidence_store_must(ledger_submit(round->load->ledger, &job->job), "ledger");
    }
    return NULL;
}

static void
wait_for_all(struct round *round)
{
    (void)pthread_mutex_lock(&round->lock);
    while (round->running > 0) {
        (void)pthread_cond_wait(&round->moved, &round->lock);
    }
    (void)pthread_mutex_unlock(&round->lock);
}

static void
run_threads(struct round *round)
{
    pthread_t threads[THREADS];
    for (unsigned i = 0; i < THREADS; i++) {
        evidence_store_must(pthread_create(&threads[i], NULL, submit, round) == 0 ? TNW_OK : TNW_E_UNAVAILABLE,
                            "thread");
    }
    for (unsigned i = 0; i < THREADS; i++) {
        (void)pthread_join(threads[i], NULL);
    }
    wait_for_all(round);
}

uint64_t
evidence_load_run(const struct evidence_load *load)
{
    struct write_job *jobs = calloc(load->outstanding, sizeof *jobs);
    evidence_store_must(jobs == NULL ? TNW_E_NO_MEMORY : TNW_OK, "load");
    struct round round = {.load = load, .end = evidence_store_now() + (uint64_t)(load->seconds * 1e9)};
    (void)pthread_mutex_init(&round.lock, NULL);
    (void)pthread_cond_init(&round.moved, NULL);
    for (unsigned i = 0; i < load->outstanding; i++) {
        jobs[i].free = round.free;
        round.free = &jobs[i];
    }
    run_threads(&round);
    (void)pthread_cond_destroy(&round.moved);
    (void)pthread_mutex_destroy(&round.lock);
    free(jobs);
    return round.written;
}
