/*
 * One TCP connection from its first byte to its end: who is at the other end (the part of the TLS handshake that is ours, and
 * the same question again at each request), and until when it may go on like this. All connections stand in one list, so that
 * the watchdog can end those that are past their deadline.
 */
#ifndef TNW_HTTP_CONNECTION_H
#define TNW_HTTP_CONNECTION_H

#include <microhttpd.h>

#include "http/linger.h"
#include "http/metrics.h"
#include "http/tls.h"
#include "service/core/call.h"

struct connection {
    struct connection *next; /* guarded by the list's lock, as is prev */
    struct connection *prev;
    struct front *front;
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

/* What connections share: the side of the HTTP layer that peers meet before there is a request. */
struct front {
    const struct world *world;
    struct tls tls;
    struct connection_list connections;
    struct linger_list lingering;
    struct metrics metrics;
};

void connection_list_init(struct connection_list *list);
void connection_list_wipe(struct connection_list *list);

/* MHD_NotifyConnectionCallback; cls: the struct front. A connection begins with the handshake's deadline, the newest credentials and
 * our decision on its client certificate; it ends before its socket is closed. */
void connection_notify(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_ConnectionNotificationCode what);

/* Whether the certificate would be accepted now, after reloads and as time went by.
 * Errors: CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REFUSED, UNAVAILABLE (no memory). */
TNW_MUST_CHECK enum tnw_err connection_recheck(struct connection *connection);

/* Ends (shutdown) all connections that are past their deadline; returns how many. */
unsigned connection_cut_late(struct connection_list *list, int64_t now);

#endif
