/*
 * One thread of load: its share of the connections, its schedule, what it saw.
 */
#ifndef TNW_BENCH_WORKER_H
#define TNW_BENCH_WORKER_H

#include <pthread.h>
#include <stdint.h>

#include "bench/connection.h"
#include "bench/histogram.h"
#include "bench/template.h"

#define WORKER_STATUS_MAX 1000

/* The same for all threads, const while they run. Times are CLOCK_MONOTONIC nanoseconds. */
struct plan {
    const struct target *target;
    const struct template_set *requests;
    unsigned threads;     /* with a blocking target as many as connections */
    unsigned connections; /* of all threads together */
    uint64_t first_number;
    uint64_t rate;  /* requests a second of all threads together; 0: as fast as answers come */
    uint64_t count; /* measured requests of all threads together; 0: until end */
    uint64_t start;
    uint64_t measure_from; /* what is meant to start earlier is warm-up */
    uint64_t end;
    uint64_t patience; /* how long after end answers are waited for */
};

/* Only requests whose intended start lies within [measure_from, end) count, except for failures: they all do. */
struct tally {
    struct histogram latency; /* from the intended start, so a stalled server cannot hide what queued behind it */
    uint64_t status[WORKER_STATUS_MAX];
    uint64_t failed[CONNECTION_EVENTS];
    uint64_t sent; /* with the warm-up */
    uint64_t unanswered;
    uint64_t unsent; /* open loop: intended, but never sent */
    uint64_t reopened;
    uint64_t bytes_in;
    uint64_t bytes_out;
    uint64_t last_answer;
    char tls[64];
};

struct worker;

/* Returns a worker that is not running yet, or NULL without memory or epoll. In: plan, outlives it. */
struct worker *worker_new(const struct plan *plan, unsigned index);
void worker_free(struct worker *worker);

/* Runs to the end of the plan on a thread of its own. Errors: TNW_E_INTERNAL when there is no thread to be had. */
TNW_MUST_CHECK enum tnw_err worker_start(struct worker *worker);
/* Waits for the end; the tally is valid until worker_free. */
const struct tally *worker_join(struct worker *worker);

uint64_t worker_now(void);

#endif
