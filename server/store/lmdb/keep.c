#include "store/lmdb/keep.h"

#include <stdio.h>
#include <string.h>

#include "store/lmdb/room.h"

static MDB_val
base_key(void)
{
    return lmdb_base_val(slice_str("journal"));
}

enum tnw_err
keep_base(struct lmdb_txn *txn, struct frame_base *base)
{
    MDB_val key = base_key();
    MDB_val value;
    int rc = mdb_get(txn->mdb, lmdb_base_engine(txn)->own, &key, &value);
    if (rc != 0) {
        return rc == MDB_NOTFOUND ? TNW_E_CORRUPT : lmdb_base_error(rc);
    }
    return frame_base_decode(base, slice_of(value.mv_data, value.mv_size));
}

static int
put_base(MDB_txn *txn, MDB_dbi own, const struct frame_base *base)
{
    uint8_t bytes[FRAME_BASE];
    MDB_val key = base_key();
    MDB_val value = lmdb_base_val(slice_of(bytes, sizeof bytes));
    frame_base_encode(bytes, base);
    return mdb_put(txn, own, &key, &value, 0);
}

int
keep_put_first(MDB_txn *txn, MDB_dbi own)
{
    const struct frame_base base = frame_base_first();
    return put_base(txn, own, &base);
}

/* How many pages lie on the way to a value; once they are copied anyway. */
static uint64_t
depth_of(struct lmdb_txn *txn, unsigned space)
{
    struct keep *keep = &txn->keep;
    MDB_stat stat;
    if (keep->depth[space] == 0) {
        bool known = mdb_stat(txn->mdb, lmdb_base_engine(txn)->dbi[space], &stat) == 0;
        keep->depth[space] = known ? (uint8_t)(stat.ms_depth + 1) : 1;
        keep->growth += keep->depth[space] * lmdb_base_engine(txn)->page_size;
    }
    return keep->depth[space];
}

static enum tnw_err
look_once(struct lmdb_engine *engine, struct frame_base *base, struct journal_found *found)
{
    struct engine_txn *txn;
    enum tnw_err err = engine_begin(&engine->engine, false, &txn);
    if (err != TNW_OK) {
        return err;
    }
    err = keep_base((struct lmdb_txn *)(void *)txn, base);
    engine_abort(&txn);
    return err == TNW_OK ? journal_replay(engine->journal, base, NULL, NULL, found) : err;
}

/* A writer may write while the file is read, so that damage counts when it is there a second time, on the same base:
 * what stood behind a frame, or ahead of the store, was written when those were durable. */
enum tnw_err
keep_look(struct lmdb_engine *engine, struct journal_found *found)
{
    struct frame_base base;
    struct frame_base base_before;
    struct journal_found before;
    *found = (struct journal_found){.frames = 0};
    enum tnw_err err = engine->journal == NULL ? TNW_OK : look_once(engine, &base, found);
    for (bool same = false; err == TNW_E_CORRUPT && !same;) {
        base_before = base;
        before = *found;
        err = look_once(engine, &base, found);
        same = memcmp(base.mark, base_before.mark, FRAME_MARK) == 0 && found->frames == before.frames;
    }
    return err;
}

void
keep_tell(const struct journal_found *found, char where[256])
{
    static const char what_to_do[] = "See \"Damage\" in docs/operations.md";
    if (found->behind > 0) {
        (void)snprintf(
            where, 256,
            "the journal is damaged: frame %u is not whole, and frame %u, written later, is: what was answered "
            "would be lost. %s",
            found->frames + 1, found->behind, what_to_do);
    } else if (found->ahead > 0 || found->foreign) {
        (void)snprintf(
            where, 256,
            "data.mdb is %s the journal beside it: it is an older copy, or damaged: what was answered would be "
            "lost. %s",
            found->ahead > 0 ? "older than" : "another one than that of", what_to_do);
    } else {
        (void)snprintf(where, 256, "the journal or its base is damaged. %s", what_to_do);
    }
}

