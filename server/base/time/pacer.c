#include "base/time/pacer.h"

#include "base/clock.h"
#include "base/time/condition.h"

static void
pacer_discard(struct pacer *pacer)
{
    (void)pthread_cond_destroy(&pacer->wake);
    (void)pthread_mutex_destroy(&pacer->lock);
}

enum tnw_err
pacer_start(struct pacer *pacer, void *(*work)(void *), void *arg)
{
    pacer->stopping = false;
    (void)pthread_mutex_init(&pacer->lock, NULL);
    condition_init(&pacer->wake);
    if (pthread_create(&pacer->thread, NULL, work, arg) != 0) {
        pacer_discard(pacer);
        return TNW_E_UNAVAILABLE;
    }
    return TNW_OK;
}

void
pacer_stop(struct pacer *pacer)
{
    (void)pthread_mutex_lock(&pacer->lock);
    pacer->stopping = true;
    (void)pthread_cond_signal(&pacer->wake);
    (void)pthread_mutex_unlock(&pacer->lock);
    (void)pthread_join(pacer->thread, NULL);
    pacer_discard(pacer);
}

bool
pacer_is_stopping(struct pacer *pacer)
{
    (void)pthread_mutex_lock(&pacer->lock);
    bool stopping = pacer->stopping;
    (void)pthread_mutex_unlock(&pacer->lock);
    return stopping;
}

void
pacer_rest(struct pacer *pacer, int64_t ms)
{
    int64_t until = clock_monotonic_ms() + ms;
    (void)pthread_mutex_lock(&pacer->lock);
    while (!pacer->stopping && condition_wait_until(&pacer->wake, &pacer->lock, until)) {
    }
    (void)pthread_mutex_unlock(&pacer->lock);
}
