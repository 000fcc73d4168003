/*
 * A file on its way in. The call runs in the ledger twice: with its head, before the first byte is taken (who may not
 * is told so, the quota is taken, and the draft has its place in the index), and at the end, when it becomes a draft.
 * Between the two each full chunk is a job of the ledger, which leaves no record: what nothing becomes of is removed
 * with its draft.
 */
#ifndef TNW_SERVICE_ATTACHMENT_UPLOAD_H
#define TNW_SERVICE_ATTACHMENT_UPLOAD_H

#include "rules/inspect/inspect.h"
#include "service/core/call.h"
#include "store/records/file/attachment.h"

struct upload {
    struct ledger_job job; /* of a chunk */
    void *owner;           /* whose job it is: the HTTP layer's request */
    struct attachment_draft draft;
    uint64_t size; /* as the head says */
    uint64_t taken;
    struct hash_stream stream;
    struct hash sha256;
    bool compares; /* its key has an answer already: the bytes are compared, and nothing is stored */
    struct inspect *inspect;
    const char *fault; /* what is wrong with the file; the rest is read past */
    enum tnw_err err;  /* why a chunk could not be stored; the same */
    uint32_t number;   /* of the chunk that fills */
    size_t filled;
    uint8_t chunk[LIMIT_ATTACHMENT_CHUNK];
};

/* For a call whose head was let in. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err upload_begin(struct call *call);
void upload_free(struct upload **upload);

/* Takes what fits into the chunk; returns how much. */
size_t upload_take(struct upload *upload, struct slice bytes);
/* Whether there is a chunk to store before more is taken, or before the end. */
bool upload_has_chunk(const struct upload *upload);
/* Makes upload->job that of the chunk; done is the sender's, which calls upload_stored in it. */
void upload_store(struct upload *upload);
void upload_stored(struct upload *upload, enum tnw_err outcome);
/* Whether its draft is still there: a clock that leaps lets the scheduler sweep it. */
bool upload_is_draft(const struct upload *upload, struct txn *txn);
/* After the last byte: hash and verdict. */
void upload_end(struct upload *upload);

/* Has what nothing became of removed, when this is so; else the scheduler does it a day later. */
void upload_abandon(struct ledger *ledger, const struct call *call);

#endif
