#include "store/records/terms.h"

#include <string.h>

#include "base/limits.h"
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
        for (size_t len = 1; len <= words.words[i].len && len <= TERM_LETTERS; len++) {
            terms_add(terms, kind, slice_of(words.words[i].text, len));
        }
    }
}

void
terms_add_sought(struct terms *terms, uint8_t kind, const struct fold_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        size_t len = words->words[i].len < TERM_LETTERS ? words->words[i].len : TERM_LETTERS;
        terms_add(terms, kind, slice_of(words->words[i].text, len));
    }
}

static struct key
key_of_term(const struct term *term, const struct id *id)
{
    struct key key = {.len = 0};
    key_add(&key, term->bytes, TERM_SIZE);
    key_add_id(&key, id);
    return key;
}

void
terms_change(const struct terms *before, const struct terms *now, const struct id *id)
{
    struct txn *txn = now->txn;
    enum space space = now->index->space;
    for (size_t i = 0; i < before->count; i++) {
        struct key key = key_of_term(&before->list[i], id);
        if (!has_term(now, &before->list[i])) {
            txn_del(txn, space, key_slice(&key));
        }
    }
    for (size_t i = 0; i < now->count; i++) {
        struct key key = key_of_term(&now->list[i], id);
        if (!has_term(before, &now->list[i])) {
            txn_put(txn, space, key_slice(&key), slice_of("", 0));
        }
    }
}

bool
terms_are_there(const struct terms *terms, const struct id *id)
{
    bool all = true;
    for (size_t i = 0; i < terms->count && all; i++) {
        struct key key = key_of_term(&terms->list[i], id);
        struct slice none;
        all = txn_get(terms->txn, terms->index->space, key_slice(&key), &none);
    }
    return all;
}

/* The greatest id below that one, which is not zero. */
static struct id
id_below(struct id id)
{
    for (size_t i = ID_SIZE; i-- > 0;) {
        if (id.bytes[i]-- != 0) {
            break;
        }
    }
    return id;
}

bool
terms_next(struct terms_walk *walk, struct id *id)
{
    const struct terms *terms = &walk->terms;
    size_t agreed = 0; /* so many terms, one behind the other, have *id */
    for (size_t i = 0; agreed < terms->count; i = (i + 1) % terms->count) {
        struct id found;
        struct slice none;
        if (walk->looked == LIMIT_SCAN_MAX) {
            walk->is_cut = true;
            return false;
        }
        walk->looked++;
        if (!range_first_id(terms->txn, terms->index->space, slice_of(terms->list[i].bytes, TERM_SIZE), &walk->at,
                            &found, &none)) {
            return false;
        }
        agreed = agreed > 0 && id_eq(&found, id) ? agreed + 1 : 1;
        *id = found;
        walk->at = id_below(found);
    }
    walk->at = *id;
    return terms->count > 0;
}
