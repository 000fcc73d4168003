/*
 * Data keys: each row that is encrypted has that of its place, and each of them a row.
 */
#ifndef TNW_STORE_CHECK_CHECK_KEYS_H
#define TNW_STORE_CHECK_CHECK_KEYS_H

#include "store/check/check_parts.h"

/* Returns NULL, or what is wrong with the row. */
const char *check_keys_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
