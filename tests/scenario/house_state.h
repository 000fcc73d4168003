/*
 * What a house holds: a connection for each actor, the names saved from replies, and what the server answered.
 */
#ifndef SCENARIO_HOUSE_STATE_H
#define SCENARIO_HOUSE_STATE_H

#include <jansson.h>
#include <pthread.h>

#include "leak.h"
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
    struct leak *leak;  /* what was said in bodies; NULL: nobody asks for it */
    size_t descriptors; /* that the server held when it was new */
};

/* The TLS side of an actor, or of the name "nobody" (no certificate). Not thread-safe: ask once before the threads. */
SSL_CTX *house_tls(struct house *house, const char *actor);
/* The actor's own connection, opened when it is not. */
struct wire *house_wire(struct house *house, const char *actor);
/* Closes all connections. */
void house_hang_up(struct house *house);

/* text with each {name} replaced: a saved name, {today}, {today+N}, {today-N}, {ACTOR.id}, {ACTOR.niss}. Fails the test
 * for an unknown name. The caller frees it. NULL stays NULL. */
char *house_fill(const struct house *house, const char *text);
void house_save(struct house *house, const char *name, const char *value);
const char *house_name(const struct house *house, const char *name);

/* Writes an answer down for the journal. Safe in threads. */
void house_remember(struct house *house, const struct entry *entry);

#endif
