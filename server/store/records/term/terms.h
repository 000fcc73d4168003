/*
 * Inside the store: an index by which things are searched. Each has terms (a word of its name, a code, a zone), each of
 * which is a keyed hash, so that what lies in the store does not tell what is there: hash, block of ordinals → who of
 * them has the term.
 */
#ifndef TNW_STORE_RECORDS_TERM_TERMS_H
#define TNW_STORE_RECORDS_TERM_TERMS_H

#include "base/fold.h"
#include "store/records/term/ordinal.h"
#include "store/records/term/term_bits.h"

struct txn;

#define TERM_SIZE 16
/* Of a text this much counts: two that begin so far alike have one term, and are compared. */
#define TERM_TEXT 64
/* A fiche: all beginnings of the words of its name and its place, and all its codes. */
#define TERMS_MAX (2 * FOLD_WORDS * FOLD_WORD + 128)

/* One index: its space, whose ordinals are in it, and what keeps its hashes apart from those of others. */
struct term_index {
    enum space space;
    enum ordinal_index ordinals;
    const char *label;
};

struct term {
    uint8_t bytes[TERM_SIZE];
};

/* Of one thing, or of what is looked for. Each is there once. */
struct terms {
    struct txn *txn;
    const struct term_index *index;
    size_t count;
    struct term list[TERMS_MAX];
};

void terms_init(struct terms *terms, struct txn *txn, const struct term_index *index);
/* kind: what the text is, a number of the index's own. */
void terms_add(struct terms *terms, uint8_t kind, struct slice text);
void terms_add_id(struct terms *terms, uint8_t kind, const struct id *id);
/* One for each member of a set. */
void terms_add_codes(struct terms *terms, uint8_t kind, uint32_t set);
/* Of a thing: all beginnings of the words of a text. Of a search: the words. */
void terms_add_words(struct terms *terms, uint8_t kind, struct slice text);
void terms_add_sought(struct terms *terms, uint8_t kind, const struct fold_words *words);

/* What the thing had before, and has now. */
void terms_change(const struct terms *before, const struct terms *now, const struct id *id);

/* Whether the index has all of them for that thing. */
bool terms_are_there(const struct terms *terms, const struct id *id);

/* Those that have all terms, in the order of their ordinals: block by block in which all terms are found. What is read
 * depends on how many blocks there are, and not on how many have a term. */
struct terms_walk {
    struct terms terms; /* what is looked for; at least one */
    uint32_t block;     /* in which the next one is looked for */
    uint32_t place;     /* from which place on */
    bool is_filled;     /* bits are those that all terms find in the block */
    struct term_bits bits;
};

/* Behind that thing, which the index has; zero: from the first. What is looked for is then added to walk->terms. */
void terms_walk_open(struct terms_walk *walk, struct txn *txn, const struct term_index *index, const struct id *after);
bool terms_next(struct terms_walk *walk, struct id *id);

#endif
