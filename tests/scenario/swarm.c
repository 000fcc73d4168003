#include "swarm.h"

#include <stdlib.h>
#include <time.h>

#include "house_test.h"

struct member {
    pthread_t thread;
    struct swarm *swarm;
    size_t number;
};

struct swarm {
    void (*work)(void *ctx, size_t i);
    void *ctx;
    size_t count;
    struct member members[];
};

static void *
run(void *arg)
{
    const struct member *member = arg;
    member->swarm->work(member->swarm->ctx, member->number);
    return NULL;
}

struct swarm *
swarm_start(size_t count, void (*work)(void *ctx, size_t i), void *ctx)
{
    struct swarm *swarm = calloc(1, sizeof *swarm + count * sizeof swarm->members[0]);
    assert_non_null(swarm);
    swarm->work = work;
    swarm->ctx = ctx;
    swarm->count = count;
    for (size_t i = 0; i < count; i++) {
        swarm->members[i].swarm = swarm;
        swarm->members[i].number = i;
        assert_int_equal(pthread_create(&swarm->members[i].thread, NULL, run, &swarm->members[i]), 0);
    }
    return swarm;
}

void
swarm_join(struct swarm **swarm)
{
    for (size_t i = 0; i < (*swarm)->count; i++) {
        pthread_join((*swarm)->members[i].thread, NULL);
    }
    free(*swarm);
    *swarm = NULL;
}

void
swarm_run(size_t count, void (*work)(void *ctx, size_t i), void *ctx)
{
    struct swarm *swarm = swarm_start(count, work, ctx);
    swarm_join(&swarm);
}

int64_t
swarm_now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void
swarm_sleep_ms(long ms)
{
    struct timespec span = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
    nanosleep(&span, NULL);
}
