/*
 * Inside the check of rows: attachments, their chunks, and the drafts among them.
 */
#ifndef TNW_STORE_CHECK_CHECK_ATTACHMENT_H
#define TNW_STORE_CHECK_CHECK_ATTACHMENT_H

#include "base/limits.h"
#include "store/check/check_parts.h"

/* How many rows an attachment counts as: its chunks are read in the same snapshot, and 4 of them are enough for one. */
#define CHECK_ATTACHMENT_ROWS (LIMIT_CHECK_ROWS / 4)

/* NULL also for the spaces that it does not know. */
const char *check_attachment_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
