/*
 * Absolute deadlines. libmicrohttpd's own timeout starts anew with every byte, so a peer that trickles would stay for ever:
 * one thread looks at all connections and long polls a few times a second.
 */
#ifndef TNW_HTTP_DEADLINE_H
#define TNW_HTTP_DEADLINE_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "tnw/error.h"

struct http;

#define DEADLINE_NONE INT64_MAX

/* now + ms, without overflow. */
int64_t deadline_after(int64_t now, int64_t ms);
bool deadline_passed(int64_t deadline, int64_t now);

struct deadline_watch {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
    bool running;
};

TNW_MUST_CHECK enum tnw_err deadline_watch_start(struct http *http);
void deadline_watch_stop(struct http *http);

#endif
