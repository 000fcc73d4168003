#include "service/attachment/upload.h"

#include <stdlib.h>
#include <string.h>

#include "service/core/answer.h"
#include "store/records/erasure/erasure.h"

enum tnw_err
upload_begin(struct call *call)
{
    struct upload *upload = calloc(1, sizeof *upload);
    if (upload == NULL) {
        return TNW_E_NO_MEMORY;
    }
    upload->size = call->in->file_size;
    upload->draft = call->draft;
    upload->compares = id_is_zero(&call->draft.id);
    upload->inspect = upload->compares ? NULL : inspect_begin(call->in->media, upload->size);
    hash_begin(&upload->stream);
    if (upload->inspect == NULL && !upload->compares) {
        free(upload);
        return TNW_E_NO_MEMORY;
    }
    call->upload = upload;
    return TNW_OK;
}

void
upload_free(struct upload **upload)
{
    if (*upload != NULL) {
        inspect_free(&(*upload)->inspect);
        bytes_wipe(*upload, sizeof **upload);
        free(*upload);
        *upload = NULL;
    }
}

static bool
is_lost(const struct upload *upload)
{
    return upload->fault != NULL || upload->err != TNW_OK;
}

size_t
upload_take(struct upload *upload, struct slice bytes)
{
    size_t room = sizeof upload->chunk - upload->filled;
    bool keeps = !upload->compares && !is_lost(upload);
    struct slice part = slice_of(bytes.ptr, bytes.len < room || !keeps ? bytes.len : room);
    upload->taken += part.len;
    hash_add(&upload->stream, part);
    if (!keeps) {
        return part.len;
    }
    memcpy(upload->chunk + upload->filled, part.ptr, part.len);
    upload->filled += part.len;
    upload->fault = inspect_take(upload->inspect, part);
    return part.len;
}

bool
upload_has_chunk(const struct upload *upload)
{
    bool last = upload->taken == upload->size && upload->filled > 0;
    return !is_lost(upload) && (last || upload->filled == sizeof upload->chunk);
}

/* Of an erased dossier the row of the draft can still be there, and nothing can be put. */
bool
upload_is_draft(const struct upload *upload, struct txn *txn)
{
    return attachment_draft_has(txn, &upload->draft) && !erasure_is(txn, &upload->draft.dossier);
}

/* The ledger's part. May run twice. */
static enum tnw_err
store_chunk(struct ledger_job *job, struct txn *txn)
{
    struct upload *upload = (struct upload *)(void *)job;
    upload->err = txn_has_room_for(txn, LIMIT_ATTACHMENT_ROOM) ? TNW_OK : TNW_E_STORAGE_FULL;
    if (upload->err == TNW_OK && !upload_is_draft(upload, txn)) {
        upload->err = TNW_E_UNAVAILABLE;
    }
    if (upload->err == TNW_OK) {
        attachment_put_chunk(txn, &upload->draft.dossier, &upload->draft.id, upload->number,
                             slice_of(upload->chunk, upload->filled));
    }
    return txn_error(txn);
}

void
upload_store(struct upload *upload)
{
    /* Committed at once: else the pages of all chunks of LIMIT_SETTLE_MS would lie in memory, and in the journal. */
    upload->job =
        (struct ledger_job){.weight = sizeof upload->chunk + LIMIT_JOB_PAGES, .settles = true, .execute = store_chunk};
}

void
upload_stored(struct upload *upload, enum tnw_err outcome)
{
    upload->err = outcome != TNW_OK ? outcome : upload->err;
    upload->number++;
    upload->filled = 0;
}

void
upload_end(struct upload *upload)
{
    upload->sha256 = hash_end(&upload->stream);
    if (upload->fault == NULL && !upload->compares) {
        upload->fault = inspect_end(upload->inspect);
    }
}

/* What is to be removed, when nobody is there any more who sent it. */
struct leaving {
    struct ledger_job job; /* first */
    struct attachment_draft draft;
};

static enum tnw_err
remove_leaving(struct ledger_job *job, struct txn *txn)
{
    const struct leaving *leaving = (const struct leaving *)(const void *)job;
    struct attachment whole;
    if (!attachment_get(txn, &leaving->draft.dossier, &leaving->draft.id, &whole) && txn_error(txn) == TNW_OK) {
        attachment_draft_remove(txn, &leaving->draft);
    }
    return txn_error(txn);
}

static void
forget_leaving(struct ledger_job *job, enum tnw_err outcome)
{
    (void)outcome;
    free(job);
}

void
upload_abandon(struct ledger *ledger, const struct call *call)
{
    char own[ID_TEXT];
    if (id_is_zero(&call->draft.id)) {
        return; /* as nearly all calls bring no file */
    }
    id_format(own, ID_ATTACHMENT, &call->draft.id);
    bool kept = answer_is_there(call) && answer_permits(call) && strcmp(own, call->found.audit.object) == 0;
    if (kept && call->stage == STAGE_END) {
        return;
    }
    struct leaving *leaving = malloc(sizeof *leaving);
    if (leaving == NULL) {
        return;
    }
    *leaving = (struct leaving){
        .job = {.weight = LIMIT_ATTACHMENT_CHUNK, .execute = remove_leaving, .done = forget_leaving},
        .draft = call->draft,
    };
    if (ledger_submit(ledger, &leaving->job) != TNW_OK) {
        free(leaving);
    }
}
