/*
 * Inside the store: the things of an index have numbers from 0, in the order in which they first came to it, which are
 * never given twice: what a term finds is then a string of bits.
 */
#ifndef TNW_STORE_RECORDS_TERM_ORDINAL_H
#define TNW_STORE_RECORDS_TERM_ORDINAL_H

#include "store/layout.h"

struct txn;

/* Whose numbers: a byte of their keys. */
enum ordinal_index { ORDINAL_ACTORS, ORDINAL_FICHES };

/* false: it has none, or a sticky error. */
bool ordinal_of(struct txn *txn, enum ordinal_index index, const struct id *thing, uint32_t *out);
/* That which it has, or else the next one, which it has from now on. false: a sticky error. */
bool ordinal_give(struct txn *txn, enum ordinal_index index, const struct id *thing, uint32_t *out);
/* The thing of that number; CORRUPT where there is none. */
bool ordinal_thing(struct txn *txn, enum ordinal_index index, uint32_t ordinal, struct id *out);

#endif
