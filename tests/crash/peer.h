/*
 * One person's keep-alive connection to the server: a request, its answer, and whether there was one at all.
 */
#ifndef TNW_CRASH_PEER_H
#define TNW_CRASH_PEER_H

#include <jansson.h>

#include "base/bytes.h"
#include "crash/server.h"

struct peer;

struct peer_request {
    const char *method;
    const char *path;
    const char *role;    /* TNW-Role; NULL for none, like the rest */
    const char *purpose; /* TNW-Purpose */
    const char *key;     /* Idempotency-Key */
    unsigned if_match;   /* version; 0 for none */
    const char *body;    /* JSON text */
    struct slice file;   /* or a PDF */
};

/* An answer without a status is none: the connection broke. The request id stands as soon as its header was seen. */
struct peer_answer {
    int status;
    char request[ID_TEXT];
    char code[64]; /* of a problem; "" otherwise */
    unsigned etag;
    bool retry_after;
    bool problem_type; /* application/problem+json */
    bool file;         /* a PDF: peer_bytes has it */
    json_t *body;      /* NULL when empty, or a file */
};

/* The server must be running; after a restart a new peer is needed. One thread at a time. */
struct peer *peer_new(const struct server *server, enum who who);
void peer_free(struct peer *peer);
const struct server *peer_server(const struct peer *peer);

/* Returns whether there was a whole answer. Out: answer, to be freed with peer_answer_clear in every case. */
bool peer_call(struct peer *peer, const struct peer_request *request, struct peer_answer *answer);
void peer_answer_clear(struct peer_answer *answer);

/* The last answer's body. Valid until the next call. */
struct slice peer_bytes(const struct peer *peer);

/* A member of the answer's body, "" when it is not there. Borrows. */
const char *peer_text(const struct peer_answer *answer, const char *member);

#endif
