#include "store/range.h"

#include "base/limits.h"
#include "store/inside.h"
#include "store/txn.h"

/* key: what the range's slices point at. */
static struct engine_range
bounds(enum space space, struct slice prefix, struct slice after, bool reverse, struct key *key)
{
    *key = (struct key){.len = 0};
    key_add(key, prefix.ptr, prefix.len);
    key_add(key, after.ptr, after.len);
    return (struct engine_range){
        .space = space,
        .prefix = slice_of(key->bytes, prefix.len),
        .after = slice_of(key->bytes, after.len == 0 ? 0 : key->len),
        .reverse = reverse,
    };
}

void
range_open(struct range *range, struct txn *txn, enum space space, struct slice prefix, struct slice after,
           bool reverse)
{
    struct key key;
    const struct engine_range all = bounds(space, prefix, after, reverse, &key);
    *range = (struct range){.txn = txn, .space = space, .prefix_len = prefix.len};
    if (txn->err == TNW_OK) {
        txn_set_error(txn, engine_cursor_open(txn->engine, &all, &range->cursor));
    }
}

bool
range_next(struct range *range, struct slice *rest, struct slice *value)
{
    struct slice key;
    if (range->cursor == NULL || range->txn->err != TNW_OK) {
        return false;
    }
    enum tnw_err err = engine_cursor_next(range->cursor, &key, value);
    if (err == TNW_E_NOT_FOUND || !txn_check(range->txn, err) || !txn_join(range->txn, range->space, key, value)) {
        return false;
    }
    *rest = slice_of(key.ptr + range->prefix_len, key.len - range->prefix_len);
    return true;
}

static bool
take_range_id(struct txn *txn, struct slice rest, struct id *id)
{
    struct cursor cur = cursor_of(rest);
    cursor_bytes(&cur, id->bytes, ID_SIZE);
    return txn_check(txn, cursor_end(&cur));
}

static bool
take_range_number(struct txn *txn, struct slice rest, uint64_t *number)
{
    struct cursor cur = cursor_of(rest);
    *number = cursor_u64(&cur);
    return txn_check(txn, *number <= LIMIT_JSON_NUMBER ? cursor_end(&cur) : TNW_E_CORRUPT);
}

bool
range_next_id(struct range *range, struct id *id, struct slice *value)
{
    struct slice rest;
    return range_next(range, &rest, value) && take_range_id(range->txn, rest, id);
}

bool
range_next_number(struct range *range, uint64_t *number, struct slice *value)
{
    struct slice rest;
    return range_next(range, &rest, value) && take_range_number(range->txn, rest, number);
}

void
range_close(struct range *range)
{
    engine_cursor_close(&range->cursor);
}

static struct slice
after_id(const struct id *after)
{
    return id_is_zero(after) ? slice_of(NULL, 0) : id_slice(after);
}

void
range_open_ids(struct range *range, struct txn *txn, enum space space, struct slice prefix, const struct id *after)
{
    range_open(range, txn, space, prefix, after_id(after), false);
}

bool
range_first(struct txn *txn, enum space space, struct slice prefix, struct slice after, bool reverse,
            struct slice *rest, struct slice *value)
{
    struct key from;
    struct slice key;
    const struct engine_range all = bounds(space, prefix, after, reverse, &from);
    if (txn->err != TNW_OK) {
        return false;
    }
    enum tnw_err err = engine_first(txn->engine, &all, &key, value);
    if (err == TNW_E_NOT_FOUND || !txn_check(txn, err) || !txn_join(txn, space, key, value)) {
        return false;
    }
    *rest = slice_of(key.ptr + prefix.len, key.len - prefix.len);
    return true;
}

bool
range_first_id(struct txn *txn, enum space space, struct slice prefix, const struct id *after, struct id *id,
               struct slice *value)
{
    struct slice rest;
    return range_first(txn, space, prefix, after_id(after), false, &rest, value) && take_range_id(txn, rest, id);
}

bool
range_first_number(struct txn *txn, enum space space, struct slice prefix, struct slice after, bool reverse,
                   uint64_t *number, struct slice *value)
{
    struct slice rest;
    return range_first(txn, space, prefix, after, reverse, &rest, value) && take_range_number(txn, rest, number);
}
