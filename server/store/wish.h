/*
 * Inside the store: reading, in a snapshot, what somebody will ask for, all in one journey. Nothing is read where
 * nobody notes it: the engine is near, and no ledger waits for hints. Errors show when the value is asked for.
 */
#ifndef TNW_STORE_WISH_H
#define TNW_STORE_WISH_H

#include "store/layout.h"

struct txn;

#define WISHES_MAX 64

struct wish {
    enum space space;
    struct key key;
};

/* Whether a list should read ahead: not where the engine is near, and every value at hand. */
bool wish_pays(const struct txn *txn);

void wish_values(struct txn *txn, const struct wish *wishes, size_t count);
void wish_value(struct txn *txn, enum space space, struct slice key);
/* What txn_last will be asked. */
void wish_last(struct txn *txn, enum space space, const struct id *prefix);

#endif
