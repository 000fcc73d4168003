/*
 * A thread that does its work, rests, and does it again, until it is told to stop.
 */
#ifndef TNW_BASE_TIME_PACER_H
#define TNW_BASE_TIME_PACER_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

struct pacer {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping; /* guarded by lock */
};

/* Starts the thread; it lies still in memory until pacer_stop. Errors: UNAVAILABLE: there is none, and nothing to
 * stop. */
TNW_MUST_CHECK enum tnw_err pacer_start(struct pacer *pacer, void *(*work)(void *), void *arg);
/* Wakes the thread where it rests, and waits for its end. */
void pacer_stop(struct pacer *pacer);

/* For the thread itself. */
bool pacer_is_stopping(struct pacer *pacer);
/* Returns after so many milliseconds, or when it is to stop. */
void pacer_rest(struct pacer *pacer, int64_t ms);

#endif
