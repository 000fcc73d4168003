/*
 * Many at once.
 */
#ifndef SCENARIO_SWARM_H
#define SCENARIO_SWARM_H

#include "house.h"

/* Runs work(ctx, i) for i below count, each in a thread of its own, and waits for all. Only the caller's thread may
 * fail the test. */
void swarm_run(size_t count, void (*work)(void *ctx, size_t i), void *ctx);

struct swarm;

struct swarm *swarm_start(size_t count, void (*work)(void *ctx, size_t i), void *ctx);
void swarm_join(struct swarm **swarm);

/* Monotonic time. */
int64_t swarm_now_us(void);
void swarm_sleep_ms(long ms);

#endif
