#include "store/records/elz/casus_sweep.h"

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/actor.h"
#include "store/records/elz/casus.h"

#define SWEEP "casus_sweep"

bool
casus_sweep_get(struct txn *txn, struct casus_sweep *out)
{
    struct slice value;
    *out = (struct casus_sweep){.year = 0};
    if (!txn_get(txn, SPACE_META, slice_str(SWEEP), &value)) {
        return false;
    }
    struct cursor cur = cursor_of(value);
    out->year = cursor_u16(&cur);
    out->noted = (day_num)cursor_u32(&cur);
    out->noted_at = cursor_u64(&cur);
    cursor_bytes(&cur, out->until.bytes, ID_SIZE);
    out->done = cursor_u8(&cur) != 0;
    return txn_check(txn, cursor_end(&cur));
}

void
casus_sweep_put(struct txn *txn, const struct casus_sweep *sweep)
{
    struct buf value = {0};
    buf_put_u16(&value, (uint16_t)sweep->year);
    buf_put_u32(&value, (uint32_t)sweep->noted);
    buf_put_u64(&value, sweep->noted_at);
    buf_put_slice(&value, id_slice(&sweep->until));
    buf_put_u8(&value, sweep->done);
    txn_set_error(txn, value.err);
    txn_put(txn, SPACE_META, slice_str(SWEEP), buf_slice(&value));
    buf_free(&value);
}

size_t
casus_sweep_ids(struct txn *txn, const struct id *after, struct id out[], size_t max)
{
    struct range range;
    struct slice value;
    size_t count = 0;
    range_open_ids(&range, txn, SPACE_CASUS, slice_of(NULL, 0), after);
    while (count < max && range_next_id(&range, &out[count], &value)) {
        count++;
    }
    range_close(&range);
    return count;
}

/* By whatever registration they were invited. */
static void
uninvite(struct txn *txn, const struct casus *casus)
{
    for (size_t i = 0; i < casus->member_count; i++) {
        struct actor actor;
        if (actor_get(txn, &casus->members[i], &actor)) {
            struct hash person = actor_identity_index(txn->store->keyring, &actor.identity);
            struct key key = {.len = 0};
            key_add(&key, person.bytes, HASH_SIZE);
            key_add_id(&key, &casus->id);
            txn_del(txn, SPACE_CASUS_MEMBER, key_slice(&key));
        }
        actor_wipe(&actor);
    }
}

static size_t
remove_messages(struct txn *txn, const struct id *casus, size_t most)
{
    size_t count = 0;
    struct slice key;
    struct slice value;
    while (count < most && txn_last(txn, SPACE_CASUS_MESSAGE, casus, &key, &value)) {
        struct key last = {.len = 0};
        key_add(&last, key.ptr, key.len);
        txn_del(txn, SPACE_CASUS_MESSAGE, key_slice(&last));
        count++;
    }
    return count;
}

bool
casus_sweep_remove(struct txn *txn, const struct id *id, size_t most)
{
    struct casus casus;
    if (!casus_get(txn, id, &casus)) {
        return txn_error(txn) == TNW_OK;
    }
    size_t removed = remove_messages(txn, id, most);
    bool gone = removed < most;
    if (gone) {
        uninvite(txn, &casus);
        txn_del(txn, SPACE_CASUS, id_slice(id));
        cipher_drop_key(txn, id);
    } else {
        casus.messages -= (uint32_t)removed; /* as many as there are */
        casus_put(txn, &casus);
    }
    casus_wipe(&casus);
    return gone;
}
