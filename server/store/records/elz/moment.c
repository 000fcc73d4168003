#include "store/records/elz/moment.h"

#include <string.h>

#include "base/fold.h"
#include "crypto/keyring.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/value.h"
#include "store/wish.h"

#define MOMENT_VERSION 1
#define GUEST_VERSION 1

/* As people type it: without case and accents. It needs no memory, so that a zone is never taken for another. */
struct folded_zone {
    uint8_t text[FOLD_WORDS * (FOLD_WORD + 1)];
    size_t len;
};

static struct folded_zone
fold_zone(struct slice zone)
{
    struct folded_zone folded = {.len = 0};
    struct fold_words words;
    fold_text(&words, zone);
    for (size_t i = 0; i < words.count; i++) {
        memcpy(folded.text + folded.len, words.words[i].text, words.words[i].len);
        folded.len += words.words[i].len;
        folded.text[folded.len++] = ' ';
    }
    return folded;
}

bool
moment_zone_is(struct slice zone, struct slice other)
{
    struct folded_zone these = fold_zone(zone);
    struct folded_zone those = fold_zone(other);
    return these.len > 0 && slice_eq(slice_of(these.text, these.len), slice_of(those.text, those.len));
}

struct hash
moment_zone_term(const struct txn *txn, struct slice zone)
{
    struct folded_zone folded = fold_zone(zone);
    return keyring_index(txn->store->keyring, "moment", slice_of(folded.text, folded.len));
}

static struct key
zone_day_key(const struct hash *zone, day_num day)
{
    struct key key = {.len = 0};
    key_add(&key, zone->bytes, sizeof zone->bytes);
    key_add_u32(&key, (uint32_t)day + MOMENT_DAY_BIAS);
    return key;
}

static void
encode_moment(struct buf *out, const struct moment *moment)
{
    buf_put_u8(out, MOMENT_VERSION);
    buf_put_u32(out, (uint32_t)moment->day);
    buf_put(out, moment->time, sizeof moment->time);
    buf_put_slice(out, id_slice(&moment->organiser));
    buf_put_u64(out, (uint64_t)moment->announced);
    buf_put_u64(out, (uint64_t)moment->cancelled);
    buf_put_u32(out, moment->version);
    buf_put_u8(out, moment->open ? 1 : 0);
    buf_put_u32(out, moment->roles);
    buf_put_u32(out, moment->kinds);
    buf_put_u32(out, moment->guests);
    value_put_text(out, &moment->zone);
    value_put_text(out, &moment->theme);
    value_put_text(out, &moment->place);
    value_put_rest(out, &moment->text);
}

static enum tnw_err
parse_moment(struct slice bytes, struct moment *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != MOMENT_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->day = (day_num)cursor_u32(&cur);
    cursor_bytes(&cur, out->time, sizeof out->time);
    cursor_bytes(&cur, out->organiser.bytes, ID_SIZE);
    out->announced = (time_ms)cursor_u64(&cur);
    out->cancelled = (time_ms)cursor_u64(&cur);
    out->version = cursor_u32(&cur);
    uint8_t open = cursor_u8(&cur);
    out->open = open == 1;
    out->roles = cursor_u32(&cur);
    out->kinds = cursor_u32(&cur);
    out->guests = cursor_u32(&cur);
    value_get_text(&cur, &out->zone);
    value_get_text(&cur, &out->theme);
    value_get_text(&cur, &out->place);
    value_get_rest(&cur, &out->text);
    bool whole = memchr(out->time, 0, sizeof out->time) != NULL && open <= 1 && out->version > 0;
    return whole ? cursor_end(&cur) : TNW_E_CORRUPT;
}

void
moment_put(struct txn *txn, const struct moment *moment)
{
    struct buf plain = {0};
    struct key key = key_of(&moment->id);
    encode_moment(&plain, moment);
    cipher_put(txn, SPACE_MOMENT, key_slice(&key), &moment->id, &plain);
}

static struct key
term_key(const struct txn *txn, const struct moment *moment)
{
    struct hash zone = moment_zone_term(txn, buf_slice(&moment->zone));
    struct key key = zone_day_key(&zone, moment->day);
    key_add_id(&key, &moment->id);
    return key;
}

void
moment_create(struct txn *txn, const struct moment *moment)
{
    struct key key = term_key(txn, moment);
    moment_put(txn, moment);
    txn_put(txn, SPACE_MOMENT_TERM, key_slice(&key), slice_of("", 0));
}

