#include "store/records/fiche.h"

#include <string.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/value.h"
#include "store/txn.h"
#include "store/wish.h"

#define FICHE_VERSION 1

#define FICHE_NAME_OF(name, text) text,
const char *const fiche_text_names[FICHE_TEXTS] = {FICHE_TEXT_LIST(FICHE_NAME_OF)};
const char *const fiche_flag_names[FICHE_FLAGS] = {FICHE_FLAG_LIST(FICHE_NAME_OF)};
#undef FICHE_NAME_OF
#define FICHE_NAME_OF(name, text, codes) text,
const char *const fiche_set_names[FICHE_SETS] = {FICHE_SET_LIST(FICHE_NAME_OF)};
#undef FICHE_NAME_OF
#define FICHE_CODES_OF(name, text, codes) &codes,
const struct code_list *const fiche_set_codes[FICHE_SETS] = {FICHE_SET_LIST(FICHE_CODES_OF)};
#undef FICHE_CODES_OF

static const struct term_index index_of_fiches = {
    .space = SPACE_FICHE_TERM, .ordinals = ORDINAL_FICHES, .label = "fiche"};

enum fiche_term {
    FICHE_TERM_THERE,
    FICHE_TERM_KIND,
    FICHE_TERM_WORD,
    FICHE_TERM_ZONE,
    FICHE_TERM_ACTOR,
    FICHE_TERM_REF,
    FICHE_TERM_SET, /* and behind it one for each set */
};

struct slice
fiche_take_zone(struct slice *text)
{
    const uint8_t *end = memchr(text->ptr, '\n', text->len);
    size_t len = end == NULL ? text->len : (size_t)(end - text->ptr);
    size_t whole = end == NULL ? len : len + 1;
    struct slice line = slice_of(text->ptr, len);
    *text = slice_of(text->ptr + whole, text->len - whole);
    return line;
}

static void
add_zone_terms(struct terms *terms, struct slice zones)
{
    while (zones.len > 0) {
        terms_add(terms, FICHE_TERM_ZONE, fiche_take_zone(&zones));
    }
}

static void
make_fiche_terms(struct txn *txn, const struct fiche *fiche, struct terms *out)
{
    terms_init(out, txn, &index_of_fiches);
    if (fiche->texts[FICHE_REF].len > 0) {
        terms_add(out, FICHE_TERM_REF, buf_slice(&fiche->texts[FICHE_REF]));
    }
    if (fiche->removed || fiche->kind == FICHE_KIND_NONE) {
        return;
    }
    terms_add(out, FICHE_TERM_THERE, slice_of(NULL, 0));
    terms_add_codes(out, FICHE_TERM_KIND, CODE_BIT(fiche->kind));
    terms_add_id(out, FICHE_TERM_ACTOR, &fiche->actor);
    add_zone_terms(out, buf_slice(&fiche->texts[FICHE_ZONES]));
    for (unsigned set = 0; set < FICHE_REFERRERS; set++) {
        terms_add_codes(out, (uint8_t)(FICHE_TERM_SET + set), fiche->sets[set]);
    }
    terms_add_words(out, FICHE_TERM_WORD, buf_slice(&fiche->texts[FICHE_NAME]));
    terms_add_words(out, FICHE_TERM_WORD, buf_slice(&fiche->texts[FICHE_PLACE]));
}

static void
encode_fiche(struct buf *out, const struct fiche *fiche)
{
    buf_put_u8(out, FICHE_VERSION);
    buf_put_u64(out, fiche->epoch);
    buf_put_u8(out, fiche->removed);
    buf_put_slice(out, id_slice(&fiche->actor));
    buf_put_u8(out, (uint8_t)fiche->kind);
    for (size_t i = 0; i < FICHE_SETS; i++) {
        buf_put_u32(out, fiche->sets[i]);
    }
    for (size_t i = 0; i < FICHE_FLAGS; i++) {
        buf_put_u8(out, (uint8_t)fiche->flags[i]);
    }
    buf_put_u16(out, fiche->waiting_weeks);
    buf_put_u32(out, (uint32_t)fiche->valid_until);
    buf_put_u32(out, (uint32_t)fiche->verified_on);
    buf_put_slice(out, id_slice(&fiche->verified_by));
    for (size_t i = 0; i < FICHE_TEXTS; i++) {
        value_put_text(out, &fiche->texts[i]);
    }
}

