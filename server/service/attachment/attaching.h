/*
 * Files on a fragment or a message: the member `attachments` of their bodies, and of how they are shown.
 */
#ifndef TNW_SERVICE_ATTACHMENT_ATTACHING_H
#define TNW_SERVICE_ATTACHMENT_ATTACHING_H

#include "json/write.h"
#include "service/core/call.h"
#include "store/records/file/attachment.h"

/* Whether it is a draft of the caller's. A deputy's are those that they sent: what a file is about is not known before
 * it hangs on something, and the doctor's may be what the deputy's function forbids. */
bool attaching_is_own_draft(const struct call *call, const struct attachment *attachment);

/* Appends the references that the body has, which its schema has checked. */
void attaching_read(struct buf *refs, const json_t *body);

/* In a snapshot: what attaching_check will ask for. */
void attaching_hint(struct txn *snapshot, const struct id *dossier, const struct buf *refs);

/* Whether each is a draft of the caller's in this dossier, or one that the version before has (NULL: there is none),
 * and none is named twice. Errors: INVALID_BODY. */
TNW_MUST_CHECK enum tnw_err attaching_check(struct call *call, struct txn *txn, const struct id *dossier,
                                            const struct buf *refs, const struct buf *before);

/* From now on they hang on that: of parent only of, parent, thread and version count. */
void attaching_bind(struct txn *txn, const struct buf *refs, const struct attachment *parent);

/* Writes member "attachments". Errors are sticky in txn. */
void attaching_show(struct json_writer *jw, struct txn *txn, const struct id *dossier, const struct buf *refs);

#endif
