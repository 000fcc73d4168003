/*
 * A request of an actor of the house, and its answer.
 */
#ifndef SCENARIO_ASK_H
#define SCENARIO_ASK_H

#include <jansson.h>

#include "house_state.h"

/* A request. Texts in all but actor may hold {names}, see house_fill. */
struct ask {
    const char *actor;
    const char *method;
    const char *path;
    const char *body;
    const char *role;
    const char *purpose;
    const char *key;      /* Idempotency-Key */
    const char *if_match; /* with its quotes */
    const char *headers;  /* more, each with its CRLF */
};

struct answer {
    int status;
    char request[40];
    char code[40];
    json_t *body; /* NULL: none */
    struct wire_reply raw;
};

/* The bytes of a request whose texts are filled already. */
void house_write(struct buf *out, const struct ask *ask);

/* Sends and reads one answer, and journals it. Safe in threads. false: the connection ended first. */
bool house_exchange(struct house *house, struct wire *wire, struct slice request, struct answer *out);
void answer_free(struct answer *answer);

/* Fills, asks on the actor's own connection, and holds the answer against openapi.json. Fails the test when there is
 * no answer. */
void house_ask(struct house *house, const struct ask *ask, struct answer *out);
/* The same on another connection. */
void house_ask_on(struct house *house, struct wire *wire, const struct ask *ask, struct answer *out);
/* The same, when only status and code matter ("": no problem): fails the test when they are others. */
void house_expect(struct house *house, struct wire *wire, const struct ask *ask, int status, const char *code);

/* The value at a JSON pointer as text ("" for null), or of the header whose name has no '/'; NULL when it is not there.
 * The caller frees it. */
char *answer_value(const struct answer *answer, const char *pointer);

#endif
