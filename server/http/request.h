/*
 * One HTTP request on its way through libmicrohttpd: fresh → body → (settled →) run → (suspended) → ready → sent.
 */
#ifndef TNW_HTTP_REQUEST_H
#define TNW_HTTP_REQUEST_H

#include <microhttpd.h>

#include "base/limits.h"
#include "http/http.h"
#include "http/route.h"

enum request_state {
    REQUEST_FRESH, /* the request line is in */
    REQUEST_BODY,  /* headers are admitted, or refused but a body must be read past first */
    REQUEST_RUN,   /* look again after a wait */
    REQUEST_LOOK,  /* the ledger has settled for it: run */
    REQUEST_READY, /* the reply may go */
    REQUEST_SENT
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
    struct longpoll_waiter waiter;
    struct ledger_job settle; /* the ledger's while it is suspended for REQUEST_LOOK */
    char allow[ROUTE_ALLOW];
    char target[LIMIT_TARGET_MAX + 2]; /* one too many shows that it was longer */
    char query[LIMIT_TARGET_MAX + 1];  /* decoded values point into it */
};

/* MHD's callbacks: URI log (makes the request), access handler, completion (frees it). */
void *request_begin(void *cls, const char *uri, struct MHD_Connection *mhd);
enum MHD_Result request_handle(void *cls, struct MHD_Connection *mhd, const char *url, const char *method,
                               const char *version, const char *upload, size_t *upload_size, void **context);
void request_end(void *cls, struct MHD_Connection *mhd, void **context, enum MHD_RequestTerminationCode why);

#endif
