#include "store/records/usage.h"

#include "store/cipher/cipher.h"
#include "store/cipher/place.h"
#include "store/inside.h"
#include "store/wish.h"

#define USAGE_VERSION 1

static enum tnw_err
parse_usage(struct slice bytes, struct usage *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != USAGE_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->day = (day_num)cursor_u32(&cur);
    for (unsigned quota = 0; quota < QUOTA_COUNT; quota++) {
        out->used[quota] = cursor_u64(&cur);
    }
    return cursor_end(&cur);
}

void
usage_get(struct txn *txn, const struct hash *identity, day_num day, struct usage *out)
{
    struct buf plain = {0};
    struct usage stored = {0};
    struct id place = place_of_identity(identity);
    *out = (struct usage){.day = day};
    bool found = cipher_get(txn, SPACE_USAGE, hash_slice(identity), &place, &plain) &&
                 txn_check(txn, parse_usage(buf_slice(&plain), &stored));
    buf_free(&plain);
    if (found && stored.day == day) {
        *out = stored;
    }
}

void
usage_hint(struct txn *txn, const struct hash *identity)
{
    struct id place = place_of_identity(identity);
    wish_value(txn, SPACE_USAGE, hash_slice(identity));
    wish_value(txn, SPACE_DATA_KEY, id_slice(&place));
}

void
usage_put(struct txn *txn, const struct hash *identity, const struct usage *usage)
{
    struct buf plain = {0};
    buf_put_u8(&plain, USAGE_VERSION);
    buf_put_u32(&plain, (uint32_t)usage->day);
    for (unsigned quota = 0; quota < QUOTA_COUNT; quota++) {
        buf_put_u64(&plain, usage->used[quota]);
    }
    struct id place = place_of_identity(identity);
    cipher_put(txn, SPACE_USAGE, hash_slice(identity), &place, &plain);
}
