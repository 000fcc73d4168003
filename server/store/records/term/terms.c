#include "store/records/term/terms.h"

#include <string.h>

#include "crypto/keyring.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/txn.h"

void
terms_init(struct terms *terms, struct txn *txn, const struct term_index *index)
{
    terms->txn = txn;
    terms->index = index;
    terms->count = 0;
}

static bool
has_term(const struct terms *terms, const struct term *term)
{
    for (size_t i = 0; i < terms->count; i++) {
        if (memcmp(terms->list[i].bytes, term->bytes, TERM_SIZE) == 0) {
            return true;
        }
    }
    return false;
}

void
terms_add(struct terms *terms, uint8_t kind, struct slice text)
{
    struct term term;
    uint8_t bytes[1 + TERM_TEXT] = {kind};
    size_t len = text.len < TERM_TEXT ? text.len : TERM_TEXT;
    if (len > 0) {
        memcpy(bytes + 1, text.ptr, len);
    }
    struct hash hash = keyring_index(terms->txn->store->keyring, terms->index->label, slice_of(bytes, 1 + len));
    memcpy(term.bytes, hash.bytes, sizeof term.bytes);
    if (terms->count == TERMS_MAX) {
        txn_set_error(terms->txn, TNW_E_INTERNAL); /* a thing with more than it may have */
    } else if (!has_term(terms, &term)) {
        terms->list[terms->count++] = term;
    }
}

void
terms_add_id(struct terms *terms, uint8_t kind, const struct id *id)
{
    if (!id_is_zero(id)) {
        terms_add(terms, kind, id_slice(id));
    }
}

void
terms_add_codes(struct terms *terms, uint8_t kind, uint32_t set)
{
    for (uint8_t code = 0; code < 32; code++) {
        if ((set >> code & 1) != 0) {
            terms_add(terms, kind, slice_of(&code, 1));
        }
    }
}

void
terms_add_words(struct terms *terms, uint8_t kind, struct slice text)
{
    struct fold_words words;
    fold_text(&words, text);
    for (size_t i = 0; i < words.count; i++) {
        for (size_t len = 1; len <= words.words[i].len; len++) {
            terms_add(terms, kind, slice_of(words.words[i].text, len));
        }
    }
}

void
terms_add_sought(struct terms *terms, uint8_t kind, const struct fold_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        terms_add(terms, kind, slice_of(words->words[i].text, words->words[i].len));
    }
}

static struct key
key_of_term(const struct term *term, uint32_t block)
{
    struct key key = {.len = 0};
    key_add(&key, term->bytes, TERM_SIZE);
    key_add_u32(&key, block);
    return key;
}

/* So many blocks are read in one journey. */
#define BLOCKS_AT_ONCE 64

/* Blocks of terms that a thing gains or loses. */
struct changes {
    struct txn *txn;
    enum space space;
    uint32_t ordinal;
    bool gains;
    size_t count;
    struct key keys[BLOCKS_AT_ONCE];
};

static void
change_block(const struct changes *changes, const struct key *key, struct slice stored)
{
    struct term_bits bits;
    uint8_t bytes[TERM_BLOCK_BYTES];
    if (!txn_check(changes->txn, term_bits_parse(stored, &bits))) {
        return;
    }
    term_bits_set(&bits, changes->ordinal % TERM_BLOCK, changes->gains);
    size_t len = term_bits_encode(&bits, bytes);
    if (len == 0) {
        txn_del(changes->txn, changes->space, key_slice(key));
    } else {
        txn_put(changes->txn, changes->space, key_slice(key), slice_of(bytes, len));
    }
}

static void
change_blocks(struct changes *changes)
{
    struct engine_want wants[BLOCKS_AT_ONCE];
    for (size_t i = 0; i < changes->count; i++) {
        wants[i] = (struct engine_want){.space = changes->space, .key = key_slice(&changes->keys[i])};
    }
    bool ok = txn_get_many(changes->txn, wants, changes->count);
    for (size_t i = 0; ok && i < changes->count; i++) {
        change_block(changes, &changes->keys[i], wants[i].value);
    }
    changes->count = 0;
}

/* Each term that the others do not have. */
static void
change_terms(const struct terms *terms, const struct terms *others, uint32_t ordinal, bool gains)
{
    struct changes changes = {
        .txn = terms->txn, .space = terms->index->space, .ordinal = ordinal, .gains = gains, .count = 0};
    for (size_t i = 0; i < terms->count; i++) {
        if (has_term(others, &terms->list[i])) {
            continue;
        }
        changes.keys[changes.count++] = key_of_term(&terms->list[i], ordinal / TERM_BLOCK);
        if (changes.count == BLOCKS_AT_ONCE) {
            change_blocks(&changes);
        }
    }
    change_blocks(&changes);
}

