/*
 * Rows of what the store keeps of itself: meta, by name.
 */
#ifndef TNW_STORE_CHECK_CHECK_OWN_H
#define TNW_STORE_CHECK_CHECK_OWN_H

#include "store/check/check_parts.h"

/* Returns NULL, or what is wrong with the row; NULL for rows of other spaces. */
const char *check_own_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
