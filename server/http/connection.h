/*
 * One TCP connection from its first byte to its end: who is at the other end (the part of the TLS handshake that is
 * ours, and the same question again at each request), and until when it may go on like this. It is a member of its
 * listener's crowd, which can end it.
 */
#ifndef TNW_HTTP_CONNECTION_H
#define TNW_HTTP_CONNECTION_H

#include <microhttpd.h>

#include "http/guard/crowd.h"
#include "http/guard/linger.h"
#include "http/metrics.h"
#include "http/tls/tls.h"

struct connection {
    struct crowd_member member; /* its socket is libmicrohttpd's */
    struct crowd *crowd;
    struct front *front;

    /* Set by the handshake; then touched by the connection's worker only. */
    gnutls_session_t session;
    struct tls_state *tls; /* what the session's credentials belong to */
    bool refused;          /* by us, and counted */
    bool uncorked;         /* the socket; see request.c */
    bool lingers;          /* its last words may still be on their way when it ends */
    uint64_t generation;   /* of the last state that accepted the certificate */
    time_ms not_after;
    struct hash address;     /* budget_address */
    struct id_source ids;    /* of its requests */
    struct caller_memo memo; /* the request's that is under way */
};

/* What connections share: the side of the HTTP layer that peers meet before there is a request. */
struct front {
    const struct world *world;
    struct tls tls;
    struct crowd connections;
    struct crowd operators; /* of the operator's listener: never with a certificate */
    struct crowd visitors;  /* of the landing page: the same */
    struct linger_list lingering;
    struct metrics metrics;
};

/* MHD_NotifyConnectionCallback; cls: the struct front. A connection begins with the handshake's deadline, the newest
 * credentials and our decision on its client certificate; it ends before its socket is closed. */
void connection_notify(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_ConnectionNotificationCode what);

/* The same for the operator's listener: a deadline for all that a connection does, and no TLS. */
void connection_notify_operator(void *cls, struct MHD_Connection *mhd, void **context,
                                enum MHD_ConnectionNotificationCode what);

/* The same for the landing page, with the newest server certificate; none is asked of the peer. */
void connection_notify_visitor(void *cls, struct MHD_Connection *mhd, void **context,
                               enum MHD_ConnectionNotificationCode what);

/* Whether the certificate would be accepted now, after reloads and as time went by.
 * Errors: CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REFUSED, UNAVAILABLE (no memory). */
TNW_MUST_CHECK enum tnw_err connection_recheck(struct connection *connection);

#endif
