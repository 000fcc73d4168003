/*
 * The HTTP layer's own state, shared by its files. Outside server/http/ only server.h counts.
 */
#ifndef TNW_HTTP_HTTP_H
#define TNW_HTTP_HTTP_H

#include "http/connection.h"
#include "http/guard/brake.h"
#include "http/guard/deadline.h"
#include "http/guard/watchdog.h"
#include "http/longpoll.h"
#include "http/options.h"
#include "http/tls/renewal.h"
#include "ledger/ledger.h"

struct MHD_Daemon;

struct http {
    struct http_options options;
    struct front front;
    struct ledger *ledger;
    struct MHD_Daemon *daemon;
    struct MHD_Daemon *ops;
    uint16_t port;
    uint16_t ops_port;
    struct MHD_Daemon *landing; /* NULL: off */
    struct buf landing_page;
    uint16_t landing_port;
    int quiesced_fd; /* the listening socket once it is ours again; -1 before */
    struct longpoll polls;
    struct brake brake;
    struct watchdog watchdog;
    struct renewal renewal; /* of the watchdog's thread, as is the next */
    int64_t next_clock_look;
    bool rotates; /* wrapping keys, when it was last looked; the watchdog's */
    atomic_bool draining;
    atomic_uint active; /* requests between their first line and the end of their reply */
};

#endif
