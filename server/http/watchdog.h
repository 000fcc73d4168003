/*
 * Ends what is past its deadline. libmicrohttpd's own timeout starts anew with every byte, so a peer that trickles
 * would stay for ever: one thread looks a few times a second.
 */
#ifndef TNW_HTTP_WATCHDOG_H
#define TNW_HTTP_WATCHDOG_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "tnw/error.h"

struct watchdog {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
    bool running;
    void (*look)(void *ctx, int64_t now);
    void *ctx;
};

/* look(ctx, now) is called a few times a second, on the watchdog's thread; now: clock_monotonic_ms. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err watchdog_start(struct watchdog *dog, void (*look)(void *ctx, int64_t now), void *ctx);
void watchdog_stop(struct watchdog *dog);

#endif
