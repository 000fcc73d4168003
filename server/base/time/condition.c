#include "base/time/condition.h"

#include <errno.h>
#include <time.h>

void
condition_init(pthread_cond_t *condition)
{
    pthread_condattr_t attr;
    (void)pthread_condattr_init(&attr);
    (void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    (void)pthread_cond_init(condition, &attr);
    (void)pthread_condattr_destroy(&attr);
}

bool
condition_wait_until(pthread_cond_t *condition, pthread_mutex_t *lock, int64_t until)
{
    const struct timespec time = {.tv_sec = until / 1000, .tv_nsec = until % 1000 * 1000000};
    return pthread_cond_timedwait(condition, lock, &time) != ETIMEDOUT;
}
