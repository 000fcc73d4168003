/*
 * Whether the caller may read an attachment: what it hangs on decides, as if that were read. A draft is for who sent
 * it, and whoever acts for them.
 */
#ifndef TNW_SERVICE_ATTACHMENT_READING_H
#define TNW_SERVICE_ATTACHMENT_READING_H

#include "service/core/call.h"
#include "store/records/file/attachment.h"

/* attachment NULL: there is none of that id in the dossier of the path. Notes dossier, category and ground. Out: ref:
 * the name under which it is known there. Errors: as of reading the fragment, or the message. */
TNW_MUST_CHECK enum tnw_err reading_decide(struct call *call, struct txn *txn, const struct attachment *attachment,
                                           struct attachment_ref *ref);

#endif
