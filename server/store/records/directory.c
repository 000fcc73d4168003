#include "store/records/directory.h"

#include <string.h>

#include "crypto/keyring.h"
#include "store/inside.h"

#define TERM_SIZE 16
/* Of a long text the beginning. */
#define TERM_TEXT 64
/* How much of a word has a term of its own: what begins alike is few, and is compared. */
#define TERM_LETTERS 6
#define TERMS_MAX (FOLD_WORDS * TERM_LETTERS + ROLE_COUNT + 2)

enum term_kind { TERM_THERE, TERM_ROLE, TERM_ZONE, TERM_NAME };

struct term {
    uint8_t bytes[TERM_SIZE];
};

struct terms {
    struct term list[TERMS_MAX];
    size_t count;
};

/* What lies in the store must not tell who is called what. */
static struct term
term_of(const struct txn *txn, enum term_kind kind, struct slice text)
{
    struct term term;
    uint8_t bytes[1 + TERM_TEXT] = {(uint8_t)kind};
    size_t len = text.len < TERM_TEXT ? text.len : TERM_TEXT;
    if (len > 0) {
        memcpy(bytes + 1, text.ptr, len);
    }
    struct hash hash = keyring_index(txn->store->keyring, "directory", slice_of(bytes, 1 + len));
    memcpy(term.bytes, hash.bytes, sizeof term.bytes);
    return term;
}

static struct slice
role_text(unsigned role)
{
    return slice_str(codes_text(&codes_role, role));
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

static void
add_term(struct terms *terms, struct term term)
{
    if (!has_term(terms, &term)) {
        terms->list[terms->count++] = term;
    }
}

static void
make_terms(struct txn *txn, const struct directory_entry *entry, struct terms *out)
{
    struct fold_words words;
    code_set roles = entry == NULL ? 0 : entry->roles & ~CODE_BIT(ROLE_PATIENT);
    out->count = 0;
    if (roles == 0) {
        return;
    }
    add_term(out, term_of(txn, TERM_THERE, slice_of(NULL, 0)));
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        if ((roles & CODE_BIT(role)) != 0) {
            add_term(out, term_of(txn, TERM_ROLE, role_text(role)));
        }
    }
    if (entry->zone.len > 0) {
        add_term(out, term_of(txn, TERM_ZONE, entry->zone));
    }
    fold_text(&words, entry->name);
    for (size_t i = 0; i < words.count; i++) {
        for (size_t len = 1; len <= words.words[i].len && len <= TERM_LETTERS; len++) {
            add_term(out, term_of(txn, TERM_NAME, slice_of(words.words[i].text, len)));
        }
    }
}

static struct key
key_of_term(const struct term *term, const struct id *actor)
{
    struct key key = {.len = 0};
    key_add(&key, term->bytes, TERM_SIZE);
    key_add_id(&key, actor);
    return key;
}

void
directory_put(struct txn *txn, const struct id *actor, const struct directory_entry *before,
              const struct directory_entry *now)
{
    struct terms old;
    struct terms new;
    make_terms(txn, before, &old);
    make_terms(txn, now, &new);
    for (size_t i = 0; i < old.count; i++) {
        struct key key = key_of_term(&old.list[i], actor);
        if (!has_term(&new, &old.list[i])) {
            txn_del(txn, SPACE_DIRECTORY, key_slice(&key));
        }
    }
    for (size_t i = 0; i < new.count; i++) {
        struct key key = key_of_term(&new.list[i], actor);
        if (!has_term(&old, &new.list[i])) {
            txn_put(txn, SPACE_DIRECTORY, key_slice(&key), slice_of("", 0));
        }
    }
}

static const struct fold_word *
longest_word(const struct fold_words *words)
{
    const struct fold_word *longest = NULL;
    for (size_t i = 0; i < words->count; i++) {
        if (longest == NULL || words->words[i].len > longest->len) {
            longest = &words->words[i];
        }
    }
    return longest;
}

/* The one that finds the fewest, as a rule. */
static struct term
choose_term(const struct txn *txn, const struct directory_query *query)
{
    const struct fold_word *word = longest_word(&query->words);
    if (word != NULL) {
        size_t len = word->len < TERM_LETTERS ? word->len : TERM_LETTERS;
        return term_of(txn, TERM_NAME, slice_of(word->text, len));
    }
    if (query->zone != NULL) {
        return term_of(txn, TERM_ZONE, slice_str(query->zone));
    }
    return query->role == ROLE_NONE ? term_of(txn, TERM_THERE, slice_of(NULL, 0))
                                    : term_of(txn, TERM_ROLE, role_text(query->role));
}

void
directory_walk(struct range *walk, struct txn *txn, const struct directory_query *query, const struct id *after)
{
    struct term term = choose_term(txn, query);
    range_open_ids(walk, txn, SPACE_DIRECTORY, slice_of(term.bytes, TERM_SIZE), after);
}

bool
directory_fits(const struct directory_query *query, const struct directory_entry *entry)
{
    struct fold_words words;
    if ((entry->roles & query->roles) == 0 || (query->zone != NULL && !slice_eq(entry->zone, slice_str(query->zone)))) {
        return false;
    }
    fold_text(&words, entry->name);
    return fold_begin(&query->words, &words);
}
