/*
 * With which certificates somebody came lately, by days: one value for each identity. No certificate is kept, and no
 * hour: that would say when somebody works.
 */
#ifndef TNW_STORE_RECORDS_CERTIFICATE_H
#define TNW_STORE_RECORDS_CERTIFICATE_H

#include "base/clock.h"
#include "base/limits.h"
#include "crypto/hash.h"

struct txn;

struct certificate {
    struct hash fingerprint; /* SHA-256 of the DER */
    time_ms until;           /* end of its validity */
    day_num first;           /* days on which it was used */
    day_num last;
};

struct certificates {
    size_t count;
    struct certificate list[LIMIT_CERTIFICATES];
};

/* In: identity, its index. Out: none when nobody noted any. */
void certificates_get(struct txn *txn, const struct hash *identity, struct certificates *out);
void certificates_put(struct txn *txn, const struct hash *identity, const struct certificates *certificates);

/* Adds a use on that day; where there is no room, in place of what was used longest ago. Returns whether that changed
 * anything. */
bool certificates_use(struct certificates *certificates, const struct hash *fingerprint, time_ms until, day_num day);

/* The one that ends last; NULL: there is none. */
const struct certificate *certificates_last(const struct certificates *certificates);

#endif
