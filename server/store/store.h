/*
 * The store: records of the domain, encrypted where they are about persons, behind a typed transaction over a storage
 * engine.
 */
#ifndef TNW_STORE_STORE_H
#define TNW_STORE_STORE_H

#include "base/bytes.h"
#include "base/clock.h"
#include "crypto/keyring.h"
#include "store/engine.h"
#include "store/records/backup/managed.h"
#include "store/txn.h"

/* What the store keeps in its engine, for who opens that. */
extern const struct engine_schema layout_schema;

struct store_stats {
    struct engine_stats engine;
    uint64_t records;  /* audit records */
    uint64_t sealed;   /* of them, under a checkpoint */
    uint64_t places;   /* data keys */
    uint64_t retiring; /* of them, still under a wrapping key that is to be destroyed, as far as is known */
    bool rotates;      /* a rotation of wrapping keys was begun and is not over */
    struct managed_sum backups;
    uint64_t hinted;   /* gets of writers that a hint answered */
    uint64_t unhinted; /* and those for which the engine was asked */
};

/* Opens the store that is in the engine; on first use, if makes, its first key is made. The engine is the store's
 * from then on, also when this fails. where: at least 256 characters.
 * Errors: those of an engine, CORRUPT, CRYPTO (another keyring). */
TNW_MUST_CHECK enum tnw_err store_open(struct store **out, struct engine *engine, const struct keyring *keyring,
                                       bool makes, char where[256]);
void store_close(struct store **store);
/* Wipes the data keys that nobody used for some seconds. Any thread, a few times a second. now: clock_monotonic_ms. */
void store_forget_idle_keys(struct store *store, int64_t now);
/* A few times a minute, on one thread: takes the keyring's file up when it has changed, and wipes what was kept of the
 * keys before. now: clock_monotonic_ms. Out: changed. where: at least 256 characters. Errors: as keyring_look. */
TNW_MUST_CHECK enum tnw_err store_renew_keys(struct store *store, int64_t now, bool *changed, char where[256]);
/* Whether the engine has values at hand (engine_is_near): then there is nothing to gain by reading them beforehand. */
bool store_is_near(const struct store *store);
/* As engine_check. */
TNW_MUST_CHECK enum tnw_err store_check(struct store *store, char where[256]);
TNW_MUST_CHECK enum tnw_err store_stats(struct store *store, struct store_stats *stats);

/* How long there is room. */
struct store_room {
    struct engine_room engine;
    uint64_t used;  /* bytes that are taken */
    uint64_t bytes; /* of them, those that values need */
    uint64_t limit; /* bytes that it may take; 0: no bound */
    uint64_t left;  /* bytes until the limit, or until the disk is full, and what is free within */
    uint64_t rate;  /* bytes a day, as growth_rate */
    double days;    /* until nothing is left, at that rate; infinite where it does not grow */
};

/* now: the log's time. Errors: as engine_room. */
TNW_MUST_CHECK enum tnw_err store_room(struct store *store, time_ms now, struct store_room *room);
/* The engine under it, for who looks after the files. It stays the store's. */
struct engine *store_engine(struct store *store);

#endif
