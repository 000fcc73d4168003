/*
 * One HTTP exchange over libcurl: one try, no judgement of what the answer says.
 */
#ifndef TNW_LIB_TRANSPORT_H
#define TNW_LIB_TRANSPORT_H

#include <stdbool.h>

#include "base/bytes.h"
#include "failure.h"
#include "file_flow.h"
#include "tnw/client.h"

/* An answer of 200 items with 64 participants each is below 4 MiB. */
#define TRANSPORT_BODY_MAX ((size_t)16 << 20)

struct transport;

struct transport_answer {
    int status; /* 0: none */
    char *body; /* NUL-terminated; NULL: none */
    size_t len;
    bool lacks_memory; /* for the body */
    char type[64];     /* Content-Type */
    char etag[80];     /* of a file a SHA-256 in quotes */
    char request_id[64];
    char next[24];    /* TNW-Next: where an export goes on */
    long retry_after; /* seconds; 0: not said */
};

/* Out: transport. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err transport_new(struct transport **transport);
void transport_free(struct transport *transport);

/* Sends once. In: config, checked; request, checked; file: its body, or that of a 200, is one (NULL: neither);
 * extra_ms, added to the timeout. Out: answer, cleared first (transport_answer_clear). Returns what went wrong when no
 * whole answer came; where our side ended a file, file->fault says so. */
struct failure transport_send(struct transport *transport, const struct tnw_config *config,
                              const struct tnw_request *request, struct file_flow *file, unsigned extra_ms,
                              struct transport_answer *answer);

/* Posts a text to somebody who is not the server: without a certificate, with the system's issuers, through the proxy
 * of the environment. In: url: http or https. Out: answer, cleared first. */
struct failure transport_post(struct transport *transport, const char *url, struct slice body,
                              struct transport_answer *answer);

/* Returns libcurl's words for the last failure; "" for none. */
const char *transport_words(const struct transport *transport);

/* Wipes and empties. */
void transport_answer_clear(struct transport_answer *answer);

#endif
