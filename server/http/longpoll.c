#include "http/longpoll.h"

#include <string.h>

void
longpoll_init(struct longpoll *polls)
{
    memset(polls, 0, sizeof *polls);
    pthread_mutex_init(&polls->lock, NULL);
}

void
longpoll_wipe(struct longpoll *polls)
{
    pthread_mutex_destroy(&polls->lock);
}

/* The last bytes of an id are random. */
static size_t
bucket_of(const struct id *actor)
{
    return actor->bytes[ID_SIZE - 1] % LONGPOLL_BUCKETS;
}

static void
release_waiter(struct longpoll *polls, struct longpoll_waiter *waiter, bool is_last)
{
    if (waiter->next != NULL) {
        waiter->next->prev = waiter->prev;
    }
    if (waiter->prev != NULL) {
        waiter->prev->next = waiter->next;
    } else {
        polls->bucket[bucket_of(&waiter->actor)].first = waiter->next;
    }
    atomic_fetch_sub(&polls->waiting, 1);
    waiter->wake(waiter, is_last);
}

uint64_t
longpoll_mark(struct longpoll *polls)
{
    pthread_mutex_lock(&polls->lock);
    uint64_t mark = polls->stamp;
    pthread_mutex_unlock(&polls->lock);
    return mark;
}

enum longpoll_outcome
longpoll_wait(struct longpoll *polls, struct longpoll_waiter *waiter, uint64_t mark)
{
    size_t b = bucket_of(&waiter->actor);
    enum longpoll_outcome outcome = LONGPOLL_WAITS;
    pthread_mutex_lock(&polls->lock);
    if (polls->closed) {
        outcome = LONGPOLL_CLOSED;
    } else if (polls->bucket[b].stamp > mark) {
        outcome = LONGPOLL_MISSED;
    } else {
        waiter->prev = NULL;
        waiter->next = polls->bucket[b].first;
        if (waiter->next != NULL) {
            waiter->next->prev = waiter;
        }
        polls->bucket[b].first = waiter;
        atomic_fetch_add(&polls->waiting, 1);
    }
    pthread_mutex_unlock(&polls->lock);
    return outcome;
}

static void
announce_one(struct longpoll *polls, const struct id *actor)
{
    size_t b = bucket_of(actor);
    polls->bucket[b].stamp = ++polls->stamp;
    struct longpoll_waiter *next = NULL;
    for (struct longpoll_waiter *w = polls->bucket[b].first; w != NULL; w = next) {
        next = w->next;
        if (id_eq(&w->actor, actor)) {
            release_waiter(polls, w, false);
        }
    }
}

void
longpoll_announce(struct longpoll *polls, struct slice ids)
{
    struct id actor;
    pthread_mutex_lock(&polls->lock);
    for (size_t at = 0; at + ID_SIZE <= ids.len; at += ID_SIZE) {
        memcpy(actor.bytes, ids.ptr + at, ID_SIZE);
        announce_one(polls, &actor);
    }
    pthread_mutex_unlock(&polls->lock);
}

static void
release_until(struct longpoll *polls, int64_t now)
{
    for (size_t b = 0; b < LONGPOLL_BUCKETS; b++) {
        struct longpoll_waiter *next = NULL;
        for (struct longpoll_waiter *w = polls->bucket[b].first; w != NULL; w = next) {
            next = w->next;
            if (w->until <= now) {
                release_waiter(polls, w, true);
            }
        }
    }
}

void
longpoll_expire(struct longpoll *polls, int64_t now)
{
    pthread_mutex_lock(&polls->lock);
    release_until(polls, now);
    pthread_mutex_unlock(&polls->lock);
}

void
longpoll_close(struct longpoll *polls)
{
    pthread_mutex_lock(&polls->lock);
    polls->closed = true;
    release_until(polls, INT64_MAX);
    pthread_mutex_unlock(&polls->lock);
}
