/*
 * Reads one HTTP/1.1 response at a time from bytes that come in pieces (RFC 9112). Strict: what a server of ours must
 * not send is TNW_E_PROTOCOL, so that the benchmark notices it.
 */
#ifndef TNW_BENCH_RESPONSE_H
#define TNW_BENCH_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tnw/error.h"

/* One header line; longer is refused. */
#define RESPONSE_LINE_MAX 8192

struct response {
    int status;
    bool done;       /* a whole response was read */
    bool keep_alive; /* the connection can be used again */
    bool head;       /* the answer to HEAD: headers only, whatever they say */
    int state;       /* the rest is internal */
    bool chunked;
    bool has_length;
    uint64_t left; /* in LDAP: entries found */
    size_t line_len;
    char line[RESPONSE_LINE_MAX];
};

/* Makes ready for the next response. In: head, whether the request was a HEAD. */
void response_init(struct response *resp, bool head);

/*
 * Takes bytes until the response is done or they are used up.
 * Out: used, how many were taken; fewer than len only when done.
 */
TNW_MUST_CHECK enum tnw_err response_feed(struct response *resp, const char *bytes, size_t len, size_t *used);

/* The peer closed: TNW_OK and done if that ends the body (no length was given), else TNW_E_PROTOCOL. */
TNW_MUST_CHECK enum tnw_err response_eof(struct response *resp);

#endif
