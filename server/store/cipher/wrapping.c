#include "store/cipher/wrapping.h"

#include "base/limits.h"
#include "store/inside.h"
#include "store/wish.h"

#define ROTATION_VERSION 1

static struct slice
wrapping_name(void)
{
    return slice_str("wrapping");
}

static struct slice
rotation_name(void)
{
    return slice_str("rotation");
}

bool
wrapping_get(struct txn *txn, struct keyring_id *out)
{
    struct slice value;
    *out = (struct keyring_id){{0}};
    if (!txn_get(txn, SPACE_META, wrapping_name(), &value)) {
        return false;
    }
    struct cursor cur = cursor_of(value);
    cursor_bytes(&cur, out->bytes, KEYRING_ID);
    return txn_check(txn, cursor_end(&cur));
}

void
wrapping_put(struct txn *txn, const struct keyring_id *id)
{
    txn_put(txn, SPACE_META, wrapping_name(), slice_of(id->bytes, KEYRING_ID));
}

void
wrapping_hint(struct txn *txn)
{
    wish_value(txn, SPACE_META, wrapping_name());
}

static enum tnw_err
parse_rotation(struct slice value, struct rotation *out)
{
    struct cursor cur = cursor_of(value);
    uint8_t version = cursor_u8(&cur);
    unsigned step = cursor_u8(&cur);
    cursor_bytes(&cur, out->to.bytes, KEYRING_ID);
    out->begun = (time_ms)cursor_u64(&cur);
    out->total = cursor_u64(&cur);
    out->done = cursor_u64(&cur);
    cursor_bytes(&cur, out->cursor.bytes, ID_SIZE);
    out->old_count = cursor_u8(&cur);
    if (version != ROTATION_VERSION || step >= ROTATION_STEPS || out->old_count > KEYRING_WRAP_MAX) {
        return TNW_E_CORRUPT;
    }
    out->step = (enum rotation_step)step;
    for (size_t i = 0; i < out->old_count; i++) {
        cursor_bytes(&cur, out->old[i].bytes, KEYRING_ID);
    }
    return cursor_end(&cur);
}

bool
rotation_get(struct txn *txn, struct rotation *out)
{
    struct slice value;
    *out = (struct rotation){.old_count = 0};
    return txn_get(txn, SPACE_META, rotation_name(), &value) && txn_check(txn, parse_rotation(value, out));
}

void
rotation_put(struct txn *txn, const struct rotation *rotation)
{
    struct buf value = {0};
    buf_put_u8(&value, ROTATION_VERSION);
    buf_put_u8(&value, (uint8_t)rotation->step);
    buf_put(&value, rotation->to.bytes, KEYRING_ID);
    buf_put_u64(&value, (uint64_t)rotation->begun);
    buf_put_u64(&value, rotation->total);
    buf_put_u64(&value, rotation->done);
    buf_put_slice(&value, id_slice(&rotation->cursor));
    buf_put_u8(&value, (uint8_t)rotation->old_count);
    for (size_t i = 0; i < rotation->old_count; i++) {
        buf_put(&value, rotation->old[i].bytes, KEYRING_ID);
    }
    txn_set_error(txn, value.err);
    txn_put(txn, SPACE_META, rotation_name(), buf_slice(&value));
    buf_free(&value);
}

void
rotation_del(struct txn *txn)
{
    txn_del(txn, SPACE_META, rotation_name());
}
