/*
 * Who waits for an event, by actor; how many of one person do. Nothing of HTTP: a waiter is woken by its own function.
 *
 * No event is lost between looking into the inbox and waiting: the look is preceded by longpoll_mark, and longpoll_wait
 * refuses when an event for that actor was announced since then.
 *
 * Nobody reads from a peer that waits, so the registry asks the kernel whether it is still there.
 */
#ifndef TNW_HTTP_LONGPOLL_H
#define TNW_HTTP_LONGPOLL_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/bytes.h"
#include "base/id.h"
#include "crypto/hash.h"

#define LONGPOLL_BUCKETS 256

enum longpoll_end {
    LONGPOLL_EVENT,
    LONGPOLL_TIME, /* no further wait */
    LONGPOLL_GONE  /* the peer hung up */
};

struct longpoll_waiter {
    struct longpoll_waiter *next; /* the registry's, as are all before actor */
    struct longpoll_waiter *prev;
    struct longpoll_waiter *next_of_person;
    struct longpoll_waiter *prev_of_person;
    struct id actor;
    struct hash person; /* who waits, in whichever of their registrations: peer.identity_index */
    int64_t until;      /* clock_monotonic_ms */
    int fd;             /* the peer's socket, open while it waits; -1: none */
    /* Called once, under the registry's lock, from any thread, after the waiter left the registry. */
    void (*wake)(struct longpoll_waiter *waiter, enum longpoll_end end);
};

struct longpoll {
    pthread_mutex_t lock;
    bool closed;
    uint64_t stamp; /* counts announcements */
    atomic_uint waiting;
    struct {
        struct longpoll_waiter *first;
        uint64_t stamp;         /* of the last announcement that fell into this bucket */
    } bucket[LONGPOLL_BUCKETS]; /* by actor */
    struct longpoll_waiter *person[LONGPOLL_BUCKETS];
};

void longpoll_init(struct longpoll *polls);
void longpoll_wipe(struct longpoll *polls);

/* Before a look: what longpoll_wait compares with. */
uint64_t longpoll_mark(struct longpoll *polls);

enum longpoll_outcome { LONGPOLL_WAITS, LONGPOLL_MISSED, LONGPOLL_CLOSED, LONGPOLL_CROWDED };
/* MISSED: something came since mark, look again; CLOSED: no waiting any more; CROWDED: LIMIT_PERSON_POLLS of
 * the person wait already. Only after WAITS will wake be called. */
enum longpoll_outcome longpoll_wait(struct longpoll *polls, struct longpoll_waiter *waiter, uint64_t mark);

/* Events for these actors are durable. ids: 16 bytes each. */
void longpoll_announce(struct longpoll *polls, struct slice ids);
void longpoll_expire(struct longpoll *polls, int64_t now);
/* Wakes those whose peers closed, or will send no more. */
void longpoll_drop_gone(struct longpoll *polls);
/* Wakes everybody; nobody waits after it. */
void longpoll_close(struct longpoll *polls);

#endif
