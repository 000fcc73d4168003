/*
 * Who asks more than their share is answered a moment later: a peer that does not wait as it is told would else be
 * refused thousands of times a second, at the cost of others. Nothing of HTTP: a waiter is woken by its own function.
 */
#ifndef TNW_HTTP_GUARD_BRAKE_H
#define TNW_HTTP_GUARD_BRAKE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct brake_waiter {
    struct brake_waiter *next; /* the brake's */
    int64_t until;             /* clock_monotonic_ms; the brake's */
    /* Called once, from any thread, after the waiter left the brake. */
    void (*wake)(struct brake_waiter *waiter);
};

struct brake {
    pthread_mutex_t lock;
    bool open;
    struct brake_waiter *first; /* the one that waits longest */
    struct brake_waiter **last;
};

void brake_init(struct brake *brake);
void brake_wipe(struct brake *brake);

/* From LIMIT_BRAKE_MS after now on the waiter is woken; at once when the brake is open. */
void brake_hold(struct brake *brake, struct brake_waiter *waiter, int64_t now);
/* Wakes those whose time has come. */
void brake_release(struct brake *brake, int64_t now);
/* Wakes everybody; nobody waits after it. */
void brake_open(struct brake *brake);

#endif
