/*
 * Data keys under other wrapping keys: a part of them is wrapped anew at a time, and counted. The data keys themselves
 * stay what they are, and so does everything that is encrypted under them.
 */
#ifndef TNW_STORE_CIPHER_REWRAP_H
#define TNW_STORE_CIPHER_REWRAP_H

#include "crypto/keyring.h"
#include "store/store.h"

/* How many rows one call looks at, at the most. */
#define REWRAP_ROWS 128

/* Wraps those behind the cursor, and moves it. Out: done: how many more. Returns whether there may be more of them;
 * errors are sticky: CRYPTO, CORRUPT: one does not open with the keyring. */
bool rewrap_some(struct txn *txn, struct id *cursor, const struct keyring_id *to, uint64_t *done);

/* By wrapping key. */
struct wrapped_count {
    struct keyring_id id;
    uint64_t places;
};

#define WRAPPED_KINDS (2 * KEYRING_WRAP_MAX)

struct wrapped_tally {
    struct wrapped_count list[WRAPPED_KINDS];
    size_t count;
    uint64_t unknown; /* of further wrapping keys, or no wrapped key at all */
};

/* In snapshots of a bounded number of rows. Errors: NO_MEMORY, IO, CORRUPT. */
TNW_MUST_CHECK enum tnw_err wrapped_tally_take(struct store *store, struct wrapped_tally *out);
uint64_t wrapped_tally_of(const struct wrapped_tally *tally, const struct keyring_id *id);

#endif
