#include "store/range.h"

#include <string.h>

#include "base/limits.h"
#include "store/txn.h"

void
range_open(struct range *range, struct txn *txn, enum db db, struct slice prefix, struct slice after, bool reverse)
{
    *range = (struct range){.txn = txn, .reverse = reverse};
    key_add(&range->prefix, prefix.ptr, prefix.len);
    range->from = range->prefix;
    key_add(&range->from, after.ptr, after.len);
    if (txn->err != TNW_OK) {
        return;
    }
    int rc = mdb_cursor_open(txn->mdb, txn->store->dbi[db], &range->cursor);
    if (rc != 0) {
        range->cursor = NULL;
        txn_set_error(txn, txn_map_error(rc));
    }
}

/* Places the cursor on the first key of the range: the one behind `from`, or, in reverse, the one before it. */
static int
start(struct range *range, MDB_val *k, MDB_val *v)
{
    bool whole = range->from.len == range->prefix.len;
    if (range->reverse && whole) {
        /* The first key behind all that start with the prefix; an id of only 0xff bytes does not occur. */
        memset(range->from.bytes + range->from.len, 0xff, KEY_MAX - range->from.len);
        range->from.len = KEY_MAX;
    }
    *k = (MDB_val){.mv_size = range->from.len, .mv_data = range->from.bytes};
    /* LMDB takes no empty key to look for. */
    int rc = mdb_cursor_get(range->cursor, k, v, range->from.len == 0 ? MDB_FIRST : MDB_SET_RANGE);
    if (range->reverse) {
        return mdb_cursor_get(range->cursor, k, v, rc == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
    }
    bool exact = rc == 0 && !whole && slice_eq(slice_of(k->mv_data, k->mv_size), key_slice(&range->from));
    return exact ? mdb_cursor_get(range->cursor, k, v, MDB_NEXT) : rc;
}

bool
range_next(struct range *range, struct slice *rest, struct slice *value)
{
    if (range->cursor == NULL || range->txn->err != TNW_OK) {
        return false;
    }
    MDB_val k;
    MDB_val v;
    int rc = range->started ? mdb_cursor_get(range->cursor, &k, &v, range->reverse ? MDB_PREV : MDB_NEXT)
                            : start(range, &k, &v);
    range->started = true;
    if (rc == MDB_NOTFOUND) {
        return false;
    }
    if (rc != 0) {
        txn_set_error(range->txn, txn_map_error(rc));
        return false;
    }
    size_t len = range->prefix.len;
    if (k.mv_size < len || memcmp(k.mv_data, range->prefix.bytes, len) != 0) {
        return false;
    }
    *rest = slice_of((const uint8_t *)k.mv_data + len, k.mv_size - len);
    *value = slice_of(v.mv_data, v.mv_size);
    return true;
}

bool
range_next_id(struct range *range, struct id *id, struct slice *value)
{
    struct slice rest;
    if (!range_next(range, &rest, value)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    cursor_bytes(&cur, id->bytes, ID_SIZE);
    return txn_check(range->txn, cursor_end(&cur));
}

bool
range_next_number(struct range *range, uint64_t *number, struct slice *value)
{
    struct slice rest;
    if (!range_next(range, &rest, value)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    *number = cursor_u64(&cur);
    return txn_check(range->txn, *number <= LIMIT_JSON_NUMBER ? cursor_end(&cur) : TNW_E_CORRUPT);
}

void
range_open_ids(struct range *range, struct txn *txn, enum db db, struct slice prefix, const struct id *after)
{
    range_open(range, txn, db, prefix, id_is_zero(after) ? slice_of("", 0) : id_slice(after), false);
}

bool
range_first_id(struct txn *txn, enum db db, struct slice prefix, const struct id *after, struct id *id,
               struct slice *value)
{
    struct range range;
    range_open_ids(&range, txn, db, prefix, after);
    bool found = range_next_id(&range, id, value);
    range_close(&range);
    return found;
}

void
range_close(struct range *range)
{
    if (range->cursor != NULL) {
        mdb_cursor_close(range->cursor);
        range->cursor = NULL;
    }
}
