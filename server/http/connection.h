/*
 * One TCP connection from its first byte to its end: who is at the other end (the part of the TLS handshake that is
 * ours, and the same question again at each request), and until when it may go on like this. All connections stand in
 * one list, so that the watchdog can end those that are past their deadline, and a newcomer the oldest of those that
 * have shown no certificate.
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
    struct connection_list *list;
    struct front *front;
    int fd;                   /* libmicrohttpd's; open for as long as the connection is in the list */
    bool cut;                 /* shut down, its end is on its way; guarded by the list's lock */
    int64_t begun;            /* clock_monotonic_ms, as is the deadline */
    _Atomic int64_t deadline; /* DEADLINE_NONE */
    atomic_bool verified;     /* the client certificate was accepted */

    /* Set by the handshake; then touched by the connection's worker only. */
    gnutls_session_t session;
    struct tls_state *tls; /* what the session's credentials belong to */
    bool refused;          /* by us, and counted */
    bool uncorked;         /* the socket; see request.c */
    bool lingers;          /* its last words may still be on their way when it ends */
    uint64_t generation;   /* of the last state that accepted the certificate */
    time_ms not_after;
    struct peer peer;
};

struct connection_list {
    pthread_mutex_t lock;
    struct connection *first; /* the newest */
    atomic_uint count;
    /* With more connections than this, all or of one address, each newcomer ends one. Guarded by the lock. */
    unsigned room;
    unsigned room_of_address;
};

/* What connections share: the side of the HTTP layer that peers meet before there is a request. */
struct front {
    const struct world *world;
    struct tls tls;
    struct connection_list connections;
    struct connection_list operators; /* of the operator's listener: never with a certificate */
    struct linger_list lingering;
    struct metrics metrics;
};

void connection_list_init(struct connection_list *list);
/* Of that many connections, and that many of one address, an eighth is kept free for newcomers. */
void connection_list_limit(struct connection_list *list, unsigned limit, unsigned limit_of_address);
void connection_list_wipe(struct connection_list *list);

/* MHD_NotifyConnectionCallback; cls: the struct front. A connection begins with the handshake's deadline, the newest
 * credentials and our decision on its client certificate; it ends before its socket is closed. */
void connection_notify(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_ConnectionNotificationCode what);

/* The same for the operator's listener: a deadline for all that a connection does, and no TLS. */
void connection_notify_operator(void *cls, struct MHD_Connection *mhd, void **context,
                                enum MHD_ConnectionNotificationCode what);

/* Whether the certificate would be accepted now, after reloads and as time went by.
 * Errors: CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REFUSED, UNAVAILABLE (no memory). */
TNW_MUST_CHECK enum tnw_err connection_recheck(struct connection *connection);

/* Ends (shutdown) all connections that are past their deadline, which comes early for who has shown no certificate
 * while room gets scarce; returns how many. */
unsigned connection_cut_late(struct connection_list *list, int64_t now);

#endif
