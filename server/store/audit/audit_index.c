#include "store/audit/audit_index.h"

#include <string.h>

#include "crypto/hash.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/txn.h"

static struct audit_index_key
make_key(enum audit_index_kind kind, const uint8_t value[AUDIT_INDEX_KEY - 1])
{
    struct audit_index_key key = {.bytes = {(uint8_t)kind}};
    memcpy(key.bytes + 1, value, sizeof key.bytes - 1);
    return key;
}

struct audit_index_key
audit_index_id(enum audit_index_kind kind, const struct id *id)
{
    return make_key(kind, id->bytes);
}

struct audit_index_key
audit_index_text(enum audit_index_kind kind, struct slice text)
{
    static const char tag[] = "tnw/index/v1/text";
    struct slice parts[] = {slice_of(tag, sizeof tag), text};
    struct hash hash = hash_parts(parts, 2);
    return make_key(kind, hash.bytes);
}

static struct slice
key_bytes(const struct audit_index_key *key)
{
    return slice_of(key->bytes, sizeof key->bytes);
}

/* A distance, seven bits in a byte, the low ones first, the highest bit set when more follow; one form for each
 * number. */
static uint64_t
read_distance(struct cursor *cur)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
        uint8_t byte = cursor_u8(cur);
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            return byte == 0 ? 0 : value;
        }
    }
    return 0;
}

static size_t
write_distance(uint8_t out[9], uint64_t value)
{
    size_t len = 0;
    for (; value > 0x7f; value >>= 7) {
        out[len++] = (uint8_t)(value | 0x80);
    }
    out[len++] = (uint8_t)value;
    return len;
}

/* A segment: its first place stands in the key, the value has the distances to the next ones. */
static enum tnw_err
parse_segment(struct audit_index *index, uint64_t first, struct slice value)
{
    struct cursor cur = cursor_of(value);
    uint64_t seq = first;
    index->count = 0;
    index->seqs[index->count++] = seq;
    while (cur.left > 0 && index->count < AUDIT_INDEX_PLACES) {
        uint64_t distance = read_distance(&cur);
        if (distance == 0 || distance > (uint64_t)INT64_MAX - seq) {
            return TNW_E_CORRUPT;
        }
        seq += distance;
        index->seqs[index->count++] = seq;
    }
    return first > (uint64_t)INT64_MAX || value.len > AUDIT_INDEX_BYTES ? TNW_E_CORRUPT : cursor_end(&cur);
}

/* Reads the segment that begins next behind `after`, or next before it. false: there is none, or sticky error. */
static bool
load(struct audit_index *index, uint64_t after, bool reverse, struct slice *value)
{
    struct key from = key_of_u64(after);
    uint64_t first;
    bool found = range_first_number(index->txn, SPACE_AUDIT_INDEX, key_bytes(&index->key), key_slice(&from), reverse,
                                    &first, value);
    return found && txn_check(index->txn, parse_segment(index, first, *value));
}

void
audit_index_open(struct audit_index *index, struct txn *txn, const struct audit_index_key *key, bool reverse)
{
    index->txn = txn;
    index->key = *key;
    index->reverse = reverse;
    index->at = 0;
    index->count = 0;
}

/* The segment in which target lies, or would lie: the last one that begins at or before it. */
static bool
load_around(struct audit_index *index, uint64_t target)
{
    struct slice value;
    return load(index, target + 1, true, &value);
}

/* The lowest of [low, count) at or behind target; count when there is none. */
static size_t
find(const struct audit_index *index, size_t low, uint64_t target)
{
    size_t high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->seqs[middle] < target) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool
seek_up(struct audit_index *index, uint64_t target)
{
    struct slice value;
    if (index->count > 0 && target <= index->seqs[index->count - 1]) {
        index->at = find(index, index->at, target);
        return true;
    }
    if (load_around(index, target)) {
        index->at = find(index, 0, target);
        if (index->at < index->count) {
            return true;
        }
        index->at = index->count - 1;
    }
    if (!load(index, target, false, &value)) {
        return false;
    }
    index->at = 0;
    return true;
}

static bool
seek_down(struct audit_index *index, uint64_t target)
{
    if (index->count > 0 && target >= index->seqs[index->at]) {
        return true;
    }
    bool here = index->count > 0 && target >= index->seqs[0];
    if (!here && !load_around(index, target)) {
        return false;
    }
    size_t behind = find(index, 0, target + 1);
    index->at = behind - 1;
    return true;
}

