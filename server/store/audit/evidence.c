#include "store/audit/evidence.h"

#include "base/limits.h"
#include "store/inside.h"
#include "store/range.h"

/* A size of the log that stands in meta by itself; 0: none does. */
static uint64_t
size_in_meta(struct txn *txn, const char *name)
{
    struct slice value;
    if (!txn_get(txn, SPACE_META, slice_str(name), &value)) {
        return 0;
    }
    struct cursor cur = cursor_of(value);
    uint64_t size = cursor_u64(&cur);
    enum tnw_err err = size <= LIMIT_JSON_NUMBER ? cursor_end(&cur) : TNW_E_CORRUPT;
    return txn_check(txn, err) ? size : 0;
}

static void
put_size(struct txn *txn, const char *name, uint64_t size)
{
    struct key value = key_of_u64(size);
    txn_put(txn, SPACE_META, slice_str(name), key_slice(&value));
}

uint64_t
evidence_sealed(struct txn *txn)
{
    return size_in_meta(txn, "sealed");
}

void
evidence_put_sealed(struct txn *txn, uint64_t size)
{
    put_size(txn, "sealed", size);
}

uint64_t
evidence_mapped(struct txn *txn, struct hash *root)
{
    struct slice value;
    struct hash found = {0};
    uint64_t size = 0;
    if (txn_get(txn, SPACE_META, slice_str("mapped"), &value)) {
        struct cursor cur = cursor_of(value);
        size = cursor_u64(&cur);
        cursor_bytes(&cur, found.bytes, HASH_SIZE);
        enum tnw_err err = size <= LIMIT_JSON_NUMBER ? cursor_end(&cur) : TNW_E_CORRUPT;
        size = txn_check(txn, err) ? size : 0;
    }
    if (root != NULL) {
        *root = found;
    }
    return size;
}

void
evidence_put_mapped(struct txn *txn, uint64_t size, const struct hash *root)
{
    struct key value = key_of_u64(size);
    key_add(&value, root->bytes, HASH_SIZE);
    txn_put(txn, SPACE_META, slice_str("mapped"), key_slice(&value));
}

uint64_t
evidence_filed(struct txn *txn)
{
    return size_in_meta(txn, "filed");
}

void
evidence_put_filed(struct txn *txn, uint64_t size)
{
    put_size(txn, "filed", size);
}

bool
evidence_map_place(struct txn *txn, struct evidence_map_place *out)
{
    struct slice value;
    *out = (struct evidence_map_place){0};
    if (!txn_get(txn, SPACE_META, slice_str("map_place"), &value)) {
        return false;
    }
    struct cursor cur = cursor_of(value);
    struct evidence_map_place got = {.seq = cursor_u64(&cur)};
    got.size = cursor_u64(&cur);
    bool fits = got.seq < LIMIT_JSON_NUMBER && got.size <= got.seq;
    if (!txn_check(txn, fits ? cursor_end(&cur) : TNW_E_CORRUPT)) {
        return false;
    }
    *out = got;
    return true;
}

void
evidence_put_map_place(struct txn *txn, const struct evidence_map_place *place)
{
    struct key value = key_of_u64(place->seq);
    key_add_u64(&value, place->size);
    txn_put(txn, SPACE_META, slice_str("map_place"), key_slice(&value));
}

bool
evidence_get_checkpoint(struct txn *txn, uint64_t size, struct slice *note)
{
    struct key key = key_of_u64(size);
    return txn_get(txn, SPACE_CHECKPOINT, key_slice(&key), note);
}

void
evidence_put_checkpoint(struct txn *txn, uint64_t size, struct slice note)
{
    struct key key = key_of_u64(size);
    txn_put(txn, SPACE_CHECKPOINT, key_slice(&key), note);
}

bool
evidence_last_checkpoint(struct txn *txn, uint64_t *size, struct slice *note)
{
    struct slice none = slice_of(NULL, 0);
    return range_first_number(txn, SPACE_CHECKPOINT, none, none, true, size, note);
}

bool
evidence_next_checkpoint(struct txn *txn, uint64_t *size, struct slice *note)
{
    struct key after = key_of_u64(*size);
    return range_first_number(txn, SPACE_CHECKPOINT, slice_of(NULL, 0), key_slice(&after), false, size, note);
}

void
evidence_put_cosigned(struct txn *txn, uint64_t size, struct slice ids)
{
    struct key key = key_of_u64(size);
    txn_put(txn, SPACE_COSIGNED, key_slice(&key), ids);
}

bool
evidence_get_cosigned(struct txn *txn, uint64_t size, struct slice *ids)
{
    struct key key = key_of_u64(size);
    return txn_get(txn, SPACE_COSIGNED, key_slice(&key), ids);
}

void
evidence_walk_cosigned(struct range *range, struct txn *txn, uint64_t below)
{
    struct key before = key_of_u64(below);
    range_open(range, txn, SPACE_COSIGNED, slice_of(NULL, 0), key_slice(&before), true);
}

bool
evidence_map_get(void *txn, struct slice place, struct slice *value)
{
    return txn_get(txn, SPACE_MAP, place, value);
}

void
evidence_map_put(void *txn, struct slice place, struct slice value)
{
    txn_put(txn, SPACE_MAP, place, value);
}

bool
evidence_next_map(struct txn *txn, struct slice *place, struct slice *value)
{
    if (place->len > KEY_MAX) { /* no key of ours is that long */
        return txn_check(txn, TNW_E_CORRUPT);
    }
    return range_first(txn, SPACE_MAP, slice_of(NULL, 0), *place, false, place, value);
}
