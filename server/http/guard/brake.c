#include "http/guard/brake.h"

#include <stddef.h>

#include "base/limits.h"
#include "http/guard/deadline.h"

void
brake_init(struct brake *brake)
{
    pthread_mutex_init(&brake->lock, NULL);
    brake->open = false;
    brake->first = NULL;
    brake->last = &brake->first;
}

void
brake_wipe(struct brake *brake)
{
    pthread_mutex_destroy(&brake->lock);
}

void
brake_hold(struct brake *brake, struct brake_waiter *waiter, int64_t now)
{
    pthread_mutex_lock(&brake->lock);
    bool open = brake->open;
    if (!open) {
        waiter->next = NULL;
        waiter->until = deadline_after(now, LIMIT_BRAKE_MS);
        *brake->last = waiter;
        brake->last = &waiter->next;
    }
    pthread_mutex_unlock(&brake->lock);
    if (open) {
        waiter->wake(waiter);
    }
}

/* All wait equally long, so that they stand in the order of their time. */
void
brake_release(struct brake *brake, int64_t now)
{
    pthread_mutex_lock(&brake->lock);
    struct brake_waiter *due = brake->first;
    struct brake_waiter **end = &due;
    while (*end != NULL && (*end)->until <= now) {
        end = &(*end)->next;
    }
    brake->first = *end;
    brake->last = brake->first == NULL ? &brake->first : brake->last;
    *end = NULL;
    pthread_mutex_unlock(&brake->lock);
    while (due != NULL) {
        struct brake_waiter *waiter = due;
        due = waiter->next;
        waiter->wake(waiter);
    }
}

void
brake_open(struct brake *brake)
{
    pthread_mutex_lock(&brake->lock);
    brake->open = true;
    pthread_mutex_unlock(&brake->lock);
    brake_release(brake, INT64_MAX);
}
