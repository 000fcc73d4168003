/*
 * Inside the check of rows: facts, suspensions, the processes of dossiers and the indexes of those.
 */
#ifndef TNW_STORE_CHECK_CHECK_PROCESS_H
#define TNW_STORE_CHECK_CHECK_PROCESS_H

#include "store/check/check_parts.h"

/* NULL also for the spaces that it does not know. */
const char *check_process_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