static bool
has_same_terms(const struct terms *these, const struct terms *others)
{
    bool same = these->count == others->count;
    for (size_t i = 0; i < these->count && same; i++) {
        same = has_term(others, &these->list[i]);
    }
    return same;
}

void
terms_change(const struct terms *before, const struct terms *now, const struct id *id)
{
    uint32_t ordinal;
    if (!has_same_terms(before, now) && ordinal_give(now->txn, now->index->ordinals, id, &ordinal)) {
        change_terms(before, now, ordinal, false);
        change_terms(now, before, ordinal, true);
    }
}

bool
terms_are_there(const struct terms *terms, const struct id *id)
{
    uint32_t ordinal;
    bool all = terms->count == 0 || ordinal_of(terms->txn, terms->index->ordinals, id, &ordinal);
    for (size_t i = 0; i < terms->count && all; i++) {
        const struct key key = key_of_term(&terms->list[i], ordinal / TERM_BLOCK);
        struct term_bits bits;
        struct slice stored;
        all = txn_get(terms->txn, terms->index->space, key_slice(&key), &stored) &&
              txn_check(terms->txn, term_bits_parse(stored, &bits)) && term_bits_has(&bits, ordinal % TERM_BLOCK);
    }
    return all;
}

void
terms_walk_open(struct terms_walk *walk, struct txn *txn, const struct term_index *index, const struct id *after)
{
    uint32_t ordinal;
    terms_init(&walk->terms, txn, index);
    walk->block = walk->place = 0;
    walk->is_filled = false;
    if (!id_is_zero(after) && ordinal_of(txn, index->ordinals, after, &ordinal)) {
        walk->block = ordinal / TERM_BLOCK;
        walk->place = ordinal % TERM_BLOCK + 1;
    }
}

static void
go_to_block(struct terms_walk *walk, uint32_t block)
{
    walk->place = block == walk->block ? walk->place : 0;
    walk->block = block;
}

/* Goes to the first block of that term, from where the walk is on. */
static bool
next_block(struct terms_walk *walk, const struct term *term, struct term_bits *found)
{
    struct txn *txn = walk->terms.txn;
    uint8_t before[4];
    struct slice rest;
    struct slice stored;
    bytes_write_be(before, walk->block - 1U, sizeof before);
    if (!range_first(txn, walk->terms.index->space, slice_of(term->bytes, TERM_SIZE),
                     slice_of(before, walk->block == 0 ? 0 : sizeof before), false, &rest, &stored)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    go_to_block(walk, cursor_u32(&cur));
    return txn_check(txn, cursor_end(&cur)) && txn_check(txn, term_bits_parse(stored, found));
}

static void
move_to_front(struct terms *terms, size_t at)
{
    struct term term = terms->list[at];
    memmove(terms->list + 1, terms->list, at * sizeof term);
    terms->list[0] = term;
}

/* Goes to the next block in which all terms find something together. The term that says no is asked first of the next
 * block: so of many terms those that never meet soon stand first. */
static bool
fill_block(struct terms_walk *walk)
{
    struct terms *terms = &walk->terms;
    size_t agreed = 0; /* so many terms, the first ones, are in bits */
    while (agreed < terms->count) {
        struct term_bits found;
        uint32_t block = walk->block;
        if (!next_block(walk, &terms->list[agreed], &found)) {
            return false;
        }
        if (agreed == 0 || walk->block != block) {
            move_to_front(terms, agreed);
            walk->bits = found;
            agreed = 1;
        } else {
            term_bits_and(&walk->bits, &found);
            agreed++;
        }
        uint32_t place = walk->place;
        if (!term_bits_next(&walk->bits, &place)) {
            move_to_front(terms, agreed - 1);
            go_to_block(walk, walk->block + 1);
            agreed = 0;
        }
    }
    return terms->count > 0;
}

bool
terms_next(struct terms_walk *walk, struct id *id)
{
    bool more = walk->is_filled && term_bits_next(&walk->bits, &walk->place);
    if (!more) {
        go_to_block(walk, walk->block + (walk->is_filled ? 1 : 0));
        walk->is_filled = fill_block(walk);
        more = walk->is_filled && term_bits_next(&walk->bits, &walk->place);
    }
    if (!more) {
        return false;
    }
    uint32_t ordinal = walk->block * TERM_BLOCK + walk->place++;
    return ordinal_thing(walk->terms.txn, walk->terms.index->ordinals, ordinal, id);
}
