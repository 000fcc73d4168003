/*
 * Inside the store: the typed transaction over LMDB. Only the files of this folder include it.
 */
#ifndef TNW_STORE_TXN_H
#define TNW_STORE_TXN_H

#include <lmdb.h>
#include <stdatomic.h>

#include "store/journal.h"
#include "store/layout.h"
#include "store/rack.h"
#include "store/range.h"
#include "store/records/audit_log.h"
#include "store/records/node_cache.h"
#include "store/store.h"

struct store {
    MDB_env *env;
    MDB_dbi dbi[DB_COUNT];
    int fd; /* of data.mdb, for space set aside */
    size_t map_size;
    size_t reserve;
    size_t page_size;
    bool read_only;
    uint64_t allocated; /* bytes of the file that surely have blocks; write transactions only */
    const struct keyring *keyring;
    struct aead_key registry_key;
    struct rack rack;
    struct node_cache nodes;
    struct journal *journal;         /* read only: perhaps NULL */
    atomic_uint_fast64_t taken_over; /* frames of the journal redone since it was opened; any thread */
};

/* A number in `meta` that goes up with changes: read at first use, written back by the commit when it was raised. */
struct txn_counter {
    uint64_t value;
    bool known;
    bool raised;
};

/* What a write transaction notes for the journal (keep.c). */
struct keep {
    bool notes;      /* what is written; not so while the journal itself is taken over */
    uint64_t growth; /* about how many bytes of pages the writes so far have cost */
    uint8_t depth[DB_COUNT];
    const uint8_t *room; /* where a value is still being written, and what is known of it */
    size_t room_len;
    size_t room_place;
};

struct txn {
    struct store *store;
    MDB_txn *mdb;
    bool write;
    enum tnw_err err;
    struct tools *tools; /* taken at first use */
    bool key_checked;    /* the data key in tools is that of this transaction's state */
    /* The log's tail, read at first use, written back by the commit. */
    struct audit_tail *tail;
    struct txn_counter generation;
    struct txn_counter registry;
    uint64_t writes;
    struct keep keep; /* of a write transaction */
};

/* What LMDB says, in our words. Logs nothing. */
enum tnw_err txn_map_error(int rc);

/* Makes err sticky; returns whether it was TNW_OK. */
bool txn_check(struct txn *txn, enum tnw_err err);

/* false: absent, or an error that is now sticky. value borrows from the map until the transaction's next write. */
bool txn_get(struct txn *txn, enum db db, struct slice key, struct slice *value);
void txn_put(struct txn *txn, enum db db, struct slice key, struct slice value);
/* As txn_put, with a value of len bytes that the caller writes to the memory returned, before the transaction's next write.
 * NULL: sticky error. */
uint8_t *txn_put_room(struct txn *txn, enum db db, struct slice key, size_t len);
void txn_append(struct txn *txn, enum db db, struct slice key, struct slice value); /* key sorts behind all others */
void txn_del(struct txn *txn, enum db db, struct slice key);                        /* absent is fine */

/* Sealed values: AES-256-GCM under the place's data key (a dossier, or zero for the registry); associated data is the
 * database and the key, so that a value opens only where it was put. sealed_put takes plain over, and frees it. */
void sealed_put(struct txn *txn, enum db db, struct slice key, const struct id *place, struct buf *plain);
/* Appends the plain text to out. false: absent, or a sticky error. */
bool sealed_get(struct txn *txn, enum db db, struct slice key, const struct id *place, struct buf *out);
/* The same for a value that is at hand. */
bool sealed_open(struct txn *txn, enum db db, struct slice key, const struct id *place, struct slice sealed,
                 struct buf *out);
void sealed_append(struct txn *txn, struct buf *out, enum db db, struct slice key, const struct id *place,
                   struct slice plain);
/* Makes and wraps a fresh data key for a place. */
void sealed_new_key(struct txn *txn, const struct id *place);
/* The place of what belongs to no dossier: zero. */
extern const struct id sealed_registry;

/* Stores the tail that audit_log_tail handed out; the commit calls it. */
void audit_log_put_tail(struct txn *txn);

/* Begins a write transaction's notes, and takes over what a crash left in the journal: *taken frames; such a transaction is
 * to be committed before anything else is written. */
enum tnw_err keep_begin(struct txn *txn, uint64_t *taken);
/* Notes a put (room: its value is written there later) or a delete. at_end: the key came behind all others. */
void keep_put(struct txn *txn, enum db db, struct slice key, struct slice value, bool at_end);
void keep_room(struct txn *txn, enum db db, struct slice key, const uint8_t *room, size_t len, bool at_end);
void keep_del(struct txn *txn, enum db db, struct slice key);
/* The value whose room was given is written by now. */
void keep_fill(struct txn *txn);
/* Before a commit: puts a new base, so that the frames on the present one are of the past. */
void keep_end(struct txn *txn);
/* Stores the totals that stand in the transaction: the log's tail, the counters. */
void txn_put_totals(struct txn *txn);

#endif
