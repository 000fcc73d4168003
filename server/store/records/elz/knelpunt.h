/*
 * Obstacles, counted: for each quarter and theme by how many people, and for as long as the quarter runs a mark of who
 * was counted, under a keyed hash. Which obstacle it was is kept nowhere. When the quarter is closed, what may be told
 * of it is fixed once; marks and counts go.
 */
#ifndef TNW_STORE_RECORDS_ELZ_KNELPUNT_H
#define TNW_STORE_RECORDS_ELZ_KNELPUNT_H

#include <stdbool.h>

#include "base/time/quarter.h"
#include "crypto/hash.h"
#include "store/range.h"
#include "store/txn.h"

/* The code of a theme, and NUL. */
#define KNELPUNT_THEME 32

struct knelpunt_count {
    quarter_num quarter;
    char theme[KNELPUNT_THEME];
    bool closed; /* people is what may be told, and will stay */
    uint32_t people;
};

/* false: absent (out: nobody yet), or a sticky error. */
bool knelpunt_get(struct txn *txn, quarter_num quarter, const char *theme, struct knelpunt_count *out);
void knelpunt_put(struct txn *txn, const struct knelpunt_count *count);
void knelpunt_hint(struct txn *txn, quarter_num quarter, const char *theme, const struct hash *person);
/* Counts the person once in a quarter and theme. */
void knelpunt_add(struct txn *txn, quarter_num quarter, const char *theme, const struct hash *person);

/* All counts there are, by quarter. knelpunt_next: false: no more, or a sticky error. range_close ends it. */
void knelpunt_walk(struct range *walk, struct txn *txn);
bool knelpunt_next(struct range *walk, struct knelpunt_count *out);

/* The first quarter that has a mark; false: none has. */
bool knelpunt_first_mark(struct txn *txn, quarter_num *quarter);
/* Takes away up to max marks of the quarter. Returns whether there may be more. */
bool knelpunt_forget(struct txn *txn, quarter_num quarter, unsigned max);

#endif
