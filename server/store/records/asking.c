#include "store/records/asking.h"

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/value.h"
#include "store/wish.h"

#define ASKING_VERSION 1

static struct key
asking_key(const struct id *dossier, const struct id *id)
{
    struct key key = key_of(dossier);
    key_add_id(&key, id);
    return key;
}

void
asking_put(struct txn *txn, const struct asking *asking)
{
    struct key key = asking_key(&asking->dossier, &asking->id);
    struct buf plain = {0};
    buf_put_u8(&plain, ASKING_VERSION);
    buf_put_slice(&plain, id_slice(&asking->by));
    buf_put_u8(&plain, (uint8_t)asking->role);
    buf_put_u32(&plain, asking->categories);
    buf_put_u32(&plain, asking->actions);
    buf_put_u32(&plain, asking->purposes);
    buf_put_u32(&plain, (uint32_t)asking->until);
    buf_put_u32(&plain, (uint32_t)asking->expires);
    buf_put_u64(&plain, (uint64_t)asking->asked);
    buf_put_u8(&plain, (uint8_t)asking->answer);
    buf_put_u64(&plain, (uint64_t)asking->answered);
    buf_put_slice(&plain, id_slice(&asking->consent));
    value_put_rest(&plain, &asking->text);
    cipher_put(txn, SPACE_ASKING, key_slice(&key), &asking->dossier, &plain);
    struct agenda_entry entry = asking_entry(asking);
    if (asking->answer == ASKING_OPEN) {
        agenda_put(txn, &entry);
    } else {
        agenda_del(txn, &entry);
    }
}

struct agenda_entry
asking_entry(const struct asking *asking)
{
    return (struct agenda_entry){.actor = asking->by,
                                 .list = AGENDA_CONSENT,
                                 .day = asking->expires,
                                 .id = asking->id,
                                 .dossier = asking->dossier};
}

static enum tnw_err
parse_asking(struct slice bytes, struct asking *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != ASKING_VERSION) {
        return TNW_E_CORRUPT;
    }
    cursor_bytes(&cur, out->by.bytes, ID_SIZE);
    out->role = (enum role)cursor_u8(&cur);
    out->categories = cursor_u32(&cur);
    out->actions = cursor_u32(&cur);
    out->purposes = cursor_u32(&cur);
    out->until = (day_num)cursor_u32(&cur);
    out->expires = (day_num)cursor_u32(&cur);
    out->asked = (time_ms)cursor_u64(&cur);
    out->answer = (enum asking_answer)cursor_u8(&cur);
    out->answered = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->consent.bytes, ID_SIZE);
    value_get_rest(&cur, &out->text);
    enum tnw_err err = cursor_end(&cur);
    bool known = out->role < ROLE_COUNT && out->answer < ASKING_ANSWERS &&
                 (out->answer == ASKING_YES) != id_is_zero(&out->consent);
    return err == TNW_OK && !known ? TNW_E_CORRUPT : err;
}

void
asking_wipe(struct asking *asking)
{
    buf_free(&asking->text);
    *asking = (struct asking){.asked = 0};
}

static bool
open_asking(struct txn *txn, const struct id *dossier, const struct id *id, struct slice stored, struct asking *out)
{
    struct key key = asking_key(dossier, id);
    struct buf plain = {0};
    *out = (struct asking){.dossier = *dossier, .id = *id};
    bool ok = cipher_decrypt(txn, SPACE_ASKING, key_slice(&key), dossier, stored, &plain) &&
              txn_check(txn, parse_asking(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        asking_wipe(out);
    }
    return ok;
}

bool
asking_get(struct txn *txn, const struct id *dossier, const struct id *id, struct asking *out)
{
    struct key key = asking_key(dossier, id);
    struct slice stored;
    *out = (struct asking){.asked = 0};
    return txn_get(txn, SPACE_ASKING, key_slice(&key), &stored) && open_asking(txn, dossier, id, stored, out);
}

void
asking_del(struct txn *txn, const struct id *dossier, const struct id *id)
{
    struct key key = asking_key(dossier, id);
    struct asking asking;
    if (asking_get(txn, dossier, id, &asking)) {
        struct agenda_entry entry = asking_entry(&asking);
        agenda_del(txn, &entry);
        txn_del(txn, SPACE_ASKING, key_slice(&key));
    }
    asking_wipe(&asking);
}

void
asking_hint(struct txn *txn, const struct id *dossier, const struct id *id)
{
    struct key key = asking_key(dossier, id);
    wish_value(txn, SPACE_ASKING, key_slice(&key));
}

void
asking_walk(struct range *walk, struct txn *txn, const struct id *dossier, const struct id *after)
{
    range_open_ids(walk, txn, SPACE_ASKING, id_slice(dossier), after);
}

bool
asking_next(struct range *walk, const struct id *dossier, struct asking *out)
{
    struct id id;
    struct slice stored;
    *out = (struct asking){.asked = 0};
    return range_next_id(walk, &id, &stored) && open_asking(walk->txn, dossier, &id, stored, out);
}
