#include "store/records/term/ordinal.h"

#include "store/inside.h"
#include "store/range.h"
#include "store/txn.h"

static struct key
key_of_index(enum ordinal_index index)
{
    struct key key = {.len = 0};
    uint8_t byte = (uint8_t)index;
    key_add(&key, &byte, 1);
    return key;
}

static struct key
key_of_thing(enum ordinal_index index, const struct id *thing)
{
    struct key key = key_of_index(index);
    key_add_id(&key, thing);
    return key;
}

static struct key
key_of_ordinal(enum ordinal_index index, uint32_t ordinal)
{
    struct key key = key_of_index(index);
    key_add_u32(&key, ordinal);
    return key;
}

static bool
take_ordinal(struct txn *txn, struct slice bytes, uint32_t *out)
{
    struct cursor cur = cursor_of(bytes);
    *out = cursor_u32(&cur);
    return txn_check(txn, cursor_end(&cur));
}

bool
ordinal_of(struct txn *txn, enum ordinal_index index, const struct id *thing, uint32_t *out)
{
    const struct key key = key_of_thing(index, thing);
    struct slice value;
    return txn_get(txn, SPACE_ORDINAL, key_slice(&key), &value) && take_ordinal(txn, value, out);
}

/* The first that nobody has. */
static bool
next_ordinal(struct txn *txn, enum ordinal_index index, uint32_t *out)
{
    const struct key prefix = key_of_index(index);
    struct slice last;
    struct slice value;
    *out = 0;
    if (range_first(txn, SPACE_ORDINAL_THING, key_slice(&prefix), slice_of(NULL, 0), true, &last, &value) &&
        take_ordinal(txn, last, out)) {
        (*out)++;
    }
    return txn_error(txn) == TNW_OK;
}

bool
ordinal_give(struct txn *txn, enum ordinal_index index, const struct id *thing, uint32_t *out)
{
    const struct key key = key_of_thing(index, thing);
    if (ordinal_of(txn, index, thing, out) || !next_ordinal(txn, index, out)) {
        return txn_error(txn) == TNW_OK;
    }
    const struct key back = key_of_ordinal(index, *out);
    struct key number = {.len = 0};
    key_add_u32(&number, *out);
    txn_put(txn, SPACE_ORDINAL, key_slice(&key), key_slice(&number));
    txn_put(txn, SPACE_ORDINAL_THING, key_slice(&back), id_slice(thing));
    return txn_error(txn) == TNW_OK;
}

bool
ordinal_thing(struct txn *txn, enum ordinal_index index, uint32_t ordinal, struct id *out)
{
    const struct key key = key_of_ordinal(index, ordinal);
    struct slice value;
    if (!txn_get(txn, SPACE_ORDINAL_THING, key_slice(&key), &value)) {
        txn_set_error(txn, TNW_E_CORRUPT); /* the first error wins */
        return false;
    }
    struct cursor cur = cursor_of(value);
    cursor_bytes(&cur, out->bytes, ID_SIZE);
    return txn_check(txn, cursor_end(&cur));
}
