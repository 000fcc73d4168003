/*
 * One TCP connection: who is at the other end, and until when it may go on like this. All connections stand in one
 * list, so that the watchdog can end those that are past their deadline.
 */
#ifndef TNW_HTTP_CONNECTION_H
#define TNW_HTTP_CONNECTION_H

#include "http/tls.h"
#include "service/core/call.h"

struct http;

struct connection {
    struct connection *next; /* guarded by the list's lock, as is prev */
    struct connection *prev;
    struct http *http;
    int fd;                   /* libmicrohttpd's; open for as long as the connection is in the list */
    _Atomic int64_t deadline; /* clock_monotonic_ms; DEADLINE_NONE */

    /* Set by the handshake; then touched by the connection's worker only. */
    gnutls_session_t session;
    struct tls_state *tls; /* what the session's credentials belong to */
    bool verified;
    bool refused;        /* by us, and counted */
    bool uncorked;       /* the socket; see request.c */
    bool lingers;        /* its last words may still be on their way when it ends */
    uint64_t generation; /* of the last state that accepted the certificate */
    time_ms not_after;
    struct peer peer;
};

struct connection_list {
    pthread_mutex_t lock;
    struct connection *first;
    atomic_uint count;
};

void connection_list_init(struct connection_list *list);
void connection_list_wipe(struct connection_list *list);

/* Makes a connection with the handshake's deadline and puts it in the list. NULL: no memory. */
struct connection *connection_new(struct http *http, int fd);
/* Takes it out of the list and frees it; must come before its fd is closed. */
void connection_free(struct connection **connection);

/* Ends (shutdown) all connections that are past their deadline; returns how many. */
unsigned connection_cut_late(struct connection_list *list, int64_t now);

#endif
