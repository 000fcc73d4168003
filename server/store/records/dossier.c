#include "store/records/dossier.h"

#include "store/audit/audit_log.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/process/facts_form.h"
#include "store/records/value.h"
#include "store/wish.h"

#define DOSSIER_VERSION 5
#define DOSSIER_NO_TERM 4   /* without what its end is reckoned from; else the same */
#define DOSSIER_LAST_WORK 3 /* and only the last resumption */

static void
encode_dossier(struct buf *out, const struct dossier *dossier)
{
    buf_put_u8(out, DOSSIER_VERSION);
    buf_put_u64(out, (uint64_t)dossier->opened);
    buf_put_u64(out, (uint64_t)dossier->closed);
    buf_put(out, dossier->opened_by.bytes, ID_SIZE);
    buf_put(out, dossier->patient.bytes, ID_SIZE);
    buf_put(out, dossier->niss, sizeof dossier->niss);
    buf_put_u32(out, (uint32_t)dossier->start);
    buf_put_u8(out, (uint8_t)dossier->employment);
    facts_encode(out, &dossier->facts);
    value_put_text(out, &dossier->name);
    buf_put_u16(out, (uint16_t)dossier->participant_count);
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct participant *who = &dossier->participants[i];
        buf_put(out, who->actor.bytes, ID_SIZE);
        buf_put_u8(out, (uint8_t)who->role);
        buf_put_u64(out, (uint64_t)who->since);
        buf_put(out, who->added_by.bytes, ID_SIZE);
    }
    buf_put(out, dossier->spent, sizeof dossier->spent);
    buf_put_u16(out, (uint16_t)dossier->term.year);
    buf_put_u32(out, (uint32_t)dossier->term.warned);
    buf_put_u64(out, dossier->term.warned_at);
}

static void
parse_participants(struct cursor *cur, struct dossier *out)
{
    size_t count = cursor_u16(cur);
    if (count > LIMIT_PARTICIPANTS) {
        cur->err = TNW_E_CORRUPT;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct participant *who = &out->participants[i];
        cursor_bytes(cur, who->actor.bytes, ID_SIZE);
        who->role = (enum role)cursor_u8(cur);
        who->since = (time_ms)cursor_u64(cur);
        cursor_bytes(cur, who->added_by.bytes, ID_SIZE);
        if (who->role >= ROLE_COUNT) {
            cur->err = TNW_E_CORRUPT;
        }
    }
    out->participant_count = count;
    cursor_bytes(cur, out->spent, sizeof out->spent);
}

static void
parse_term(struct cursor *cur, struct expiry_term *out)
{
    out->year = cursor_u16(cur);
    out->warned = (day_num)cursor_u32(cur);
    out->warned_at = cursor_u64(cur);
}

