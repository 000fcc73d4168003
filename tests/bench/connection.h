/*
 * One keep-alive TLS connection that carries one request at a time. It does not block, unless its target says so. It
 * knows nothing of schedules.
 */
#ifndef TNW_BENCH_CONNECTION_H
#define TNW_BENCH_CONNECTION_H

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "bench/response.h"
#include "bench/target.h"

enum connection_state {
    CONNECTION_DOWN,
    CONNECTION_OPENING,
    CONNECTION_BINDING, /* LDAP: says who it is */
    CONNECTION_IDLE,
    CONNECTION_SENDING,
    CONNECTION_WAITING
};

/* What a step led to. */
enum connection_event {
    CONNECTION_BLOCKED,  /* wait for the socket */
    CONNECTION_READY,    /* the handshake is through, and the bind */
    CONNECTION_ANSWERED, /* response holds the answer; the connection is idle */
    CONNECTION_ENDED,    /* the peer closed while nothing was asked */
    CONNECTION_REFUSED,  /* no TCP connection */
    CONNECTION_TLS,      /* handshake or record failure, an alert */
    CONNECTION_CUT,      /* closed in the middle of a request or an answer */
    CONNECTION_GARBLED,  /* the answer is not of the protocol, or more than one, or the bind was refused */
    CONNECTION_EVENTS
};

struct connection {
    const struct target *target;
    int fd;
    SSL *ssl;
    enum connection_state state;
    struct slice out;   /* the request under way */
    struct buf scratch; /* where it is rendered; the caller's */
    struct response response;
    uint64_t bytes_in;
};

/* Starts to connect; conn->fd is then to be watched for both directions, edge-triggered, unless the target is blocking.
 * In: target, outlives it. Errors: TNW_E_CONNECT. */
TNW_MUST_CHECK enum tnw_err connection_open(struct connection *conn, const struct target *target);

/* Begins a request on an idle connection. In: request stays valid until the answer. */
enum connection_event connection_send(struct connection *conn, struct slice request, bool head);

/* Goes on as far as it can; in a blocking one until there is an event, or for a second. In: room, scratch memory for
 * what is read. */
enum connection_event connection_step(struct connection *conn, void *room, size_t room_len);

/* Closes the socket; scratch is kept for the next use. */
void connection_close(struct connection *conn);

#endif
