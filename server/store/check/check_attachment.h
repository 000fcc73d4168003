/*
 * Inside the check of rows: attachments, their chunks, and the drafts among them.
 */
#ifndef TNW_STORE_CHECK_CHECK_ATTACHMENT_H
#define TNW_STORE_CHECK_CHECK_ATTACHMENT_H

#include "base/limits.h"
#include "store/check/check_parts.h"

/* How many rows an attachment counts as: its chunks are read in the same snapshot, and 4 of them are enough for one. */
#define CHECK_ATTACHMENT_ROWS (LIMIT_CHECK_ROWS / 4)

struct attachment;

/* Whether all that a version of a fragment, or a message, names is there and hangs on it. parent: the members of,
 * parent, thread and version count; of a fragment one that a newer version has is right as well. */
bool check_attachment_refs(struct txn *txn, struct slice refs, const struct attachment *parent);

/* NULL also for the spaces that it does not know. */
const char *check_attachment_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
