/*
 * What a person used of their quotas on the last day on which they used any: one value for each identity.
 */
#ifndef TNW_STORE_RECORDS_USAGE_H
#define TNW_STORE_RECORDS_USAGE_H

#include "base/clock.h"
#include "base/codes.h"
#include "crypto/hash.h"

struct txn;

struct usage {
    day_num day;
    uint64_t used[QUOTA_COUNT];
};

/* In: identity, its index. Out: what was used on that day; nothing when the last use was on another. */
void usage_get(struct txn *txn, const struct hash *identity, day_num day, struct usage *out);
/* For who will ask that. */
void usage_hint(struct txn *txn, const struct hash *identity);
void usage_put(struct txn *txn, const struct hash *identity, const struct usage *usage);

#endif
