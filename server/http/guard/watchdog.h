/*
 * Ends what is past its deadline. libmicrohttpd's own timeout starts anew with every byte, so a peer that trickles
 * would stay for ever: one thread looks a few times a second.
 */
#ifndef TNW_HTTP_GUARD_WATCHDOG_H
#define TNW_HTTP_GUARD_WATCHDOG_H

#include "base/time/pacer.h"

struct watchdog {
    struct pacer pacer;
    bool running;
    void (*look)(void *ctx, int64_t now);
    void *ctx;
};

/* look(ctx, now) is called a few times a second, on the watchdog's thread; now: clock_monotonic_ms. Errors:
 * UNAVAILABLE. */
TNW_MUST_CHECK enum tnw_err watchdog_start(struct watchdog *dog, void (*look)(void *ctx, int64_t now), void *ctx);
void watchdog_stop(struct watchdog *dog);

#endif
