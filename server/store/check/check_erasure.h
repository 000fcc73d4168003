/*
 * Inside the check of rows: what is left of erased dossiers, and that nothing else is.
 */
#ifndef TNW_STORE_CHECK_CHECK_ERASURE_H
#define TNW_STORE_CHECK_CHECK_ERASURE_H

#include "store/check/check_parts.h"

/* skip: the row is of a dossier that was erased and is being emptied: nothing else can be asked of it. Returns NULL, or
 * what is wrong. */
const char *check_erasure_row(struct txn *txn, enum space space, struct slice key, struct slice value, bool *skip);

#endif
