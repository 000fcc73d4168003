/*
 * Inside the check of rows: the parts of a key, and whether there is another row.
 */
#ifndef TNW_STORE_CHECK_CHECK_PARTS_H
#define TNW_STORE_CHECK_CHECK_PARTS_H

#include "crypto/hash.h"
#include "store/layout.h"

struct txn;

/* Of a key, one behind the other; they must be all of it. */
struct check_parts {
    struct cursor cur;
};

/* Returns NULL, or what is wrong with the row. */
typedef const char *check_row(struct txn *txn, struct check_parts *parts, struct slice value);

#define CHECK_BAD_KEY "its key is none"

struct id check_parts_id(struct check_parts *parts);
struct hash check_parts_hash(struct check_parts *parts);
bool check_parts_whole(const struct check_parts *parts);

bool check_parts_has(struct txn *txn, enum space space, const struct key *key);
/* One whose key goes on with that id. */
bool check_parts_pair(struct txn *txn, enum space space, struct key first, const struct id *second);
bool check_parts_actor(struct txn *txn, const struct id *id);
bool check_parts_dossier(struct txn *txn, const struct id *id);

#endif