/* Whether the base is one that this process put, and nobody kept anything on it: nothing is to be taken over. */
static bool
is_untouched(const struct lmdb_engine *engine, const struct frame_base *base)
{
    return memcmp(engine->untouched.mark, base->mark, FRAME_MARK) == 0 && !journal_is_begun(engine->journal, base);
}

enum tnw_err
keep_begin(struct lmdb_txn *txn, operations_visitor *redo, uint64_t *taken)
{
    struct lmdb_engine *engine = lmdb_base_engine(txn);
    struct journal_found found = {.frames = 0};
    *taken = 0;
    txn->keep.growth = 2 * engine->page_size; /* of the base */
    enum tnw_err err = keep_base(txn, &txn->keep.base);
    if (err == TNW_OK) { /* who follows is told of what is taken over */
        txn->keep.notes = journal_start(engine->journal, &txn->keep.base, room_is_left(engine));
    }
    if (err == TNW_OK && !is_untouched(engine, &txn->keep.base)) {
        err = journal_replay(engine->journal, &txn->keep.base, redo, txn, &found);
    }
    if (found.frames > 0) {
        journal_takes_over(engine->journal);
    }
    if (err == TNW_E_CORRUPT) {
        engine->found = found;
    }
    txn->keep.notes = txn->keep.notes || (err == TNW_OK && found.frames == 0);
    if (found.torn) {
        atomic_store(&engine->torn, true);
    }
    *taken = found.frames;
    return err;
}

/* A value behind all others shares its pages with the one before it; any other one can dirty all those on the way to
 * it. */
static void
count_growth(struct lmdb_txn *txn, unsigned space, size_t len, bool at_end)
{
    uint64_t pages = depth_of(txn, space);
    txn->keep.growth += at_end ? 2 * len : pages * lmdb_base_engine(txn)->page_size + len;
}

void
keep_put(struct lmdb_txn *txn, unsigned space, struct slice key, struct slice value, bool at_end)
{
    count_growth(txn, space, key.len + value.len, at_end);
    if (txn->keep.notes) {
        journal_put(lmdb_base_engine(txn)->journal, space, key, value);
    }
}

void
keep_put_later(struct lmdb_txn *txn, unsigned space, struct slice key, const uint8_t *later, size_t len, bool at_end)
{
    struct keep *keep = &txn->keep;
    count_growth(txn, space, key.len + len, at_end);
    if (keep->notes) {
        keep->later_place = journal_put_later(lmdb_base_engine(txn)->journal, space, key, len);
        keep->later = later;
        keep->later_len = len;
    }
}

void
keep_del(struct lmdb_txn *txn, unsigned space, struct slice key)
{
    count_growth(txn, space, 0, false);
    if (txn->keep.notes) {
        journal_del(lmdb_base_engine(txn)->journal, space, key);
    }
}

void
keep_fill(struct lmdb_txn *txn)
{
    struct keep *keep = &txn->keep;
    if (keep->later != NULL) {
        struct slice value = slice_of(keep->later, keep->later_len);
        journal_fill(lmdb_base_engine(txn)->journal, keep->later_place, value);
        keep->later = NULL;
    }
}

enum tnw_err
keep_end(struct lmdb_txn *txn)
{
    struct lmdb_engine *engine = lmdb_base_engine(txn);
    if (txn->writes == 0) {
        return TNW_OK;
    }
    txn->keep.base = frame_base_next(&txn->keep.base);
    engine->untouched = txn->keep.base;
    return lmdb_base_error(put_base(txn->mdb, engine->own, &txn->keep.base));
}

/* What is in the journal must fit into the store. */
bool
keep_is_possible(struct lmdb_txn *txn)
{
    const struct lmdb_engine *engine = lmdb_base_engine(txn);
    return txn->keep.notes && room_is_reserved(engine, txn->keep.growth) && room_is_left(engine) &&
           journal_fits(engine->journal);
}
