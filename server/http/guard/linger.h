/*
 * A socket that is closed while bytes of the peer lie unread is reset, and the reset can overtake our last words: the
 * alert that says why a certificate was refused, the answer to a body that is too large. So such sockets stay open for
 * a moment after their end.
 */
#ifndef TNW_HTTP_GUARD_LINGER_H
#define TNW_HTTP_GUARD_LINGER_H

#include <pthread.h>
#include <stdint.h>

#include "base/limits.h"

struct linger_list {
    pthread_mutex_t lock;
    struct {
        int fd; /* -1: free */
        int64_t until;
    } place[LIMIT_LINGERING];
};

void linger_init(struct linger_list *list);
void linger_wipe(struct linger_list *list);

/* Ends our side and keeps a duplicate of fd, which the caller may close. now: clock_monotonic_ms. */
void linger_add(struct linger_list *list, int fd, int64_t now);
/* Closes what the peer has closed, or what has stayed long enough. */
void linger_sweep(struct linger_list *list, int64_t now);

#endif
