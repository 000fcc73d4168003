#include "store/lmdb/lmdb_cursor.h"

#include <stdlib.h>
#include <string.h>

#include "store/lmdb/lmdb_txn.h"

struct lmdb_cursor {
    struct engine_cursor cursor; /* first */
    MDB_cursor *mdb;
    bool reverse;
    bool started;
    size_t prefix_len;
    size_t after_len;
    uint8_t prefix[ENGINE_KEY_MAX];
    uint8_t after[ENGINE_KEY_MAX];
};

static enum tnw_err
open_at(struct lmdb_cursor *it, struct engine_txn *txn, const struct engine_range *range)
{
    struct lmdb_txn *in = (struct lmdb_txn *)(void *)txn;
    it->cursor.txn = txn;
    it->reverse = range->reverse;
    it->started = false;
    it->prefix_len = range->prefix.len;
    it->after_len = range->after.len;
    memcpy(it->prefix, range->prefix.len == 0 ? (const uint8_t *)"" : range->prefix.ptr, range->prefix.len);
    memcpy(it->after, range->after.len == 0 ? (const uint8_t *)"" : range->after.ptr, range->after.len);
    return lmdb_base_error(mdb_cursor_open(in->mdb, lmdb_base_engine(in)->dbi[range->space], &it->mdb));
}

/* To the first key at or behind that one; LMDB takes no empty key to look for. */
static int
seek(struct lmdb_cursor *it, struct slice key, MDB_val *k, MDB_val *v)
{
    *k = lmdb_base_val(key);
    return mdb_cursor_get(it->mdb, k, v, key.len == 0 ? MDB_FIRST : MDB_SET_RANGE);
}

static int
start_ascending(struct lmdb_cursor *it, MDB_val *k, MDB_val *v)
{
    struct slice after = slice_of(it->after, it->after_len);
    if (after.len == 0) {
        return seek(it, slice_of(it->prefix, it->prefix_len), k, v);
    }
    int rc = seek(it, after, k, v);
    bool exact = rc == 0 && slice_eq(slice_of(k->mv_data, k->mv_size), after);
    return exact ? mdb_cursor_get(it->mdb, k, v, MDB_NEXT) : rc;
}

/* The first key behind all that start with the prefix is the prefix with one added to its last byte that can take it.
 * Empty: no key lies behind. */
static struct slice
behind_prefix(struct lmdb_cursor *it)
{
    memcpy(it->after, it->prefix, it->prefix_len);
    size_t len = it->prefix_len;
    while (len > 0 && it->after[len - 1] == 0xff) {
        len--;
    }
    if (len > 0) {
        it->after[len - 1]++;
    }
    return slice_of(it->after, len);
}

static int
start_descending(struct lmdb_cursor *it, MDB_val *k, MDB_val *v)
{
    struct slice end = it->after_len > 0 ? slice_of(it->after, it->after_len) : behind_prefix(it);
    int rc = end.len == 0 ? MDB_NOTFOUND : seek(it, end, k, v);
    if (rc != 0 && rc != MDB_NOTFOUND) {
        return rc;
    }
    return mdb_cursor_get(it->mdb, k, v, rc == 0 ? MDB_PREV : MDB_LAST);
}

static enum tnw_err
step(struct lmdb_cursor *it, MDB_val *k, MDB_val *v)
{
    int rc;
    if (it->started) {
        rc = mdb_cursor_get(it->mdb, k, v, it->reverse ? MDB_PREV : MDB_NEXT);
    } else {
        rc = it->reverse ? start_descending(it, k, v) : start_ascending(it, k, v);
    }
    it->started = true;
    if (rc == 0 && (k->mv_size < it->prefix_len || memcmp(k->mv_data, it->prefix, it->prefix_len) != 0)) {
        rc = MDB_NOTFOUND;
    }
    return lmdb_base_error(rc);
}

enum tnw_err
lmdb_cursor_open(struct engine_txn *txn, const struct engine_range *range, struct engine_cursor **cursor)
{
    struct lmdb_cursor *it = malloc(sizeof *it);
    if (it == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = open_at(it, txn, range);
    if (err != TNW_OK) {
        free(it);
        return err;
    }
    *cursor = &it->cursor;
    return TNW_OK;
}

/* Nothing is written while a cursor is open: LMDB moves nothing before its next step. */
enum tnw_err
lmdb_cursor_next(struct engine_cursor *cursor, struct slice *key, struct slice *value)
{
    MDB_val k;
    MDB_val v;
    enum tnw_err err = step((struct lmdb_cursor *)(void *)cursor, &k, &v);
    if (err == TNW_OK) {
        *key = slice_of(k.mv_data, k.mv_size);
        *value = slice_of(v.mv_data, v.mv_size);
    }
    return err;
}

void
lmdb_cursor_close(struct engine_cursor *cursor)
{
    struct lmdb_cursor *it = (struct lmdb_cursor *)(void *)cursor;
    mdb_cursor_close(it->mdb);
    free(it);
}

enum tnw_err
lmdb_cursor_first(struct engine_txn *txn, const struct engine_range *range, struct slice *key, struct slice *value)
{
    struct lmdb_txn *in = (struct lmdb_txn *)(void *)txn;
    struct lmdb_cursor it;
    MDB_val k;
    MDB_val v;
    enum tnw_err err = open_at(&it, txn, range);
    if (err != TNW_OK) {
        return err;
    }
    err = step(&it, &k, &v);
    if (err == TNW_OK) {
        err = lmdb_txn_hand_out(in, &k, key);
    }
    if (err == TNW_OK) {
        err = lmdb_txn_hand_out(in, &v, value);
    }
    mdb_cursor_close(it.mdb);
    return err;
}