static enum tnw_err
parse_fiche(struct slice bytes, struct fiche *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != FICHE_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->epoch = cursor_u64(&cur);
    out->removed = cursor_u8(&cur) != 0;
    cursor_bytes(&cur, out->actor.bytes, ID_SIZE);
    out->kind = (enum fiche_kind)cursor_u8(&cur);
    bool known = out->kind < FICHE_KIND_COUNT || out->removed;
    for (size_t i = 0; i < FICHE_SETS; i++) {
        out->sets[i] = cursor_u32(&cur);
        known = known && (out->sets[i] & ~CODE_ALL(fiche_set_codes[i]->count)) == 0;
    }
    for (size_t i = 0; i < FICHE_FLAGS; i++) {
        out->flags[i] = (enum fiche_told)cursor_u8(&cur);
        known = known && out->flags[i] < FICHE_TOLD_COUNT;
    }
    out->waiting_weeks = cursor_u16(&cur);
    out->valid_until = (day_num)cursor_u32(&cur);
    out->verified_on = (day_num)cursor_u32(&cur);
    cursor_bytes(&cur, out->verified_by.bytes, ID_SIZE);
    for (size_t i = 0; i < FICHE_TEXTS; i++) {
        value_get_text(&cur, &out->texts[i]);
    }
    enum tnw_err err = cursor_end(&cur);
    return err == TNW_OK && !known ? TNW_E_CORRUPT : err;
}

void
fiche_wipe(struct fiche *fiche)
{
    for (size_t i = 0; i < FICHE_TEXTS; i++) {
        buf_free(&fiche->texts[i]);
    }
    *fiche = FICHE_EMPTY;
}

void
fiche_clear(struct fiche *fiche)
{
    struct fiche empty = FICHE_EMPTY;
    empty.id = fiche->id;
    empty.epoch = fiche->epoch;
    empty.removed = true;
    empty.texts[FICHE_REF] = fiche->texts[FICHE_REF];
    fiche->texts[FICHE_REF] = (struct buf){0};
    fiche_wipe(fiche);
    *fiche = empty;
}

