/*
 * Operations as bytes: what a writer did, for the journal, for who follows it, and for a backup. docs/protocol.md,
 * part 2.
 */
#ifndef TNW_STORE_FOLLOW_OPERATIONS_H
#define TNW_STORE_FOLLOW_OPERATIONS_H

#include "base/bytes.h"

/* Of an operation's first byte: it deletes. The rest is the space. */
#define OPERATION_DELETE 0x80

/* Appends a put, or the begin of one whose value of len bytes follows. */
void operations_put(struct buf *out, unsigned space, struct slice key, struct slice value);
void operations_put_head(struct buf *out, unsigned space, struct slice key, size_t len);
void operations_del(struct buf *out, unsigned space, struct slice key);

/* What was done; value.ptr NULL: a delete. Slices are good for the call. An error ends the visit, which returns it. */
typedef enum tnw_err operations_visitor(void *ctx, unsigned space, struct slice key, struct slice value);

/* In order. visit NULL: only looks whether they make sense. Errors: CORRUPT: they do not; what visit says. */
TNW_MUST_CHECK enum tnw_err operations_visit(struct slice operations, operations_visitor *visit, void *ctx);

#endif
