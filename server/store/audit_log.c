#include "store/audit_log.h"

#include <stdlib.h>

#include "store/txn.h"

static const char tail_name[] = "audit_tail";

static struct slice
tail_key(void)
{
    return slice_of(tail_name, sizeof tail_name - 1);
}

static enum tnw_err
parse_tail(struct slice value, struct audit_tail *out)
{
    struct cursor cur = cursor_of(value);
    out->size = cursor_u64(&cur);
    out->time = (time_ms)cursor_u64(&cur);
    for (unsigned level = 0; level < AUDIT_LEVELS; level++) {
        if ((out->size >> level & 1) != 0) {
            cursor_bytes(&cur, out->peaks[level].bytes, HASH_SIZE);
        }
    }
    return cursor_end(&cur);
}

struct audit_tail *
audit_log_tail(struct txn *txn)
{
    if (txn->tail != NULL) {
        return txn->tail;
    }
    struct slice value;
    bool found = txn_get(txn, DB_META, tail_key(), &value);
    struct audit_tail *tail = calloc(1, sizeof *tail);
    if (tail == NULL) {
        txn_set_error(txn, TNW_E_NO_MEMORY);
    } else if (found && parse_tail(value, tail) != TNW_OK) {
        txn_set_error(txn, TNW_E_CORRUPT);
    }
    if (txn->err != TNW_OK) {
        free(tail);
        return NULL;
    }
    txn->tail = tail;
    return tail;
}

void
audit_log_put_tail(struct txn *txn)
{
    const struct audit_tail *tail = txn->tail;
    struct buf value = {0};
    buf_put_u64(&value, tail->size);
    buf_put_u64(&value, (uint64_t)tail->time);
    for (unsigned level = 0; level < AUDIT_LEVELS; level++) {
        if ((tail->size >> level & 1) != 0) {
            buf_put(&value, tail->peaks[level].bytes, HASH_SIZE);
        }
    }
    if (value.err != TNW_OK) {
        txn_set_error(txn, value.err);
    }
    txn_put(txn, DB_META, tail_key(), buf_slice(&value));
    buf_free(&value);
}

static void
put_index(struct txn *txn, enum db db, const struct id *id, uint64_t seq)
{
    if (id_is_zero(id)) {
        return;
    }
    struct key key = key_of(id);
    key_add_u64(&key, seq);
    txn_put(txn, db, key_slice(&key), slice_of("", 0));
}

void
audit_log_put(struct txn *txn, uint64_t seq, struct slice record, const struct id *dossier, const struct id *actor)
{
    struct key key = key_of_u64(seq);
    txn_append(txn, DB_AUDIT, key_slice(&key), record);
    put_index(txn, DB_AUDIT_BY_DOSSIER, dossier, seq);
    put_index(txn, DB_AUDIT_BY_ACTOR, actor, seq);
}

void
audit_log_put_dossier(struct txn *txn, const struct id *dossier, uint64_t seq)
{
    put_index(txn, DB_AUDIT_BY_DOSSIER, dossier, seq);
}

/* Nodes lie in the order in which they are made, so that all of a batch land on the last pages: before leaf n there are
 * 2n - popcount(n) of them, and leaf n is followed by the subtrees that it completes, from the lowest level up. */
static struct key
node_key(uint8_t level, uint64_t index)
{
    uint64_t leaf = ((index + 1) << level) - 1;
    return key_of_u64(2 * leaf - (uint64_t)__builtin_popcountll(leaf) + level);
}

void
audit_log_put_node(struct txn *txn, uint8_t level, uint64_t index, const struct hash *hash)
{
    struct key key = node_key(level, index);
    txn_append(txn, DB_AUDIT_NODE, key_slice(&key), hash_slice(hash));
}

bool
audit_log_get(struct txn *txn, uint64_t seq, struct slice *record)
{
    struct key key = key_of_u64(seq);
    return txn_get(txn, DB_AUDIT, key_slice(&key), record);
}

bool
audit_log_get_node(struct txn *txn, uint8_t level, uint64_t index, struct hash *hash)
{
    struct key key = node_key(level, index);
    struct slice value;
    if (!txn_get(txn, DB_AUDIT_NODE, key_slice(&key), &value)) {
        return false;
    }
    struct cursor cur = cursor_of(value);
    cursor_bytes(&cur, hash->bytes, HASH_SIZE);
    return txn_check(txn, cursor_end(&cur));
}

/* An index entry without its record is damage. */
static bool
follow(struct txn *txn, uint64_t seq, struct slice *record)
{
    return audit_log_get(txn, seq, record) || txn_check(txn, TNW_E_CORRUPT);
}

bool
audit_log_list(struct txn *txn, enum audit_list which, const struct id *id, uint64_t after, bool reverse, size_t limit,
               bool (*each)(void *ctx, uint64_t seq, struct slice record), void *ctx)
{
    static const enum db dbs[] = {[AUDIT_LIST_ALL] = DB_AUDIT,
                                  [AUDIT_LIST_DOSSIER] = DB_AUDIT_BY_DOSSIER,
                                  [AUDIT_LIST_ACTOR] = DB_AUDIT_BY_ACTOR};
    bool indexed = which != AUDIT_LIST_ALL;
    struct key prefix = {.len = 0};
    if (indexed) {
        key_add_id(&prefix, id);
    }
    struct key from = key_of_u64(after);
    struct range range;
    range_open(&range, txn, dbs[which], key_slice(&prefix), after == UINT64_MAX ? slice_of("", 0) : key_slice(&from),
               reverse);
    uint64_t seq;
    struct slice record;
    bool more = false;
    for (size_t n = 0; range_next_number(&range, &seq, &record); n++) {
        more = n == limit;
        if (more || (indexed && !follow(txn, seq, &record)) || !each(ctx, seq, record)) {
            break;
        }
    }
    range_close(&range);
    return more;
}
