#include "store/audit/audit_log.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/txn.h"
#include "store/wish.h"

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
    out->tree.size = cursor_u64(&cur);
    out->time = (time_ms)cursor_u64(&cur);
    for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
        if ((out->tree.size >> level & 1) != 0) {
            cursor_bytes(&cur, out->tree.peaks[level].bytes, HASH_SIZE);
        }
    }
    return out->tree.size < LIMIT_JSON_NUMBER ? cursor_end(&cur) : TNW_E_CORRUPT; /* the next one is written as JSON */
}

static void
put_tail(struct txn *txn)
{
    const struct audit_tail *tail = txn->tail;
    uint8_t value[8 + 8 + MERKLE_LEVELS * HASH_SIZE];
    size_t len = 16;
    bytes_write_be(value, tail->tree.size, 8);
    bytes_write_be(value + 8, (uint64_t)tail->time, 8);
    for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
        if ((tail->tree.size >> level & 1) != 0) {
            memcpy(value + len, tail->tree.peaks[level].bytes, HASH_SIZE);
            len += HASH_SIZE;
        }
    }
    txn_put(txn, SPACE_META, tail_key(), slice_of(value, len));
}

struct audit_tail *
audit_log_tail(struct txn *txn)
{
    if (txn->tail != NULL) {
        return txn->tail;
    }
    struct slice value;
    bool found = txn_get(txn, SPACE_META, tail_key(), &value);
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
    txn->put_tail = txn->write ? put_tail : NULL;
    return tail;
}

/* A snapshot, of which most want nothing else of the tail, does not take it apart for that. */
time_ms
audit_log_time(struct txn *txn)
{
    struct slice value;
    if (txn->write || txn->tail != NULL) {
        const struct audit_tail *tail = audit_log_tail(txn);
        return tail == NULL ? 0 : tail->time;
    }
    if (!txn_get(txn, SPACE_META, tail_key(), &value)) {
        return 0;
    }
    struct cursor cur = cursor_of(value);
    (void)cursor_u64(&cur);
    time_ms when = (time_ms)cursor_u64(&cur);
    (void)txn_check(txn, cur.err);
    return when;
}

uint64_t
audit_log_size(struct txn *txn)
{
    const struct audit_tail *tail = audit_log_tail(txn);
    return tail == NULL ? 0 : tail->tree.size;
}

unsigned
audit_log_completes(uint64_t seq)
{
    return (unsigned)__builtin_ctzll(~seq);
}

void
audit_log_put(struct txn *txn, uint64_t seq, struct slice value)
{
    struct key key = key_of_u64(seq);
    txn_append(txn, SPACE_AUDIT, key_slice(&key), value);
}

/* Takes a value apart: the nodes that its leaf completes, and the record. */
static bool
split(struct txn *txn, uint64_t seq, struct slice value, struct slice *nodes, struct slice *record)
{
    struct cursor cur = cursor_of(value);
    *nodes = cursor_slice(&cur, audit_log_completes(seq) * HASH_SIZE);
    *record = cursor_rest(&cur);
    return txn_check(txn, record->len == 0 ? TNW_E_CORRUPT : cursor_end(&cur));
}

static bool
get_value(struct txn *txn, uint64_t seq, struct slice *nodes, struct slice *record)
{
    struct key key = key_of_u64(seq);
    struct slice value;
    return txn_get(txn, SPACE_AUDIT, key_slice(&key), &value) && split(txn, seq, value, nodes, record);
}

bool
audit_log_get(struct txn *txn, uint64_t seq, struct slice *record)
{
    struct slice nodes;
    return get_value(txn, seq, &nodes, record);
}

static bool
read_node(struct txn *txn, uint8_t level, uint64_t index, struct hash *hash)
{
    struct slice nodes;
    struct slice record;
    if (level >= MERKLE_LEVELS - 1 || index >= UINT64_MAX >> (level + 1) ||
        !get_value(txn, ((index + 1) << level) - 1, &nodes, &record)) {
        return false;
    }
    if (level == 0) {
        *hash = merkle_leaf(record);
    } else {
        memcpy(hash->bytes, nodes.ptr + (size_t)(level - 1) * HASH_SIZE, HASH_SIZE);
    }
    return true;
}

/* What a write transaction reads may never come to be. Whoever asks keeps to the nodes of the tree that their snapshot
 * has. */
bool
audit_log_get_node(struct txn *txn, uint8_t level, uint64_t index, struct hash *hash)
{
    bool lasting = level >= NODE_CACHE_LEVEL && !txn->write && txn->err == TNW_OK;
    if (lasting && node_cache_get(&txn->store->nodes, level, index, hash)) {
        return true;
    }
    bool found = read_node(txn, level, index, hash);
    if (found && lasting) {
        node_cache_put(&txn->store->nodes, level, index, hash);
    }
    return found;
}

