/*
 * Inside the check of rows: facts, suspensions, the processes of dossiers and the indexes of those.
 */
#ifndef TNW_STORE_CHECK_CHECK_PROCESS_H
#define TNW_STORE_CHECK_CHECK_PROCESS_H

#include "store/check/check_parts.h"
#include "store/records/process/process.h"

/* NULL also for the spaces that it does not know. */
const char *check_process_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

/* What a dossier's process keeps beside its events. NULL: it cannot be read. Free with free(). */
struct process_marks *check_process_marks(struct txn *txn, const struct id *dossier);

#endif
