/*
 * All connections of one listener, and which of them must go: those past their deadline, and while room is scarce those
 * that have the least claim to it. Of libmicrohttpd it knows nothing: a member ends by shutdown() of its socket.
 */
#ifndef TNW_HTTP_GUARD_CROWD_H
#define TNW_HTTP_GUARD_CROWD_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "service/core/call.h"

/* A connection as its crowd sees it: embedded, and open for as long as it is a member. */
struct crowd_member {
    struct crowd_member *next; /* guarded by the crowd's lock, as are prev and cut */
    struct crowd_member *prev;
    bool cut; /* shut down, its end is on its way */
    int fd;
    int64_t begun;            /* clock_monotonic_ms, as is the deadline */
    _Atomic int64_t deadline; /* DEADLINE_NONE */
    atomic_bool busy;         /* a request is under way */
    atomic_bool verified;     /* the client certificate was accepted: from then on peer is const */
    struct peer peer;         /* its origin is const from the beginning */
};

struct crowd {
    pthread_mutex_t lock;
    struct crowd_member *first; /* the newest */
    struct crowd_member *oldest;
    atomic_uint count;
    /* With more members than this, all or of one address, each newcomer ends one. Guarded by the lock. */
    unsigned room;
    unsigned room_of_address;
};

void crowd_init(struct crowd *crowd);
/* Of that many connections, and that many of one address, an eighth is kept free for newcomers. */
void crowd_limit(struct crowd *crowd, unsigned limit, unsigned limit_of_address);
void crowd_wipe(struct crowd *crowd);

/* fd, begun, deadline and peer.origin are set. Returns whether another one had to go for it. */
bool crowd_join(struct crowd *crowd, struct crowd_member *newcomer);
void crowd_leave(struct crowd *crowd, struct crowd_member *member);

/* Ends all that are past their deadline, which comes early for who has shown no certificate while room gets scarce;
 * returns how many. */
unsigned crowd_cut_late(struct crowd *crowd, int64_t now);

#endif