static enum tnw_err
parse_audit_head(struct slice value, struct audit_head *out)
{
    struct cursor cur = cursor_of(value);
    out->counter = cursor_u64(&cur);
    cursor_bytes(&cur, out->leaf.bytes, HASH_SIZE);
    out->written = cursor_u64(&cur);
    return out->counter < LIMIT_JSON_NUMBER ? cursor_end(&cur) : TNW_E_CORRUPT; /* the next one is written as JSON */
}

bool
audit_log_get_head(struct txn *txn, const struct id *dossier, struct audit_head *out)
{
    struct slice value;
    *out = (struct audit_head){0};
    return txn_get(txn, SPACE_AUDIT_HEAD, id_slice(dossier), &value) && txn_check(txn, parse_audit_head(value, out));
}

void
audit_log_hint_head(struct txn *txn, const struct id *dossier)
{
    wish_value(txn, SPACE_AUDIT_HEAD, id_slice(dossier));
}

void
audit_log_put_head(struct txn *txn, const struct id *dossier, const struct audit_head *head)
{
    uint8_t value[8 + HASH_SIZE + 8];
    bytes_write_be(value, head->counter, 8);
    memcpy(value + 8, head->leaf.bytes, HASH_SIZE);
    bytes_write_be(value + 8 + HASH_SIZE, head->written, 8);
    txn_put(txn, SPACE_AUDIT_HEAD, id_slice(dossier), slice_of(value, sizeof value));
}

bool
audit_log_next_head(struct txn *txn, const struct id *after, struct id *dossier, struct audit_head *out)
{
    struct slice value;
    *out = (struct audit_head){0};
    return range_first_id(txn, SPACE_AUDIT_HEAD, slice_of("", 0), after, dossier, &value) &&
           txn_check(txn, parse_audit_head(value, out));
}

void
audit_log_put_links(struct txn *txn, uint64_t seq, const struct audit_link *links, size_t count)
{
    struct buf value = {0};
    for (size_t i = 0; i < count; i++) {
        buf_put(&value, links[i].dossier.bytes, ID_SIZE);
        buf_put_u64(&value, links[i].counter);
        buf_put(&value, links[i].previous.bytes, HASH_SIZE);
    }
    txn_set_error(txn, value.err);
    struct key key = key_of_u64(seq);
    txn_append(txn, SPACE_AUDIT_LINK, key_slice(&key), buf_slice(&value));
    buf_free(&value);
}

static enum tnw_err
check_links(struct slice links)
{
    bool whole = links.len > 0 && links.len % AUDIT_LINK_SIZE == 0;
    for (size_t i = 0; whole && i < links.len / AUDIT_LINK_SIZE; i++) {
        whole = audit_log_link(links, i).counter <= LIMIT_JSON_NUMBER;
    }
    return whole ? TNW_OK : TNW_E_CORRUPT;
}

size_t
audit_log_get_links(struct txn *txn, uint64_t seq, struct slice *links)
{
    struct key key = key_of_u64(seq);
    bool found = txn_get(txn, SPACE_AUDIT_LINK, key_slice(&key), links) && txn_check(txn, check_links(*links));
    return found ? links->len / AUDIT_LINK_SIZE : 0;
}

struct audit_link
audit_log_link(struct slice links, size_t index)
{
    struct cursor cur = cursor_of(slice_of(links.ptr + index * AUDIT_LINK_SIZE, AUDIT_LINK_SIZE));
    struct audit_link link;
    cursor_bytes(&cur, link.dossier.bytes, ID_SIZE);
    link.counter = cursor_u64(&cur);
    cursor_bytes(&cur, link.previous.bytes, HASH_SIZE);
    return link;
}

bool
audit_log_list(struct txn *txn, uint64_t after, bool reverse, size_t limit,
               bool (*each)(void *ctx, uint64_t seq, struct slice record), void *ctx)
{
    struct key from = key_of_u64(after);
    struct slice none = slice_of("", 0);
    struct range range;
    range_open(&range, txn, SPACE_AUDIT, none, after == UINT64_MAX ? none : key_slice(&from), reverse);
    uint64_t seq;
    struct slice value;
    struct slice nodes;
    struct slice record;
    bool more = false;
    for (size_t n = 0; range_next_number(&range, &seq, &value); n++) {
        more = n == limit;
        if (more || !split(txn, seq, value, &nodes, &record) || !each(ctx, seq, record)) {
            break;
        }
    }
    range_close(&range);
    return more;
}
