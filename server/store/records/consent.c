#include "store/records/consent.h"

#include <stdlib.h>
#include <string.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/value.h"
#include "store/wish.h"

#define CONSENT_VERSION 1
#define CONSENT_TERMS_VERSION 2
/* Of one consent. */
#define CONSENT_TERMS_SIZE ((size_t)(2 * ID_SIZE + 5 + 5 * 4))

static struct key
consent_key(const struct id *dossier, const struct id *id)
{
    struct key key = key_of(dossier);
    key_add_id(&key, id);
    return key;
}

static void
encode_terms(struct buf *out, const struct consent_terms *terms)
{
    buf_put_slice(out, id_slice(&terms->id));
    buf_put_u8(out, terms->exclude);
    buf_put_u8(out, terms->withdrawn);
    buf_put_u8(out, terms->taken_back);
    buf_put_u8(out, terms->recorded);
    buf_put_u8(out, (uint8_t)terms->role);
    buf_put_slice(out, id_slice(&terms->actor));
    buf_put_u32(out, terms->categories);
    buf_put_u32(out, terms->actions);
    buf_put_u32(out, terms->purposes);
    buf_put_u32(out, (uint32_t)terms->from);
    buf_put_u32(out, (uint32_t)terms->until);
}

static struct consent_terms
parse_terms(struct cursor *cur)
{
    struct consent_terms terms = {.exclude = false};
    cursor_bytes(cur, terms.id.bytes, ID_SIZE);
    terms.exclude = cursor_u8(cur) != 0;
    terms.withdrawn = cursor_u8(cur) != 0;
    terms.taken_back = cursor_u8(cur) != 0;
    terms.recorded = cursor_u8(cur) != 0;
    terms.role = (enum role)cursor_u8(cur);
    cursor_bytes(cur, terms.actor.bytes, ID_SIZE);
    terms.categories = cursor_u32(cur);
    terms.actions = cursor_u32(cur);
    terms.purposes = cursor_u32(cur);
    terms.from = (day_num)cursor_u32(cur);
    terms.until = (day_num)cursor_u32(cur);
    if (terms.role >= ROLE_COUNT && terms.role != ROLE_NONE) {
        cur->err = TNW_E_CORRUPT;
    }
    return terms;
}

static enum tnw_err
parse_all_terms(struct slice bytes, struct consent_terms **out, size_t *count)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t version = cursor_u8(&cur);
    *count = cur.left / CONSENT_TERMS_SIZE;
    *out = NULL;
    if (version != CONSENT_TERMS_VERSION || *count == 0) {
        return TNW_E_CORRUPT;
    }
    *out = calloc(*count, sizeof **out);
    if (*out == NULL) {
        return TNW_E_NO_MEMORY;
    }
    for (size_t i = 0; i < *count; i++) {
        (*out)[i] = parse_terms(&cur);
    }
    return cursor_end(&cur);
}

size_t
consent_load_terms(struct txn *txn, const struct id *dossier, struct consent_terms **terms)
{
    struct buf plain = {0};
    size_t count = 0;
    *terms = NULL;
    bool ok = cipher_get(txn, SPACE_CONSENT_TERMS, id_slice(dossier), dossier, &plain) &&
              txn_check(txn, parse_all_terms(buf_slice(&plain), terms, &count));
    buf_free(&plain);
    if (!ok) {
        free(*terms);
        *terms = NULL;
    }
    return ok ? count : 0;
}

/* An exclusion that began on the day when it was made has always begun: the log's time may be set back to before that
 * day. */
static day_num
begin_of(const struct consent *consent)
{
    bool at_once = consent->exclude && consent->from <= date_in_belgium(consent->granted);
    return at_once ? CONSENT_NO_BEGIN : consent->from;
}

struct consent_terms
consent_terms(const struct consent *consent)
{
    bool recorded = consent->evidence != EVIDENCE_NONE;
    bool by_recorder = recorded && id_eq(&consent->withdrawn_by, &consent->granted_by);
    return (struct consent_terms){
        .id = consent->id,
        .exclude = consent->exclude,
        .withdrawn = consent->withdrawn != 0,
        .taken_back = consent->withdrawn != 0 && !by_recorder,
        .recorded = recorded,
        .role = consent->role,
        .actor = consent->actor,
        .categories = consent->categories,
        .actions = consent->actions,
        .purposes = consent->purposes,
        .from = begin_of(consent),
        .until = consent->until,
    };
}

/* Puts them in their place among those of the dossier's other consents. */
static void
put_terms(struct txn *txn, const struct consent *consent)
{
    struct consent_terms *all;
    struct consent_terms terms = consent_terms(consent);
    size_t count = consent_load_terms(txn, &consent->dossier, &all);
    struct buf plain = {0};
    buf_put_u8(&plain, CONSENT_TERMS_VERSION);
    size_t i = 0;
    for (; i < count && memcmp(all[i].id.bytes, terms.id.bytes, ID_SIZE) < 0; i++) {
        encode_terms(&plain, &all[i]);
    }
    encode_terms(&plain, &terms);
    for (i += i < count && id_eq(&all[i].id, &terms.id); i < count; i++) {
        encode_terms(&plain, &all[i]);
    }
    free(all);
    cipher_put(txn, SPACE_CONSENT_TERMS, id_slice(&consent->dossier), &consent->dossier, &plain);
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
    cipher_put(txn, SPACE_CONSENT, key_slice(&key), &consent->dossier, &plain);
    put_terms(txn, consent);
}

static enum tnw_err
parse_consent(struct slice bytes, struct consent *out)
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
open_consent(struct txn *txn, const struct id *dossier, const struct id *id, struct slice stored, struct consent *out)
{
    struct key key = consent_key(dossier, id);
    struct buf plain = {0};
    *out = (struct consent){.dossier = *dossier, .id = *id};
    bool ok = cipher_decrypt(txn, SPACE_CONSENT, key_slice(&key), dossier, stored, &plain) &&
              txn_check(txn, parse_consent(buf_slice(&plain), out));
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
    struct slice stored;
    *out = (struct consent){0};
    return txn_get(txn, SPACE_CONSENT, key_slice(&key), &stored) && open_consent(txn, dossier, id, stored, out);
}

void
consent_hint(struct txn *txn, const struct id *dossier, const struct id *id)
{
    struct key key = consent_key(dossier, id);
    wish_value(txn, SPACE_CONSENT, key_slice(&key));
}

void
consent_walk(struct range *walk, struct txn *txn, const struct id *dossier, const struct id *after)
{
    range_open_ids(walk, txn, SPACE_CONSENT, id_slice(dossier), after);
}

bool
consent_next(struct range *walk, const struct id *dossier, struct consent *out)
{
    struct id id;
    struct slice stored;
    *out = (struct consent){0};
    return range_next_id(walk, &id, &stored) && open_consent(walk->txn, dossier, &id, stored, out);
}
