/*
 * Everything that the store holds beside the audit log, looked at row by row: each encrypted value can be opened, and
 * each index and what it is about fit, both ways. (The log: audit/verify.)
 */
#ifndef TNW_STORE_CHECK_CHECK_ROWS_H
#define TNW_STORE_CHECK_CHECK_ROWS_H

#include "store/store.h"

/* Called with each finding: what is wrong, and where, in one line. space: an index among the store's, to tell kinds
 * apart. */
typedef void check_tell(void *ctx, unsigned space, const char *finding);

/* Snapshots last for at most LIMIT_CHECK_ROWS rows, so that a server that runs meanwhile can use its pages again: each
 * row is held against what the same snapshot shows, and a row that is never changed while the check runs is looked at
 * once. What is made or removed meanwhile may not be looked at. Out: rows: how many were. Errors: NO_MEMORY, IO: it
 * could not look at everything; findings are none. */
TNW_MUST_CHECK enum tnw_err check_rows(struct store *store, check_tell *tell, void *ctx, uint64_t *rows);

#endif
