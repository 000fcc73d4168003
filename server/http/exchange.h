/*
 * One request as a call, and its reply as a response: head and body in (certificate, admission, route, parameters),
 * status, headers and body out.
 */
#ifndef TNW_HTTP_EXCHANGE_H
#define TNW_HTTP_EXCHANGE_H

#include <microhttpd.h>

#include "base/limits.h"
#include "http/http.h"
#include "http/route.h"

enum request_state {
    REQUEST_FRESH, /* the request line is in */
    REQUEST_BODY,  /* headers are admitted, or refused but a body must be read past first */
    REQUEST_HEAD,  /* the ledger has looked whether the file may come */
    REQUEST_FILE,  /* it comes, or a chunk of it is stored */
    REQUEST_RUN,   /* look again after a wait */
    REQUEST_LOOK,  /* the ledger has settled for it, or it was held back long enough: run */
    REQUEST_READY, /* the reply may go */
    REQUEST_SENT,
    REQUEST_GONE /* the peer hung up during its wait */
};

struct request {
    struct http *http;
    struct connection *connection;
    struct MHD_Connection *mhd;
    enum request_state state;
    struct call *call;
    struct incoming *in; /* of the call */
    struct buf body;
    size_t received;    /* bytes of body, the discarded ones included */
    bool refused;       /* the body is read past */
    bool held_back;     /* the reply waits in the TLS session */
    bool close;         /* no further request on this connection */
    int64_t wait_until; /* of a long poll; 0 before its first wait */
    uint64_t mark;      /* from before its look */
    int64_t file_until; /* when the last byte of its file must be there */
    struct longpoll_waiter waiter;
    struct brake_waiter brake;
    struct ledger_job settle; /* the ledger's while it is suspended for REQUEST_LOOK */
    char allow[ROUTE_ALLOW];
    char target[LIMIT_TARGET_MAX + 2]; /* one too many shows that it was longer */
    char query[LIMIT_TARGET_MAX + 1];  /* decoded values point into it */
};

/* Fills the call; what is wrong with the request becomes its refusal (request->refused). False: no memory. */
bool exchange_take_head(struct request *request, const char *method, const char *version);

/* Refuses the call. close: whether the connection must end with the answer. */
void exchange_refuse(struct request *request, enum tnw_err err, const char *detail, bool close);

/* Takes a part of the body; false when the peer sends so much that the connection is cut. */
bool exchange_take_body(struct request *request, const char *part, size_t len);

/* How long so many bytes may take, at the least pace that is waited for. */
int64_t exchange_stream_ms(uint64_t size);

/* Queues the reply; the request must live until MHD reports its completion, since the body is not copied. */
enum MHD_Result exchange_send(struct request *request);

#endif
