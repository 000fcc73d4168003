#include "http/deadline.h"

#include <time.h>

#include "base/clock.h"
#include "http/http.h"

/* How late a deadline may be noticed. */
#define TICK_NS (250L * 1000 * 1000)

int64_t
deadline_after(int64_t now, int64_t ms)
{
    return now > DEADLINE_NONE - ms ? DEADLINE_NONE : now + ms;
}

bool
deadline_passed(int64_t deadline, int64_t now)
{
    return deadline != DEADLINE_NONE && now >= deadline;
}

static bool
next_tick(struct deadline_watch *watch)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += TICK_NS;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&watch->lock);
    if (!watch->stopping) {
        pthread_cond_timedwait(&watch->wake, &watch->lock, &until);
    }
    bool stopping = watch->stopping;
    pthread_mutex_unlock(&watch->lock);
    return !stopping;
}

static void *
watch_main(void *arg)
{
    struct http *http = arg;
    while (next_tick(&http->watch)) {
        int64_t now = clock_monotonic_ms();
        unsigned cut = connection_cut_late(&http->connections, now);
        metrics_add(&http->metrics.connections_cut, cut);
        longpoll_expire(&http->polls, now);
    }
    return NULL;
}

enum tnw_err
deadline_watch_start(struct http *http)
{
    struct deadline_watch *watch = &http->watch;
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&watch->wake, &attr);
    pthread_condattr_destroy(&attr);
    pthread_mutex_init(&watch->lock, NULL);
    watch->stopping = false;
    watch->running = pthread_create(&watch->thread, NULL, watch_main, http) == 0;
    return watch->running ? TNW_OK : TNW_E_NO_MEMORY;
}

void
deadline_watch_stop(struct http *http)
{
    struct deadline_watch *watch = &http->watch;
    if (!watch->running) {
        return;
    }
    pthread_mutex_lock(&watch->lock);
    watch->stopping = true;
    pthread_cond_signal(&watch->wake);
    pthread_mutex_unlock(&watch->lock);
    pthread_join(watch->thread, NULL);
    watch->running = false;
    pthread_cond_destroy(&watch->wake);
    pthread_mutex_destroy(&watch->lock);
}
