#include "store/lmdb/keep.h"

#include "base/clock.h"
#include "store/lmdb/room.h"

static MDB_val
base_key(void)
{
    return lmdb_base_val(slice_str("journal"));
}

/* Errors: also NOT_FOUND: nothing was committed here yet. */
static enum tnw_err
read_base(struct lmdb_txn *txn, struct hash *base)
{
    MDB_val key = base_key();
    MDB_val value;
    int rc = mdb_get(txn->mdb, lmdb_base_engine(txn)->own, &key, &value);
    if (rc != 0) {
        return lmdb_base_error(rc);
    }
    struct cursor cur = cursor_of(slice_of(value.mv_data, value.mv_size));
    cursor_bytes(&cur, base->bytes, HASH_SIZE);
    return cursor_end(&cur);
}

/* How many pages lie on the way to a value; once they are copied anyway. */
static void
measure_depth(struct lmdb_txn *txn)
{
    const struct lmdb_engine *engine = lmdb_base_engine(txn);
    txn->keep.growth = 2 * engine->page_size; /* of the base */
    for (unsigned space = 0; space < engine->engine.schema->count; space++) {
        MDB_stat stat;
        bool known = mdb_stat(txn->mdb, engine->dbi[space], &stat) == 0;
        txn->keep.depth[space] = known ? (uint8_t)(stat.ms_depth + 1) : 1;
        txn->keep.growth += txn->keep.depth[space] * engine->page_size;
    }
}

enum tnw_err
keep_count(struct lmdb_txn *txn, uint64_t *frames)
{
    struct journal *journal = lmdb_base_engine(txn)->journal;
    struct hash base;
    *frames = 0;
    enum tnw_err err = journal == NULL ? TNW_E_NOT_FOUND : read_base(txn, &base);
    if (err == TNW_OK) {
        err = journal_replay(journal, &base, NULL, NULL, frames);
    }
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}

enum tnw_err
keep_begin(struct lmdb_txn *txn, journal_visit redo, uint64_t *taken)
{
    struct journal *journal = lmdb_base_engine(txn)->journal;
    struct hash base;
    *taken = 0;
    enum tnw_err err = journal == NULL ? TNW_E_NOT_FOUND : read_base(txn, &base);
    if (err == TNW_E_NOT_FOUND) {
        return TNW_OK; /* the first commit puts a base */
    }
    if (err == TNW_OK) {
        err = journal_replay(journal, &base, redo, txn, taken);
    }
    if (err == TNW_OK && *taken == 0) {
        txn->keep.notes = true;
        journal_start(journal, &base);
        measure_depth(txn);
    }
    return err;
}

/* A value behind all others shares its pages with the one before it; any other one can dirty all those on the way to
 * it. */
static void
count_growth(struct lmdb_txn *txn, unsigned space, size_t len, bool at_end)
{
    size_t page = lmdb_base_engine(txn)->page_size;
    txn->keep.growth += at_end ? 2 * len : txn->keep.depth[space] * page + len;
}

void
keep_put(struct lmdb_txn *txn, unsigned space, struct slice key, struct slice value, bool at_end)
{
    if (txn->keep.notes) {
        journal_put(lmdb_base_engine(txn)->journal, space, key, value);
        count_growth(txn, space, key.len + value.len, at_end);
    }
}

void
keep_put_later(struct lmdb_txn *txn, unsigned space, struct slice key, const uint8_t *later, size_t len, bool at_end)
{
    struct keep *keep = &txn->keep;
    if (keep->notes) {
        keep->later_place = journal_put_later(lmdb_base_engine(txn)->journal, space, key, len);
        keep->later = later;
        keep->later_len = len;
        count_growth(txn, space, key.len + len, at_end);
    }
}

void
keep_del(struct lmdb_txn *txn, unsigned space, struct slice key)
{
    if (txn->keep.notes) {
        journal_del(lmdb_base_engine(txn)->journal, space, key);
        count_growth(txn, space, 0, false);
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
    if (engine->journal == NULL || txn->writes == 0) {
        return TNW_OK;
    }
    struct hash base;
    random_fill(base.bytes, sizeof base.bytes);
    MDB_val key = base_key();
    MDB_val value = lmdb_base_val(hash_slice(&base));
    return lmdb_base_error(mdb_put(txn->mdb, engine->own, &key, &value, 0));
}

/* What is in the journal must fit into the store: half of the reserve is there for it; the other half for what the
 * estimate leaves out, which is split pages and LMDB's list of free ones, and for what follows. */
bool
keep_is_possible(struct lmdb_txn *txn)
{
    const struct lmdb_engine *engine = lmdb_base_engine(txn);
    return txn->keep.notes && txn->keep.growth <= engine->reserve / 2 && room_is_left(engine) &&
           journal_fits(engine->journal);
}
