/*
 * What a scenario works with: its sandbox, a connection for each actor, the names saved from replies, and a journal of
 * everything that the server answered, which must stand in the audit log.
 */
#ifndef SCENARIO_HOUSE_H
#define SCENARIO_HOUSE_H

#include <pthread.h>
#include <stdio.h>

#include "openapi.h"
#include "sandbox.h"
#include "tnw/error.h"
#include "wire.h"

enum { HOUSE_CLIENTS = 24, HOUSE_ENTRIES = 131072 };

/* One answer. quiet: an empty inbox poll, the only answer without a record. */
struct entry {
    char request[40];
    short status;
    bool quiet;
    char *ground; /* what its record must say; NULL: whatever */
};

struct client {
    char name[24];
    SSL_CTX *tls;
    struct wire wire; /* kept alive between requests */
};

struct house {
    struct sandbox sandbox;
    struct openapi *api;
    json_t *names;           /* saved from replies */
    json_t *operations;      /* called and answered 2xx */
    bool codes[TNW_E_COUNT]; /* problems seen */
    struct client clients[HOUSE_CLIENTS];
    size_t client_count;
    pthread_mutex_t lock; /* the journal */
    struct entry *entries;
    size_t entry_count;
    json_t *log;        /* the audit log as far as it was read */
    size_t descriptors; /* that the server held when it was new */
};

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

/* A running server; ends the test program when it cannot be had. */
struct house *house_open(void);
/* Checks the journal against the log, the descriptors, and that the server ends well. */
void house_close(struct house **house);
/* For a group of tests, whose state is the house. */
int house_setup(void **state);
int house_teardown(void **state);
/* Starts the server again on the same data, after sandbox_stop. */
void house_start(struct house *house);
/* Stops the server and starts it again. */
void house_restart(struct house *house);
void house_hang_up(struct house *house);

/* The TLS side of an actor, or of the name "nobody" (no certificate). Not thread-safe: ask once before the threads. */
SSL_CTX *house_tls(struct house *house, const char *actor);
/* The actor's own connection, opened when it is not. */
struct wire *house_wire(struct house *house, const char *actor);

/* text with each {name} replaced: a saved name, {today}, {today+N}, {today-N}, {ACTOR.id}, {ACTOR.niss}. Fails the test
 * for an unknown name. The caller frees it. NULL stays NULL. */
char *house_fill(const struct house *house, const char *text);
void house_save(struct house *house, const char *name, const char *value);
const char *house_name(const struct house *house, const char *name);

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

/* The value at a JSON pointer as text ("" for null), or of the header whose name has no '/'; NULL when it is not there. The caller frees it. */
char *answer_value(const struct answer *answer, const char *pointer);

#endif