bool
audit_index_seek(struct audit_index *index, uint64_t target, uint64_t *seq)
{
    if (target > (uint64_t)INT64_MAX) {
        if (!index->reverse) {
            return false;
        }
        target = (uint64_t)INT64_MAX;
    }
    if (txn_error(index->txn) != TNW_OK || !(index->reverse ? seek_down(index, target) : seek_up(index, target))) {
        return false;
    }
    *seq = index->seqs[index->at];
    return true;
}

bool
audit_index_next(struct audit_index *index, uint64_t *seq)
{
    if (index->count == 0) {
        return audit_index_seek(index, index->reverse ? (uint64_t)INT64_MAX : 0, seq);
    }
    uint64_t last = index->seqs[index->at];
    if (index->reverse) {
        return last > 0 && audit_index_seek(index, last - 1, seq);
    }
    return audit_index_seek(index, last + 1, seq);
}

/* A segment in the making. */
struct segment {
    uint64_t first;
    uint64_t last;
    size_t places; /* 0: none was begun */
    size_t len;
    uint8_t bytes[AUDIT_INDEX_BYTES];
};

/* Goes on with the last segment of the key, if it has one. */
static void
continue_segment(struct segment *segment, struct txn *txn, const struct audit_index_key *key)
{
    struct audit_index last;
    struct slice value;
    audit_index_open(&last, txn, key, true);
    segment->places = 0;
    segment->last = 0;
    if (load(&last, UINT64_MAX, true, &value)) {
        segment->first = last.seqs[0];
        segment->last = last.seqs[last.count - 1];
        segment->places = last.count;
        segment->len = value.len;
        memcpy(segment->bytes, value.ptr, value.len);
    }
}

static void
put_segment(struct txn *txn, const struct audit_index_key *key, const struct segment *segment)
{
    struct key place = {.len = 0};
    key_add(&place, key->bytes, sizeof key->bytes);
    key_add_u64(&place, segment->first);
    txn_put(txn, SPACE_AUDIT_INDEX, key_slice(&place), slice_of(segment->bytes, segment->len));
}

static bool
add_place(struct segment *segment, uint64_t seq)
{
    uint8_t distance[9];
    size_t len = write_distance(distance, seq - segment->last);
    if (segment->places == AUDIT_INDEX_PLACES || segment->len + len > AUDIT_INDEX_BYTES) {
        return false;
    }
    memcpy(segment->bytes + segment->len, distance, len);
    segment->len += len;
    segment->last = seq;
    segment->places++;
    return true;
}

void
audit_index_add(struct txn *txn, const struct audit_index_key *key, const uint64_t *seqs, size_t count)
{
    struct segment segment;
    continue_segment(&segment, txn, key);
    const bool had = segment.places > 0;
    const uint64_t last = segment.last;
    bool is_changed = false;
    for (size_t i = 0; i < count && txn_error(txn) == TNW_OK; i++) {
        if ((i > 0 && seqs[i] <= seqs[i - 1]) || seqs[i] > (uint64_t)INT64_MAX) {
            txn_set_error(txn, TNW_E_CORRUPT);
            return;
        }
        if (had && seqs[i] <= last) {
            continue;
        }
        is_changed = true;
        if (segment.places > 0 && add_place(&segment, seqs[i])) {
            continue;
        }
        if (segment.places > 0) {
            put_segment(txn, key, &segment);
        }
        segment.first = segment.last = seqs[i];
        segment.places = 1;
        segment.len = 0;
    }
    if (is_changed) {
        put_segment(txn, key, &segment);
    }
}

struct unfiled *
audit_index_unfiled(struct txn *txn)
{
    return &txn->store->unfiled;
}

static enum tnw_err
parse_key(struct slice bytes, struct audit_index_key *out)
{
    struct cursor cur = cursor_of(bytes);
    cursor_bytes(&cur, out->bytes, sizeof out->bytes);
    (void)cursor_u64(&cur);
    return cursor_end(&cur);
}

bool
audit_index_next_key(struct txn *txn, struct audit_index_key *key)
{
    struct key last = {.len = 0}; /* the last that the key could have */
    struct slice found;
    struct slice value;
    key_add(&last, key->bytes, sizeof key->bytes);
    key_add_u64(&last, UINT64_MAX);
    bool more = range_first(txn, SPACE_AUDIT_INDEX, slice_of(NULL, 0), key_slice(&last), false, &found, &value);
    return more && txn_check(txn, parse_key(found, key));
}
