/*
 * Inside the check of rows: who there is, which dossiers, and how they are found.
 */
#ifndef TNW_STORE_CHECK_CHECK_PERSONS_H
#define TNW_STORE_CHECK_CHECK_PERSONS_H

#include "store/check/check_parts.h"

/* NULL also for the spaces that it does not know. */
const char *check_persons_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
