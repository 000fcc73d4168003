#include "http/longpoll.h"

#include <poll.h>
#include <string.h>

#include "base/limits.h"

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

/* An HMAC. */
static struct longpoll_waiter **
bucket_of_person(struct longpoll *polls, const struct hash *person)
{
    return &polls->person[person->bytes[0] % LONGPOLL_BUCKETS];
}

static void
link_to_person(struct longpoll *polls, struct longpoll_waiter *waiter)
{
    struct longpoll_waiter **first = bucket_of_person(polls, &waiter->person);
    waiter->prev_of_person = NULL;
    waiter->next_of_person = *first;
    if (*first != NULL) {
        (*first)->prev_of_person = waiter;
    }
    *first = waiter;
}

static void
unlink_from_person(struct longpoll *polls, struct longpoll_waiter *waiter)
{
    if (waiter->next_of_person != NULL) {
        waiter->next_of_person->prev_of_person = waiter->prev_of_person;
    }
    if (waiter->prev_of_person != NULL) {
        waiter->prev_of_person->next_of_person = waiter->next_of_person;
    } else {
        *bucket_of_person(polls, &waiter->person) = waiter->next_of_person;
    }
}

static void
release_waiter(struct longpoll *polls, struct longpoll_waiter *waiter, enum longpoll_end end)
{
    if (waiter->next != NULL) {
        waiter->next->prev = waiter->prev;
    }
    if (waiter->prev != NULL) {
        waiter->prev->next = waiter->next;
    } else {
        polls->bucket[bucket_of(&waiter->actor)].first = waiter->next;
    }
    unlink_from_person(polls, waiter);
    atomic_fetch_sub(&polls->waiting, 1);
    waiter->wake(waiter, end);
}

uint64_t
longpoll_mark(struct longpoll *polls)
{
    pthread_mutex_lock(&polls->lock);
    uint64_t mark = polls->stamp;
    pthread_mutex_unlock(&polls->lock);
    return mark;
}

static bool
is_crowded(struct longpoll *polls, const struct hash *person)
{
    size_t count = 0;
    for (const struct longpoll_waiter *w = *bucket_of_person(polls, person); w != NULL; w = w->next_of_person) {
        count += hash_eq(&w->person, person) ? 1 : 0;
    }
    return count >= LIMIT_PERSON_POLLS;
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
    } else if (is_crowded(polls, &waiter->person)) {
        outcome = LONGPOLL_CROWDED;
    } else {
        waiter->prev = NULL;
        waiter->next = polls->bucket[b].first;
        if (waiter->next != NULL) {
            waiter->next->prev = waiter;
        }
        polls->bucket[b].first = waiter;
        link_to_person(polls, waiter);
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
            release_waiter(polls, w, LONGPOLL_EVENT);
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
                release_waiter(polls, w, LONGPOLL_TIME);
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

static void
release_gone(struct longpoll *polls, struct longpoll_waiter *const *waiters, struct pollfd *sockets, size_t count)
{
    if (poll(sockets, count, 0) <= 0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (sockets[i].revents != 0) {
            release_waiter(polls, waiters[i], LONGPOLL_GONE);
        }
    }
}

/* A waiter's connection is suspended: its socket is closed at the earliest after the waiter was woken. */
void
longpoll_drop_gone(struct longpoll *polls)
{
    struct longpoll_waiter *waiters[LIMIT_POLLS_LOOKED_AT];
    struct pollfd sockets[LIMIT_POLLS_LOOKED_AT];
    size_t count = 0;
    pthread_mutex_lock(&polls->lock);
    for (size_t b = 0; b < LONGPOLL_BUCKETS; b++) {
        struct longpoll_waiter *next = NULL;
        for (struct longpoll_waiter *w = polls->bucket[b].first; w != NULL; w = next) {
            next = w->next;
            waiters[count] = w;
            sockets[count++] = (struct pollfd){.fd = w->fd, .events = POLLRDHUP};
            if (count == LIMIT_POLLS_LOOKED_AT) {
                release_gone(polls, waiters, sockets, count);
                count = 0;
            }
        }
    }
    release_gone(polls, waiters, sockets, count);
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
