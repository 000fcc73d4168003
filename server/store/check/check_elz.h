/*
 * Rows of what professionals share beside dossiers: case discussions, netwerkmomenten, counts of obstacles.
 */
#ifndef TNW_STORE_CHECK_CHECK_ELZ_H
#define TNW_STORE_CHECK_CHECK_ELZ_H

#include "store/check/check_parts.h"

/* Returns NULL, or what is wrong with the row; NULL for rows of other spaces. */
const char *check_elz_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