static bool
open_fiche(struct txn *txn, const struct id *id, struct slice stored, struct fiche *out)
{
    struct buf plain = {0};
    *out = FICHE_EMPTY;
    bool ok = cipher_decrypt(txn, SPACE_FICHE, id_slice(id), id, stored, &plain) &&
              txn_check(txn, parse_fiche(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        fiche_wipe(out);
    }
    out->id = *id;
    return ok;
}

bool
fiche_get(struct txn *txn, const struct id *id, struct fiche *out)
{
    struct slice stored;
    *out = FICHE_EMPTY;
    return txn_get(txn, SPACE_FICHE, id_slice(id), &stored) && open_fiche(txn, id, stored, out);
}

void
fiche_hint(struct txn *txn, const struct id *id)
{
    const struct wish wishes[] = {{.space = SPACE_FICHE, .key = key_of(id)},
                                  {.space = SPACE_DATA_KEY, .key = key_of(id)}};
    wish_values(txn, wishes, sizeof wishes / sizeof wishes[0]);
}

void
fiche_put(struct txn *txn, const struct fiche *fiche)
{
    struct buf plain = {0};
    struct fiche before = FICHE_EMPTY;
    struct terms old;
    struct terms new;
    if (fiche->epoch > 1) {
        (void)fiche_get(txn, &fiche->id, &before);
    }
    make_fiche_terms(txn, &before, &old);
    make_fiche_terms(txn, fiche, &new);
    terms_change(&old, &new, &fiche->id);
    fiche_wipe(&before);
    encode_fiche(&plain, fiche);
    cipher_put(txn, SPACE_FICHE, id_slice(&fiche->id), &fiche->id, &plain);
}

static bool
first_with_term(struct txn *txn, enum fiche_term kind, struct slice text, struct id *out)
{
    static const struct id none;
    struct terms_walk walk;
    terms_walk_open(&walk, txn, &index_of_fiches, &none);
    terms_add(&walk.terms, (uint8_t)kind, text);
    return terms_next(&walk, out);
}

bool
fiche_by_ref(struct txn *txn, struct slice ref, struct id *out)
{
    return first_with_term(txn, FICHE_TERM_REF, ref, out);
}

bool
fiche_by_actor(struct txn *txn, const struct id *actor, struct id *out)
{
    return first_with_term(txn, FICHE_TERM_ACTOR, id_slice(actor), out);
}

void
fiche_search(struct terms_walk *walk, struct txn *txn, const struct fiche_query *query, const struct id *after)
{
    struct terms *terms = &walk->terms;
    terms_walk_open(walk, txn, &index_of_fiches, after);
    terms_add_sought(terms, FICHE_TERM_WORD, &query->words);
    if (query->zone != NULL) {
        terms_add(terms, FICHE_TERM_ZONE, slice_str(query->zone));
    }
    if (query->kind != FICHE_KIND_NONE) {
        terms_add_codes(terms, FICHE_TERM_KIND, CODE_BIT(query->kind));
    }
    for (unsigned set = 0; set < FICHE_REFERRERS; set++) {
        terms_add_codes(terms, (uint8_t)(FICHE_TERM_SET + set), query->sets[set]);
    }
    if (terms->count == 0) {
        terms_add(terms, FICHE_TERM_THERE, slice_of(NULL, 0));
    }
}

static bool
has_zone(struct slice zones, const char *zone)
{
    bool found = false;
    while (zones.len > 0 && !found) {
        found = slice_eq(fiche_take_zone(&zones), slice_str(zone));
    }
    return found;
}

static bool
has_words(const struct fiche *fiche, const struct fold_words *words)
{
    struct fold_words name;
    struct fold_words place;
    bool all = true;
    fold_text(&name, buf_slice(&fiche->texts[FICHE_NAME]));
    fold_text(&place, buf_slice(&fiche->texts[FICHE_PLACE]));
    for (size_t i = 0; i < words->count && all; i++) {
        const struct fold_words word = {.words = {words->words[i]}, .count = 1};
        all = fold_begin(&word, &name) || fold_begin(&word, &place);
    }
    return all;
}

bool
fiche_fits(const struct fiche_query *query, const struct fiche *fiche)
{
    bool fits = !fiche->removed && (query->kind == FICHE_KIND_NONE || query->kind == fiche->kind) &&
                (query->zone == NULL || has_zone(buf_slice(&fiche->texts[FICHE_ZONES]), query->zone));
    for (unsigned set = 0; set < FICHE_REFERRERS; set++) {
        fits = fits && (query->sets[set] & ~fiche->sets[set]) == 0;
    }
    return fits && has_words(fiche, &query->words);
}

void
fiche_walk(struct range *walk, struct txn *txn, const struct id *after)
{
    range_open_ids(walk, txn, SPACE_FICHE, slice_of(NULL, 0), after);
}

bool
fiche_next(struct range *walk, struct fiche *out)
{
    struct id id;
    struct slice stored;
    *out = FICHE_EMPTY;
    return range_next_id(walk, &id, &stored) && open_fiche(walk->txn, &id, stored, out);
}

bool
fiche_is_found(struct txn *txn, const struct fiche *fiche)
{
    struct terms terms;
    make_fiche_terms(txn, fiche, &terms);
    return terms_are_there(&terms, &fiche->id);
}
