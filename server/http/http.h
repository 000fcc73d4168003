/*
 * The HTTP layer's own state, shared by its files. Outside server/http/ only server.h counts.
 */
#ifndef TNW_HTTP_HTTP_H
#define TNW_HTTP_HTTP_H

#include "http/connection.h"
#include "http/deadline.h"
#include "http/linger.h"
#include "http/longpoll.h"
#include "http/metrics.h"
#include "http/server.h"
#include "http/tls.h"
#include "http/watchdog.h"

struct MHD_Daemon;

struct http {
    struct http_options options;
    const struct world *world;
    struct ledger *ledger;
    struct MHD_Daemon *daemon;
    struct MHD_Daemon *ops;
    uint16_t port;
    uint16_t ops_port;
    int quiesced_fd; /* the listening socket once it is ours again; -1 before */
    struct tls tls;
    struct connection_list connections;
    struct linger_list lingering;
    struct longpoll polls;
    struct watchdog watchdog;
    struct metrics metrics;
    atomic_bool draining;
    atomic_uint active; /* requests between their first line and the end of their reply */
};

#endif
