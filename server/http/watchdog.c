#include "http/watchdog.h"

#include "base/clock.h"
#include "base/condition.h"

/* How late a deadline may be noticed. */
#define TICK_MS 250

static bool
next_tick(struct watchdog *dog)
{
    int64_t until = clock_monotonic_ms() + TICK_MS;
    pthread_mutex_lock(&dog->lock);
    if (!dog->stopping) {
        (void)condition_wait_until(&dog->wake, &dog->lock, until);
    }
    bool stopping = dog->stopping;
    pthread_mutex_unlock(&dog->lock);
    return !stopping;
}

static void *
watch_main(void *arg)
{
    struct watchdog *dog = arg;
    while (next_tick(dog)) {
        dog->look(dog->ctx, clock_monotonic_ms());
    }
    return NULL;
}

enum tnw_err
watchdog_start(struct watchdog *dog, void (*look)(void *ctx, int64_t now), void *ctx)
{
    dog->look = look;
    dog->ctx = ctx;
    condition_init(&dog->wake);
    pthread_mutex_init(&dog->lock, NULL);
    dog->stopping = false;
    dog->running = pthread_create(&dog->thread, NULL, watch_main, dog) == 0;
    return dog->running ? TNW_OK : TNW_E_NO_MEMORY;
}

void
watchdog_stop(struct watchdog *dog)
{
    if (!dog->running) {
        return;
    }
    pthread_mutex_lock(&dog->lock);
    dog->stopping = true;
    pthread_cond_signal(&dog->wake);
    pthread_mutex_unlock(&dog->lock);
    pthread_join(dog->thread, NULL);
    dog->running = false;
    pthread_cond_destroy(&dog->wake);
    pthread_mutex_destroy(&dog->lock);
}