void
moment_move(struct txn *txn, const struct moment *before, const struct moment *moment)
{
    struct key was = term_key(txn, before);
    struct key is = term_key(txn, moment);
    moment_put(txn, moment);
    if (!slice_eq(key_slice(&was), key_slice(&is))) {
        txn_del(txn, SPACE_MOMENT_TERM, key_slice(&was));
        txn_put(txn, SPACE_MOMENT_TERM, key_slice(&is), slice_of("", 0));
    }
}

bool
moment_get(struct txn *txn, const struct id *id, struct moment *out)
{
    struct key key = key_of(id);
    struct buf plain = {0};
    *out = (struct moment){.id = *id};
    bool ok = cipher_get(txn, SPACE_MOMENT, key_slice(&key), id, &plain) &&
              txn_check(txn, parse_moment(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        moment_wipe(out);
    }
    return ok;
}

void
moment_wipe(struct moment *moment)
{
    buf_free(&moment->zone);
    buf_free(&moment->theme);
    buf_free(&moment->place);
    buf_free(&moment->text);
    *moment = (struct moment){.day = 0};
}

void
moment_walk(struct range *walk, struct txn *txn, struct slice zone, day_num day, const struct id *after)
{
    struct hash term = moment_zone_term(txn, zone);
    struct key from = {.len = 0};
    key_add_u32(&from, (uint32_t)day + MOMENT_DAY_BIAS);
    key_add_id(&from, after);
    range_open(walk, txn, SPACE_MOMENT_TERM, hash_slice(&term), key_slice(&from), false);
}

bool
moment_next(struct range *walk, day_num *day, struct id *id)
{
    struct slice rest;
    struct slice value;
    if (!range_next(walk, &rest, &value)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    *day = (day_num)(cursor_u32(&cur) - MOMENT_DAY_BIAS);
    cursor_bytes(&cur, id->bytes, ID_SIZE);
    return txn_check(walk->txn, cursor_end(&cur));
}

static struct key
guest_key(const struct id *moment, const struct id *actor)
{
    struct key key = key_of(moment);
    key_add_id(&key, actor);
    return key;
}

void
moment_hint(struct txn *txn, const struct id *id)
{
    const struct wish wishes[] = {{.space = SPACE_MOMENT, .key = key_of(id)},
                                  {.space = SPACE_DATA_KEY, .key = key_of(id)}};
    wish_values(txn, wishes, sizeof wishes / sizeof wishes[0]);
}

void
moment_hint_guest(struct txn *txn, const struct id *id, const struct id *actor)
{
    struct key key = guest_key(id, actor);
    wish_value(txn, SPACE_MOMENT_GUEST, key_slice(&key));
}

bool
moment_has_guest(struct txn *txn, const struct id *moment, const struct id *actor)
{
    struct slice value;
    struct key key = guest_key(moment, actor);
    return txn_get(txn, SPACE_MOMENT_GUEST, key_slice(&key), &value);
}

void
moment_put_guest(struct txn *txn, const struct id *moment, const struct moment_guest *guest)
{
    struct buf plain = {0};
    struct key key = guest_key(moment, &guest->actor);
    buf_put_u8(&plain, GUEST_VERSION);
    buf_put_u64(&plain, (uint64_t)guest->since);
    cipher_put(txn, SPACE_MOMENT_GUEST, key_slice(&key), moment, &plain);
}

void
moment_del_guest(struct txn *txn, const struct id *moment, const struct id *actor)
{
    struct key key = guest_key(moment, actor);
    txn_del(txn, SPACE_MOMENT_GUEST, key_slice(&key));
}

void
moment_walk_guests(struct range *walk, struct txn *txn, const struct id *moment)
{
    range_open_ids(walk, txn, SPACE_MOMENT_GUEST, id_slice(moment), &(struct id){{0}});
}

static enum tnw_err
parse_guest(struct slice bytes, struct moment_guest *out)
{
    struct cursor cur = cursor_of(bytes);
    bool known = cursor_u8(&cur) == GUEST_VERSION;
    out->since = (time_ms)cursor_u64(&cur);
    return known ? cursor_end(&cur) : TNW_E_CORRUPT;
}

bool
moment_next_guest(struct range *walk, const struct id *moment, struct moment_guest *out)
{
    struct slice stored;
    struct buf plain = {0};
    if (!range_next_id(walk, &out->actor, &stored)) {
        return false;
    }
    struct key key = guest_key(moment, &out->actor);
    bool ok = cipher_decrypt(walk->txn, SPACE_MOMENT_GUEST, key_slice(&key), moment, stored, &plain) &&
              txn_check(walk->txn, parse_guest(buf_slice(&plain), out));
    buf_free(&plain);
    return ok;
}
