/*
 * Ends what is past its deadline. libmicrohttpd's own timeout starts anew with every byte, so a peer that trickles
 * would stay for ever: one thread looks at all connections and long polls a few times a second.
 */
#ifndef TNW_HTTP_WATCHDOG_H
#define TNW_HTTP_WATCHDOG_H

#include <pthread.h>
#include <stdbool.h>

#include "tnw/error.h"

struct http;

struct watchdog {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
    bool running;
};

TNW_MUST_CHECK enum tnw_err watchdog_start(struct http *http);
void watchdog_stop(struct http *http);

#endif