static enum tnw_err
parse_dossier(struct slice bytes, struct dossier *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t form = cursor_u8(&cur);
    if (form < DOSSIER_LAST_WORK || form > DOSSIER_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->opened = (time_ms)cursor_u64(&cur);
    out->closed = (time_ms)cursor_u64(&cur);
    cursor_bytes(&cur, out->opened_by.bytes, ID_SIZE);
    cursor_bytes(&cur, out->patient.bytes, ID_SIZE);
    cursor_bytes(&cur, out->niss, sizeof out->niss);
    out->start = (day_num)cursor_u32(&cur);
    out->employment = (enum employment)cursor_u8(&cur);
    facts_parse(&cur, form == DOSSIER_LAST_WORK ? FACTS_FORM_LAST_WORK : FACTS_FORM_WORKS, &out->facts);
    value_get_text(&cur, &out->name);
    parse_participants(&cur, out);
    if (form > DOSSIER_NO_TERM) {
        parse_term(&cur, &out->term);
    }
    enum tnw_err err = cursor_end(&cur);
    return err == TNW_OK && out->employment >= EMPLOYMENT_COUNT ? TNW_E_CORRUPT : err;
}

void
dossier_wipe(struct dossier *dossier)
{
    buf_free(&dossier->name);
    bytes_wipe(dossier, sizeof *dossier);
}

bool
dossier_get(struct txn *txn, const struct id *id, struct dossier *out)
{
    struct buf plain = {0};
    *out = (struct dossier){.id = *id};
    bool ok = cipher_get(txn, SPACE_DOSSIER, id_slice(id), id, &plain) &&
              txn_check(txn, parse_dossier(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        dossier_wipe(out);
    }
    return ok;
}

uint64_t
dossier_epoch(struct txn *txn, const struct id *id)
{
    struct audit_head head;
    (void)audit_log_get_head(txn, id, &head); /* none: zero */
    return head.written;
}

void
dossier_put(struct txn *txn, const struct dossier *dossier)
{
    struct buf plain = {0};
    encode_dossier(&plain, dossier);
    cipher_put(txn, SPACE_DOSSIER, id_slice(&dossier->id), &dossier->id, &plain);
}

static struct key
patient_key(const struct hash *patient, const struct id *dossier)
{
    struct key key = {.len = 0};
    key_add(&key, patient->bytes, HASH_SIZE);
    key_add_id(&key, dossier);
    return key;
}

/* It is opened with something in it. */
static struct expiry_term
first_term(const struct dossier *dossier)
{
    struct expiry_term term = {.year = 0};
    int month;
    int day;
    date_split(date_in_belgium(dossier->opened), &term.year, &month, &day);
    return term;
}

void
dossier_create(struct txn *txn, struct dossier *dossier, const struct hash *patient_identity)
{
    dossier->term = first_term(dossier);
    cipher_new_key(txn, &dossier->id);
    dossier_put(txn, dossier);
    struct key key = patient_key(patient_identity, &dossier->id);
    txn_put(txn, SPACE_BY_PATIENT, key_slice(&key), slice_of("", 0));
    expiry_put(txn, &dossier->id, &dossier->term);
}

static bool
has_patient(struct txn *txn, const struct hash *patient, const struct id *dossier)
{
    struct slice empty;
    struct key key = patient_key(patient, dossier);
    return txn_get(txn, SPACE_BY_PATIENT, key_slice(&key), &empty);
}

void
dossier_link_actor(struct txn *txn, const struct id *actor, const struct id *dossier)
{
    struct key key = key_of(actor);
    key_add_id(&key, dossier);
    txn_put(txn, SPACE_BY_ACTOR, key_slice(&key), slice_of("", 0));
}

static bool
has_link(struct txn *txn, const struct id *actor, const struct id *dossier)
{
    struct slice empty;
    struct key key = key_of(actor);
    key_add_id(&key, dossier);
    return txn_get(txn, SPACE_BY_ACTOR, key_slice(&key), &empty);
}

void
dossier_hint(struct txn *txn, const struct id *dossiers, size_t count)
{
    static const enum space spaces[] = {SPACE_DOSSIER, SPACE_DATA_KEY, SPACE_CONSENT_TERMS, SPACE_AUDIT_HEAD};
    struct wish wishes[DOSSIER_HINTS * sizeof spaces / sizeof spaces[0]];
    size_t wished = 0;
    for (size_t i = 0; i < count && i < DOSSIER_HINTS; i++) {
        for (size_t s = 0; s < sizeof spaces / sizeof spaces[0]; s++) {
            wishes[wished++] = (struct wish){.space = spaces[s], .key = key_of(&dossiers[i])};
        }
    }
    wish_values(txn, wishes, wished);
}

size_t
dossier_ids(struct txn *txn, const struct id *after, struct id out[], size_t max)
{
    struct range range;
    struct slice value;
    size_t count = 0;
    range_open_ids(&range, txn, SPACE_DOSSIER, slice_of(NULL, 0), after);
    while (count < max && range_next_id(&range, &out[count], &value)) {
        count++;
    }
    range_close(&range);
    return count;
}

void
dossier_walk_of_actor(struct dossier_walk *walk, struct txn *txn, const struct id *actor, const struct id *after)
{
    walk->count = walk->at = 0;
    range_open_ids(&walk->range, txn, SPACE_BY_ACTOR, id_slice(actor), after);
}

void
dossier_walk_of_patient(struct dossier_walk *walk, struct txn *txn, const struct hash *identity, const struct id *after)
{
    walk->count = walk->at = 0;
    range_open_ids(&walk->range, txn, SPACE_BY_PATIENT, hash_slice(identity), after);
}

static void
read_dossiers_ahead(struct dossier_walk *walk)
{
    struct slice empty;
    size_t most = wish_pays(walk->range.txn) ? DOSSIER_HINTS : 1;
    walk->count = walk->at = 0;
    while (walk->count < most && range_next_id(&walk->range, &walk->ahead[walk->count], &empty)) {
        walk->count++;
    }
    if (most > 1) {
        dossier_hint(walk->range.txn, walk->ahead, walk->count);
    }
}

bool
dossier_next(struct dossier_walk *walk, struct id *out)
{
    if (walk->at == walk->count) {
        read_dossiers_ahead(walk);
    }
    if (walk->at == walk->count) {
        return false;
    }
    *out = walk->ahead[walk->at++];
    return true;
}

void
dossier_walk_close(struct dossier_walk *walk)
{
    range_close(&walk->range);
}

static bool
first_behind(struct txn *txn, enum space space, struct slice prefix, const struct id *after, struct id *out)
{
    struct range range;
    struct slice empty;
    range_open_ids(&range, txn, space, prefix, after);
    bool found = range_next_id(&range, out, &empty);
    range_close(&range);
    return found;
}

/* Each list in turn leaps to where the other stands. */
bool
dossier_next_of_both(struct txn *txn, const struct hash *patient, const struct id *actor, const struct id *after,
                     struct id *out)
{
    struct id at = *after;
    struct id theirs;
    struct id own;
    bool more = first_behind(txn, SPACE_BY_PATIENT, hash_slice(patient), &at, &theirs);
    while (more && !has_link(txn, actor, &theirs)) {
        more = first_behind(txn, SPACE_BY_ACTOR, id_slice(actor), &theirs, &own);
        if (more && has_patient(txn, patient, &own)) {
            theirs = own;
            break;
        }
        more = more && first_behind(txn, SPACE_BY_PATIENT, hash_slice(patient), &own, &theirs);
    }
    *out = theirs;
    return more && txn_error(txn) == TNW_OK;
}
