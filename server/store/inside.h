/*
 * Inside the store: what a store and its transactions are made of, and how values are read and written. Only the files
 * of this folder, and tests of them, include it.
 */
#ifndef TNW_STORE_INSIDE_H
#define TNW_STORE_INSIDE_H

#include <stdatomic.h>

#include "base/arena.h"
#include "store/audit/node_cache.h"
#include "store/audit/unfiled.h"
#include "store/cipher/rack.h"
#include "store/hint.h"
#include "store/layout.h"

struct store {
    struct engine *engine;
    const struct keyring *keyring;
    struct rack rack;
    struct node_cache nodes;
    struct unfiled unfiled;
    struct hint_guard guard; /* the writer's */
    uint32_t answers_from;   /* the writer's: no kept answer lies in an older half day (idempotency.c); 0: not known */
    atomic_uint_fast64_t hinted;
    atomic_uint_fast64_t unhinted;
};

/* A number in `meta` that goes up with changes: read at first use, written back with the batch when it was raised. */
enum txn_counter_of { TXN_GENERATION, TXN_REGISTRY, TXN_COUNTERS };
struct txn_counter {
    uint64_t value;
    bool known;
    bool raised;
};

struct txn {
    struct store *store;
    struct engine_txn *engine;
    bool write;
    enum tnw_err err;
    struct tools *tools; /* taken at first use */
    /* The log's tail, of audit_log.c: read at first use, written back with the batch by put_tail. */
    struct audit_tail *tail;
    void (*put_tail)(struct txn *txn);
    struct txn_counter counters[TXN_COUNTERS];
    uint64_t writes;
    struct arena arena;        /* of values that lay in pieces */
    struct hints *notes;       /* of a snapshot: where it notes; NULL: nowhere */
    struct hints own_notes;    /* of a snapshot of an engine that is not near */
    const struct hints *hints; /* of a writer */
};

/* Makes err sticky; returns whether it was TNW_OK. */
bool txn_check(struct txn *txn, enum tnw_err err);

/* false: absent, or an error that is now sticky. value lives until the transaction is committed, kept or aborted. */
bool txn_get(struct txn *txn, enum space space, struct slice key, struct slice *value);
/* The same of several, in one journey, of spaces whose values are not long. */
bool txn_get_many(struct txn *txn, struct engine_want *wants, size_t count);
void txn_put(struct txn *txn, enum space space, struct slice key, struct slice value);
/* As txn_put, with a value of len bytes that the caller writes to the memory returned, before anything else is asked of
 * the transaction. NULL: sticky error. len: at most ENGINE_VALUE_MAX - 1. */
uint8_t *txn_put_later(struct txn *txn, enum space space, struct slice key, size_t len);
/* A put of a key that comes behind all others of its space. */
void txn_append(struct txn *txn, enum space space, struct slice key, struct slice value);
/* Absent is fine. */
void txn_del(struct txn *txn, enum space space, struct slice key);

/* What of a value in a space of long ones did not fit under its key is added: value grows to the whole. false: sticky
 * error. */
bool txn_join(struct txn *txn, enum space space, struct slice key, struct slice *value);

/* The last key with that prefix, which is one id. Lives as values do. */
bool txn_last(struct txn *txn, enum space space, const struct id *prefix, struct slice *key, struct slice *value);

#endif
