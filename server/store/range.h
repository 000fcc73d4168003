/*
 * Walks over the keys that start with a prefix. The records open them (message_walk, …) and read from them; who walks
 * closes.
 */
#ifndef TNW_STORE_RANGE_H
#define TNW_STORE_RANGE_H

#include <stdbool.h>

#include "store/layout.h"

struct txn;
struct engine_cursor;

struct range {
    struct txn *txn;
    struct engine_cursor *cursor;
    enum space space;
    size_t prefix_len;
};

/* All keys that start with prefix, ascending from the first behind after (or descending from the last before it, when
 * reverse). after: the part of the key behind the prefix, or empty for all. A writer must not write before
 * range_close. */
void range_open(struct range *range, struct txn *txn, enum space space, struct slice prefix, struct slice after,
                bool reverse);
/* false: at the end, and on errors, which are sticky in the transaction. rest: the key behind the prefix. In a snapshot
 * both live until it ends; a writer has them until the next step. */
bool range_next(struct range *range, struct slice *rest, struct slice *value);
/* The same where exactly one id, or one number, stands behind the prefix; CORRUPT where something else does. */
bool range_next_id(struct range *range, struct id *id, struct slice *value);
bool range_next_number(struct range *range, uint64_t *number, struct slice *value);
void range_close(struct range *range);

/* For keys that are prefix and id. after: zero for all. */
void range_open_ids(struct range *range, struct txn *txn, enum space space, struct slice prefix,
                    const struct id *after);

/* Only the first of them, or none: false. value lives as with txn_get. */
bool range_first(struct txn *txn, enum space space, struct slice prefix, struct slice after, bool reverse,
                 struct slice *rest, struct slice *value);
bool range_first_id(struct txn *txn, enum space space, struct slice prefix, const struct id *after, struct id *id,
                    struct slice *value);
bool range_first_number(struct txn *txn, enum space space, struct slice prefix, struct slice after, bool reverse,
                        uint64_t *number, struct slice *value);

#endif
