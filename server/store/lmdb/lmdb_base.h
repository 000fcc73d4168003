/*
 * Inside the LMDB engine: what its parts share.
 */
#ifndef TNW_STORE_LMDB_LMDB_BASE_H
#define TNW_STORE_LMDB_LMDB_BASE_H

#include <lmdb.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "store/engine.h"
#include "store/lmdb/journal.h"

#define LMDB_SPACES_MAX 64
#define LMDB_IDLE_MAX 16 /* about as many as read at a time */
/* The engine's own database, and the key under which it keeps the schema's version. */
#define LMDB_OWN_NAME "engine"
#define LMDB_VERSION_KEY "schema"

struct lmdb_engine {
    struct engine engine; /* first */
    MDB_env *env;
    MDB_dbi own; /* what the engine itself keeps: the schema's version, the journal's base */
    MDB_dbi dbi[LMDB_SPACES_MAX];
    int fd;              /* of data.mdb, for blocks set aside; locked, shared, while the store is open */
    size_t mapped;       /* bytes of addresses that LMDB has for the file: more than it may take */
    atomic_size_t limit; /* bytes that the file may take; one commit may go beyond */
    size_t reserve;
    size_t page_size;
    bool read_only;
    pthread_mutex_t turn;        /* a writer's: until it has told what it did, which is after LMDB's lock is free */
    uint64_t allocated;          /* bytes of the file that surely have blocks; the writer's; 0: not known */
    int64_t readers_due;         /* the writer's: when to look for dead readers, clock_monotonic_ms */
    struct journal *journal;     /* read only: perhaps NULL */
    struct frame_base untouched; /* the writer's: the newest base that this process put */
    struct journal_found found;  /* the writer's: why the journal is damaged */
    atomic_uint_fast64_t taken_over;
    atomic_bool torn;          /* of what was taken over, the end */
    atomic_uint_fast64_t kept; /* frames on top of what is committed */
    /* Snapshots that were read and reset, for who reads next: a fresh one has room made for each database. */
    pthread_mutex_t idle_lock;
    struct lmdb_txn *idle[LMDB_IDLE_MAX];
    size_t idle_count;
};

/* What the writer notes for the journal (keep.c). */
struct keep {
    struct frame_base base;         /* of the state that was found; then of what is committed */
    bool notes;                     /* what is written; not so while the journal itself is taken over */
    uint64_t growth;                /* about how many bytes of pages the writes so far have cost */
    uint8_t depth[LMDB_SPACES_MAX]; /* 0: not touched yet */
    const uint8_t *later;           /* where a value is still being written, and what is known of it */
    size_t later_len;
    size_t later_place;
};

struct lmdb_txn {
    struct engine_txn txn; /* first */
    MDB_txn *mdb;
    struct arena arena; /* copies of what the writer handed out: LMDB moves it with the next write */
    uint64_t writes;
    size_t unseen;    /* bytes that were put since it was looked how much the store holds */
    struct keep keep; /* the writer's */
};

static inline struct lmdb_engine *
lmdb_base_engine(const struct lmdb_txn *txn)
{
    return (struct lmdb_engine *)(void *)txn->txn.engine;
}

static inline const char *
lmdb_base_spool(const struct lmdb_engine *engine)
{
    return journal_spool(engine->journal);
}

/* What LMDB says, in our words. */
enum tnw_err lmdb_base_error(int rc);
MDB_val lmdb_base_val(struct slice bytes);

#endif
