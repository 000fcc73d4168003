#include "base/clock.h"
#include "store/space.h"
#include "store/txn.h"

static struct slice
base_key(void)
{
    return slice_str("journal");
}

/* A journal is of the same format as the store: its frames count databases as they stand in the layout. */
static bool
read_base(struct txn *txn, struct hash *base)
{
    struct slice value;
    if (txn_get(txn, DB_META, slice_str("format"), &value) && (value.len != 1 || value.ptr[0] != LAYOUT_VERSION)) {
        txn_set_error(txn, TNW_E_CORRUPT);
    }
    if (!txn_get(txn, DB_META, base_key(), &value)) {
        return false;
    }
    struct cursor cur = cursor_of(value);
    cursor_bytes(&cur, base->bytes, HASH_SIZE);
    return txn_check(txn, cursor_end(&cur));
}

static enum tnw_err
redo(void *ctx, enum db db, struct slice key, struct slice value)
{
    struct txn *txn = ctx;
    if (value.ptr == NULL) {
        txn_del(txn, db, key);
    } else {
        txn_put(txn, db, key, value);
    }
    return txn->err;
}

/* How many pages lie on the way to a value; once they are copied anyway. */
static void
measure_depth(struct txn *txn)
{
    for (unsigned db = 0; db < DB_COUNT; db++) {
        MDB_stat stat;
        bool known = mdb_stat(txn->mdb, txn->store->dbi[db], &stat) == 0;
        txn->keep.depth[db] = known ? (uint8_t)(stat.ms_depth + 1) : 1;
        txn->keep.growth += txn->keep.depth[db] * txn->store->page_size;
    }
}

enum tnw_err
store_journal_frames(struct store *store, uint64_t *frames)
{
    struct txn *txn;
    struct hash base;
    *frames = 0;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    if (store->journal != NULL && read_base(txn, &base)) {
        err = journal_replay(store->journal, &base, NULL, NULL, frames);
    }
    err = err == TNW_OK ? txn_error(txn) : err;
    txn_abort(&txn);
    return err;
}

enum tnw_err
keep_begin(struct txn *txn, uint64_t *taken)
{
    struct journal *journal = txn->store->journal;
    struct keep *keep = &txn->keep;
    struct hash base;
    *taken = 0;
    if (journal == NULL) {
        return TNW_OK;
    }
    bool has_base = read_base(txn, &base);
    enum tnw_err err = txn->err;
    if (err == TNW_OK && has_base) {
        err = journal_replay(journal, &base, redo, txn, taken);
    }
    if (err != TNW_OK) {
        return err;
    }
    keep->notes = has_base && *taken == 0;
    if (keep->notes) {
        journal_start(journal, &base);
        measure_depth(txn);
    }
    return TNW_OK;
}

/* A value behind all others shares its pages with the one before it; any other one can dirty all those on the way to it. */
static void
count_growth(struct txn *txn, enum db db, size_t len, bool at_end)
{
    size_t page = txn->store->page_size;
    txn->keep.growth += at_end ? 2 * len : txn->keep.depth[db] * page + len;
}

void
keep_put(struct txn *txn, enum db db, struct slice key, struct slice value, bool at_end)
{
    if (txn->keep.notes) {
        journal_put(txn->store->journal, db, key, value);
        count_growth(txn, db, key.len + value.len, at_end);
    }
}

void
keep_room(struct txn *txn, enum db db, struct slice key, const uint8_t *room, size_t len, bool at_end)
{
    struct keep *keep = &txn->keep;
    if (keep->notes) {
        keep->room_place = journal_put_later(txn->store->journal, db, key, len);
        keep->room = room;
        keep->room_len = len;
        count_growth(txn, db, key.len + len, at_end);
    }
}

void
keep_del(struct txn *txn, enum db db, struct slice key)
{
    if (txn->keep.notes) {
        journal_del(txn->store->journal, db, key);
        count_growth(txn, db, 0, false);
    }
}

void
keep_fill(struct txn *txn)
{
    struct keep *keep = &txn->keep;
    if (keep->room != NULL) {
        journal_fill(txn->store->journal, keep->room_place, slice_of(keep->room, keep->room_len));
        keep->room = NULL;
    }
}

void
keep_end(struct txn *txn)
{
    if (txn->store->journal != NULL && txn->writes > 0 && txn->err == TNW_OK) {
        struct hash base;
        random_fill(base.bytes, sizeof base.bytes);
        txn_put(txn, DB_META, base_key(), hash_slice(&base));
    }
}

/* What is in the journal must fit into the store: half of the reserve is there for it; the other half for what the estimate leaves
 * out, which is split pages and LMDB's list of free ones, and for what follows. */
static bool
can_keep(struct txn *txn)
{
    return txn->keep.notes && txn->keep.growth <= txn->store->reserve / 2 && space_has_room(txn->store) &&
           journal_fits(txn->store->journal);
}

enum tnw_err
txn_keep(struct txn **txn)
{
    struct txn *it = *txn;
    txn_put_totals(it);
    keep_fill(it);
    if (it->err != TNW_OK || !can_keep(it)) {
        return txn_commit(txn);
    }
    enum tnw_err err = journal_write(it->store->journal);
    if (err != TNW_OK) {
        txn_abort(txn);
        return err;
    }
    return TNW_OK;
}
