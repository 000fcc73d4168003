/*
 * Inside the check of rows: where a run of a sample begins.
 */
#ifndef TNW_STORE_CHECK_CHECK_CHANCE_H
#define TNW_STORE_CHECK_CHECK_CHANCE_H

#include "store/layout.h"
#include "store/store.h"

/* Which one it is: the same numbers, the same place. */
struct check_chance {
    uint64_t seed;
    unsigned space;
    uint64_t number;
};

/* Out: a key of which the run begins with the next row; empty where there is none. Every row can be that one. Between
 * keys chosen evenly, and again below the part that several rows share: so rows that many others share an id with come
 * less often than those that are alone with theirs. It reads some keys, however many there are. Errors: those of
 * engines. */
TNW_MUST_CHECK enum tnw_err check_chance_place(struct store *store, const struct check_chance *chance, struct key *out);

#endif
