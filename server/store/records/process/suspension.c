#include "store/records/process/suspension.h"

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/value.h"
#include "store/wish.h"

#define SUSPENSION_VERSION 1

static struct key
suspension_key(const struct id *dossier, const struct id *id)
{
    struct key key = key_of(dossier);
    key_add_id(&key, id);
    return key;
}

void
suspension_put(struct txn *txn, const struct suspension *suspension)
{
    const struct process_suspension *terms = &suspension->terms;
    struct key key = suspension_key(&suspension->dossier, &terms->id);
    struct buf plain = {0};
    buf_put_u8(&plain, SUSPENSION_VERSION);
    buf_put_u8(&plain, (uint8_t)terms->purpose);
    buf_put_u32(&plain, (uint32_t)terms->from);
    buf_put_u32(&plain, (uint32_t)terms->until);
    buf_put_u64(&plain, (uint64_t)suspension->recorded);
    buf_put_slice(&plain, id_slice(&suspension->recorded_by));
    buf_put_u8(&plain, (uint8_t)suspension->role);
    buf_put_u64(&plain, (uint64_t)suspension->ended);
    buf_put_slice(&plain, id_slice(&suspension->ended_by));
    value_put_rest(&plain, &suspension->reason);
    cipher_put(txn, SPACE_SUSPENSION, key_slice(&key), &suspension->dossier, &plain);
}

static enum tnw_err
parse_suspension(struct slice bytes, struct suspension *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != SUSPENSION_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->terms.purpose = (enum purpose)cursor_u8(&cur);
    out->terms.from = (day_num)cursor_u32(&cur);
    out->terms.until = (day_num)cursor_u32(&cur);
    out->recorded = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->recorded_by.bytes, ID_SIZE);
    out->role = (enum role)cursor_u8(&cur);
    out->ended = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->ended_by.bytes, ID_SIZE);
    value_get_rest(&cur, &out->reason);
    enum tnw_err err = cursor_end(&cur);
    bool known = out->terms.purpose < PURPOSE_COUNT && out->role < ROLE_COUNT;
    return err == TNW_OK && !known ? TNW_E_CORRUPT : err;
}

void
suspension_wipe(struct suspension *suspension)
{
    buf_free(&suspension->reason);
    *suspension = (struct suspension){.recorded = 0};
}

static bool
open_suspension(struct txn *txn, const struct id *dossier, const struct id *id, struct slice stored,
                struct suspension *out)
{
    struct key key = suspension_key(dossier, id);
    struct buf plain = {0};
    *out = (struct suspension){.dossier = *dossier, .terms = {.id = *id}};
    bool ok = cipher_decrypt(txn, SPACE_SUSPENSION, key_slice(&key), dossier, stored, &plain) &&
              txn_check(txn, parse_suspension(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        suspension_wipe(out);
    }
    return ok;
}

void
suspension_hint(struct txn *txn, const struct id *dossier, const struct id *id)
{
    struct key key = suspension_key(dossier, id);
    wish_value(txn, SPACE_SUSPENSION, key_slice(&key));
}

bool
suspension_get(struct txn *txn, const struct id *dossier, const struct id *id, struct suspension *out)
{
    struct key key = suspension_key(dossier, id);
    struct slice stored;
    *out = (struct suspension){.recorded = 0};
    return txn_get(txn, SPACE_SUSPENSION, key_slice(&key), &stored) && open_suspension(txn, dossier, id, stored, out);
}

void
suspension_walk(struct range *walk, struct txn *txn, const struct id *dossier)
{
    range_open_ids(walk, txn, SPACE_SUSPENSION, id_slice(dossier), &(struct id){{0}});
}

bool
suspension_next(struct range *walk, const struct id *dossier, struct suspension *out)
{
    struct id id;
    struct slice stored;
    *out = (struct suspension){.recorded = 0};
    return range_next_id(walk, &id, &stored) && open_suspension(walk->txn, dossier, &id, stored, out);
}

size_t
suspension_load(struct txn *txn, const struct id *dossier, struct process_suspension out[LIMIT_PROCESS_SUSPENSIONS])
{
    struct range walk;
    struct suspension suspension;
    size_t count = 0;
    suspension_walk(&walk, txn, dossier);
    while (count < LIMIT_PROCESS_SUSPENSIONS && suspension_next(&walk, dossier, &suspension)) {
        out[count++] = suspension.terms;
        suspension_wipe(&suspension);
    }
    range_close(&walk);
    return count;
}
