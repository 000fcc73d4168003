/*
 * Condition variables whose waits end by the monotonic clock.
 */
#ifndef TNW_BASE_TIME_CONDITION_H
#define TNW_BASE_TIME_CONDITION_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

void condition_init(pthread_cond_t *condition);

/* Waits with lock held. until: clock_monotonic_ms. False: it is that late; true: woken, perhaps for nothing. */
bool condition_wait_until(pthread_cond_t *condition, pthread_mutex_t *lock, int64_t until);

#endif
