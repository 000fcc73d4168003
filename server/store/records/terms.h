/*
 * Inside the store: an index by which things are searched. Each has terms (a word of its name, a code, a zone), each of
 * which is a keyed hash, so that what lies in the store does not tell what is there: hash, id → nothing.
 */
#ifndef TNW_STORE_RECORDS_TERMS_H
#define TNW_STORE_RECORDS_TERMS_H

#include "base/fold.h"
#include "store/layout.h"

struct txn;

#define TERM_SIZE 16
/* Of a text this much counts: two that begin so far alike have one term, and are compared. */
#define TERM_TEXT 64
/* How much of a word has terms of its own, for each beginning one: what begins alike so far is few, and is compared. */
#define TERM_LETTERS 6
/* A fiche: the words of its name and its place, and all its codes. */
#define TERMS_MAX 200

/* One index: its space, and what keeps its hashes apart from those of others. */
struct term_index {
    enum space space;
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
/* Of a thing: all beginnings of the words of a text. Of a search: by which the words are found, some of which may be
 * longer than their terms. */
void terms_add_words(struct terms *terms, uint8_t kind, struct slice text);
void terms_add_sought(struct terms *terms, uint8_t kind, const struct fold_words *words);

/* What the thing had before, and has now. */
void terms_change(const struct terms *before, const struct terms *now, const struct id *id);

/* Whether the index has all of them for that thing. */
bool terms_are_there(const struct terms *terms, const struct id *id);

/* Those that have all terms, in order. Each term says where the next one may be, so that the rarest of them decides how
 * many rows are looked at. */
struct terms_walk {
    struct terms terms; /* what is looked for; at least one */
    struct id at;       /* behind which the next one is looked for; zero: from the first */
    unsigned looked;    /* rows; at LIMIT_SCAN_MAX it ends */
    bool is_cut;        /* it ended by that: there may be more behind `at` */
};

bool terms_next(struct terms_walk *walk, struct id *id);

#endif
