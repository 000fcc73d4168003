/*
 * Inside the check of rows: the actor directory.
 */
#ifndef TNW_STORE_CHECK_CHECK_DIRECTORY_H
#define TNW_STORE_CHECK_CHECK_DIRECTORY_H

#include "store/check/check_parts.h"

/* NULL also for the spaces that it does not know. */
const char *check_directory_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
