/*
 * Inside the LMDB engine: only the files of this folder include it.
 */
#ifndef TNW_STORE_LMDB_INSIDE_H
#define TNW_STORE_LMDB_INSIDE_H

#include <lmdb.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "store/engine.h"
#include "store/lmdb/journal.h"
#include "store/lmdb/lmdb_engine.h"

struct lmdb_engine {
    struct engine engine; /* first */
    MDB_env *env;
    MDB_dbi own; /* what the engine itself keeps: the schema's version, the journal's base */
    MDB_dbi dbi[LMDB_SPACES_MAX];
    int fd; /* of data.mdb, for blocks set aside */
    size_t map_size;
    size_t reserve;
    size_t page_size;
    bool read_only;
    uint64_t allocated;      /* bytes of the file that surely have blocks; the writer's */
    struct journal *journal; /* read only: perhaps NULL */
    atomic_uint_fast64_t taken_over;
    atomic_uint_fast64_t kept; /* frames on top of what is committed */
};

/* What the writer notes for the journal (keep.c). */
struct keep {
    bool notes;      /* what is written; not so while the journal itself is taken over */
    uint64_t growth; /* about how many bytes of pages the writes so far have cost */
    uint8_t depth[LMDB_SPACES_MAX];
    const uint8_t *room; /* where a value is still being written, and what is known of it */
    size_t room_len;
    size_t room_place;
};

struct lmdb_txn {
    struct engine_txn txn; /* first */
    MDB_txn *mdb;
    struct arena arena; /* copies of what the writer handed out: LMDB moves it with the next write */
    uint64_t writes;
    struct keep keep; /* the writer's */
};

static inline struct lmdb_engine *
lmdb_engine_of(const struct lmdb_txn *txn)
{
    return (struct lmdb_engine *)(void *)txn->txn.engine;
}

/* What LMDB says, in our words. */
enum tnw_err lmdb_txn_error(int rc);
MDB_val lmdb_txn_val(struct slice bytes);

/* The operations, for the table in lmdb_engine.c. */
enum tnw_err lmdb_txn_begin(struct engine *engine, bool writes, struct engine_txn **txn);
enum tnw_err lmdb_txn_commit(struct engine_txn *txn);
enum tnw_err lmdb_txn_keep(struct engine_txn *txn, bool *is_over);
void lmdb_txn_abort(struct engine_txn *txn);
uint64_t lmdb_txn_number(const struct engine_txn *txn);
bool lmdb_txn_has_room(struct engine_txn *txn);
enum tnw_err lmdb_txn_get_many(struct engine_txn *txn, struct engine_want *wants, size_t count);
enum tnw_err lmdb_txn_put(struct engine_txn *txn, unsigned space, struct slice key, struct slice value);
enum tnw_err lmdb_txn_put_room(struct engine_txn *txn, unsigned space, struct slice key, size_t len, uint8_t **room);
enum tnw_err lmdb_txn_append(struct engine_txn *txn, unsigned space, struct slice key, struct slice value);
enum tnw_err lmdb_txn_del(struct engine_txn *txn, unsigned space, struct slice key);
/* A copy that lives as long as the writer; of a snapshot, the bytes themselves. Errors: NO_MEMORY. */
enum tnw_err lmdb_txn_hand_out(struct lmdb_txn *txn, const MDB_val *bytes, struct slice *out);

enum tnw_err lmdb_cursor_open(struct engine_txn *txn, const struct engine_range *range, struct engine_cursor **cursor);
enum tnw_err lmdb_cursor_next(struct engine_cursor *cursor, struct slice *key, struct slice *value);
void lmdb_cursor_close(struct engine_cursor *cursor);
enum tnw_err lmdb_cursor_first(struct engine_txn *txn, const struct engine_range *range, struct slice *key,
                               struct slice *value);

/* Begins a writer's notes, and takes over what a crash left in the journal: *taken frames; such a transaction is to be committed
 * before anything else is written. */
enum tnw_err keep_begin(struct lmdb_txn *txn, uint64_t *taken);
/* Notes a put (room: its value is written there later) or a delete. at_end: the key came behind all others. */
void keep_put(struct lmdb_txn *txn, unsigned space, struct slice key, struct slice value, bool at_end);
void keep_room(struct lmdb_txn *txn, unsigned space, struct slice key, const uint8_t *room, size_t len, bool at_end);
void keep_del(struct lmdb_txn *txn, unsigned space, struct slice key);
/* The value whose room was given is written by now. */
void keep_fill(struct lmdb_txn *txn);
/* Whether what was noted can be kept by the journal alone; it has the memory for it then. */
bool keep_is_possible(struct lmdb_txn *txn);
/* Before a commit: puts a new base, so that the frames on the present one are of the past. */
enum tnw_err keep_end(struct lmdb_txn *txn);
/* How many frames stand on top of what is committed. */
enum tnw_err keep_count(struct lmdb_txn *txn, uint64_t *frames);

/* Room in the file and in the map: blocks are set aside before they are needed, so that a full disk is found before anything is
 * written, and withdrawals and audit records still fit when growth is refused. */
uint64_t room_used(const struct lmdb_engine *engine);
/* The writer only. Tries to keep `reserve` bytes with blocks ahead of what is used; failing is no error yet. */
void room_set_aside(struct lmdb_engine *engine);
bool room_is_left(const struct lmdb_engine *engine);

#endif
