#include "store/consent.h"

#include "store/txn.h"
#include "store/value.h"

#define CONSENT_VERSION 1

static struct key
consent_key(const struct id *dossier, const struct id *id)
{
    struct key key = key_of(dossier);
    key_add_id(&key, id);
    return key;
}

void
consent_put(struct txn *txn, const struct consent *consent)
{
    struct buf plain = {0};
    buf_put_u8(&plain, CONSENT_VERSION);
    buf_put_u8(&plain, consent->exclude);
    buf_put_u8(&plain, (uint8_t)consent->role);
    buf_put_slice(&plain, id_slice(&consent->actor));
    buf_put_u32(&plain, consent->categories);
    buf_put_u32(&plain, consent->actions);
    buf_put_u32(&plain, consent->purposes);
    buf_put_u32(&plain, (uint32_t)consent->from);
    buf_put_u32(&plain, (uint32_t)consent->until);
    buf_put_u64(&plain, (uint64_t)consent->granted);
    buf_put_slice(&plain, id_slice(&consent->granted_by));
    buf_put_u8(&plain, (uint8_t)consent->evidence);
    buf_put_u32(&plain, (uint32_t)consent->evidence_date);
    buf_put_u64(&plain, (uint64_t)consent->withdrawn);
    buf_put_slice(&plain, id_slice(&consent->withdrawn_by));
    buf_put(&plain, consent->salt, sizeof consent->salt);
    buf_put_u64(&plain, consent->granted_seq);
    buf_put_u64(&plain, consent->withdrawn_seq);
    value_put_rest(&plain, &consent->reference);
    struct key key = consent_key(&consent->dossier, &consent->id);
    sealed_put(txn, DB_CONSENT, key_slice(&key), &consent->dossier, &plain);
}

static enum tnw_err
parse(struct slice bytes, struct consent *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != CONSENT_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->exclude = cursor_u8(&cur) != 0;
    out->role = (enum role)cursor_u8(&cur);
    cursor_bytes(&cur, out->actor.bytes, ID_SIZE);
    out->categories = cursor_u32(&cur);
    out->actions = cursor_u32(&cur);
    out->purposes = cursor_u32(&cur);
    out->from = (day_num)cursor_u32(&cur);
    out->until = (day_num)cursor_u32(&cur);
    out->granted = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->granted_by.bytes, ID_SIZE);
    out->evidence = (enum evidence)cursor_u8(&cur);
    out->evidence_date = (day_num)cursor_u32(&cur);
    out->withdrawn = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->withdrawn_by.bytes, ID_SIZE);
    cursor_bytes(&cur, out->salt, sizeof out->salt);
    out->granted_seq = cursor_u64(&cur);
    out->withdrawn_seq = cursor_u64(&cur);
    value_get_rest(&cur, &out->reference);
    enum tnw_err err = cursor_end(&cur);
    bool known = out->evidence < EVIDENCE_COUNT && (out->role < ROLE_COUNT || out->role == ROLE_NONE);
    return err == TNW_OK && !known ? TNW_E_CORRUPT : err;
}

void
consent_wipe(struct consent *consent)
{
    buf_free(&consent->reference);
    *consent = (struct consent){0};
}

static bool
open_consent(struct txn *txn, const struct id *dossier, const struct id *id, struct slice sealed, struct consent *out)
{
    struct key key = consent_key(dossier, id);
    struct buf plain = {0};
    *out = (struct consent){.dossier = *dossier, .id = *id};
    bool ok = sealed_open(txn, DB_CONSENT, key_slice(&key), dossier, sealed, &plain) &&
              txn_check(txn, parse(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        consent_wipe(out);
    }
    return ok;
}

bool
consent_get(struct txn *txn, const struct id *dossier, const struct id *id, struct consent *out)
{
    struct key key = consent_key(dossier, id);
    struct slice sealed;
    *out = (struct consent){0};
    return txn_get(txn, DB_CONSENT, key_slice(&key), &sealed) && open_consent(txn, dossier, id, sealed, out);
}

bool
consent_next(struct txn *txn, const struct id *dossier, const struct id *after, struct consent *out)
{
    struct id id;
    struct slice sealed;
    bool found = range_first_id(txn, DB_CONSENT, id_slice(dossier), after, &id, &sealed);
    *out = (struct consent){0}; /* not before: after may point into it */
    return found && open_consent(txn, dossier, &id, sealed, out);
}

void
consent_each(struct txn *txn, const struct id *dossier, void (*each)(void *ctx, const struct consent *consent),
             void *ctx)
{
    struct range range;
    struct id id;
    struct slice sealed;
    struct consent consent;
    range_open(&range, txn, DB_CONSENT, id_slice(dossier), slice_of("", 0), false);
    while (range_next_id(&range, &id, &sealed) && open_consent(txn, dossier, &id, sealed, &consent)) {
        each(ctx, &consent);
        consent_wipe(&consent);
    }
    range_close(&range);
}
