#include "store/records/erasure/erasure.h"

#include <string.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"

#define ERASURE_VERSION 1

static void
encode_erasure(struct buf *out, const struct erasure *it)
{
    buf_put_u8(out, ERASURE_VERSION);
    buf_put_u8(out, (uint8_t)it->state);
    buf_put_u8(out, (uint8_t)it->why);
    buf_put_u8(out, (uint8_t)it->reason);
    buf_put_slice(out, hash_slice(&it->patient));
    buf_put_slice(out, id_slice(&it->by));
    buf_put_slice(out, hash_slice(&it->order));
    for (unsigned state = 0; state < ERASURE_STATES; state++) {
        buf_put_u64(out, (uint64_t)it->at[state]);
        buf_put_u64(out, it->seq[state]);
    }
    buf_put_u8(out, (uint8_t)it->key_count);
    buf_put(out, it->keys, it->key_count * KEYRING_KEY_ID);
}

static enum tnw_err
parse_erasure(struct slice bytes, struct erasure *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t version = cursor_u8(&cur);
    out->state = (enum erasure_state)cursor_u8(&cur);
    out->why = (enum erasure_why)cursor_u8(&cur);
    out->reason = (enum erasure_reason)cursor_u8(&cur);
    cursor_bytes(&cur, out->patient.bytes, HASH_SIZE);
    cursor_bytes(&cur, out->by.bytes, ID_SIZE);
    cursor_bytes(&cur, out->order.bytes, HASH_SIZE);
    for (unsigned state = 0; state < ERASURE_STATES; state++) {
        out->at[state] = (time_ms)cursor_u64(&cur);
        out->seq[state] = cursor_u64(&cur);
    }
    size_t count = cursor_u8(&cur);
    bool known = version == ERASURE_VERSION && out->state < ERASURE_STATES && out->why < ERASURE_WHYS &&
                 out->reason < ERASURE_REASONS && count <= ERASURE_KEYS;
    if (!known) {
        return TNW_E_CORRUPT;
    }
    out->key_count = count;
    cursor_bytes(&cur, out->keys, count * KEYRING_KEY_ID);
    return cursor_end(&cur);
}

bool
erasure_get(struct txn *txn, const struct id *dossier, struct erasure *out)
{
    struct buf plain = {0};
    *out = (struct erasure){.dossier = *dossier};
    bool found = cipher_get(txn, SPACE_ERASURE, id_slice(dossier), &cipher_nobody, &plain) &&
                 txn_check(txn, parse_erasure(buf_slice(&plain), out));
    buf_free(&plain);
    return found;
}

bool
erasure_is(struct txn *txn, const struct id *dossier)
{
    struct slice value;
    return txn_get(txn, SPACE_ERASURE, id_slice(dossier), &value);
}

static struct key
open_key(enum erasure_state state, const struct id *dossier)
{
    struct key key = {.len = 0};
    key_add(&key, &(uint8_t){(uint8_t)state}, 1);
    key_add_id(&key, dossier);
    return key;
}

void
erasure_put(struct txn *txn, const struct erasure *erasure)
{
    struct buf plain = {0};
    struct key of = {.len = 0};
    encode_erasure(&plain, erasure);
    cipher_put(txn, SPACE_ERASURE, id_slice(&erasure->dossier), &cipher_nobody, &plain);
    key_add(&of, erasure->patient.bytes, HASH_SIZE);
    key_add_id(&of, &erasure->dossier);
    txn_put(txn, SPACE_ERASURE_OF, key_slice(&of), slice_of("", 0));
    if (erasure->state != ERASURE_CLOSED) {
        struct key before = open_key(erasure->state - 1, &erasure->dossier);
        txn_del(txn, SPACE_ERASURE_OPEN, key_slice(&before));
    }
    if (erasure->state != ERASURE_COMPLETE) {
        struct key now = open_key(erasure->state, &erasure->dossier);
        txn_put(txn, SPACE_ERASURE_OPEN, key_slice(&now), slice_of("", 0));
    }
}

/* Behind its version a wrapped key has the id of what wrapped it (docs/protocol.md, part 2). */
void
erasure_note_keys(struct txn *txn, struct erasure *erasure)
{
    struct slice wrapped;
    erasure->key_count = keyring_wrapping_ids(txn->store->keyring, erasure->keys);
    if (!txn_get(txn, SPACE_DATA_KEY, id_slice(&erasure->dossier), &wrapped)) {
        return;
    }
    struct cursor cur = cursor_of(wrapped);
    (void)cursor_u8(&cur);
    uint8_t id[KEYRING_KEY_ID];
    cursor_bytes(&cur, id, sizeof id);
    bool noted = !txn_check(txn, cur.err);
    for (size_t i = 0; !noted && i < erasure->key_count; i++) {
        noted = memcmp(erasure->keys[i], id, sizeof id) == 0;
    }
    if (!noted) {
        memcpy(erasure->keys[erasure->key_count++], id, sizeof id);
    }
}

bool
erasure_has_keys(const struct txn *txn, const struct erasure *erasure)
{
    uint8_t now[KEYRING_WRAP_MAX][KEYRING_KEY_ID];
    size_t count = keyring_wrapping_ids(txn->store->keyring, now);
    for (size_t i = 0; i < erasure->key_count; i++) {
        for (size_t k = 0; k < count; k++) {
            if (memcmp(erasure->keys[i], now[k], KEYRING_KEY_ID) == 0) {
                return true;
            }
        }
    }
    return false;
}

size_t
erasure_in_state(struct txn *txn, enum erasure_state state, const struct id *after, struct id out[], size_t max)
{
    struct range range;
    struct slice empty;
    size_t count = 0;
    const uint8_t prefix = (uint8_t)state;
    range_open_ids(&range, txn, SPACE_ERASURE_OPEN, slice_of(&prefix, 1), after);
    while (count < max && range_next_id(&range, &out[count], &empty)) {
        count++;
    }
    range_close(&range);
    return count;
}

void
erasure_walk_of_patient(struct range *walk, struct txn *txn, const struct hash *patient, const struct id *after)
{
    range_open_ids(walk, txn, SPACE_ERASURE_OF, hash_slice(patient), after);
}

bool
erasure_next(struct range *walk, struct id *out)
{
    struct slice empty;
    return range_next_id(walk, out, &empty);
}
