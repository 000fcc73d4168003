#include "http/guard/watchdog.h"

#include "base/clock.h"

/* How late a deadline may be noticed. */
#define TICK_MS 250

static void *
watch_main(void *arg)
{
    struct watchdog *dog = arg;
    pacer_rest(&dog->pacer, TICK_MS);
    while (!pacer_is_stopping(&dog->pacer)) {
        dog->look(dog->ctx, clock_monotonic_ms());
        pacer_rest(&dog->pacer, TICK_MS);
    }
    return NULL;
}

enum tnw_err
watchdog_start(struct watchdog *dog, void (*look)(void *ctx, int64_t now), void *ctx)
{
    dog->look = look;
    dog->ctx = ctx;
    enum tnw_err err = pacer_start(&dog->pacer, watch_main, dog);
    dog->running = err == TNW_OK;
    return err;
}

void
watchdog_stop(struct watchdog *dog)
{
    if (dog->running) {
        pacer_stop(&dog->pacer);
        dog->running = false;
    }
}
