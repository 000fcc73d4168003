#include "service/attachment/reading.h"
#include "service/attachment/upload.h"
#include "service/core/access.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/operations.h"

/* Asked before the body and again behind it: what has ended meanwhile ends this too. */
static enum tnw_err
check_dossier(struct call *call, struct txn *txn)
{
    struct access access;
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK) {
        access_note_sight(call, &access);
        err = access.dossier.closed != 0 ? TNW_E_DOSSIER_CLOSED : TNW_OK;
    }
    access_close(&access);
    return err;
}

static void
begin_draft(struct call *call, struct txn *txn)
{
    call->draft = (struct attachment_draft){
        .since = call->found.now, .dossier = call->in->path_id[0], .id = id_new(call->found.now)};
    attachment_draft_put(txn, &call->draft);
    answer_awaits_body(call);
}

static void
show_attachment(struct json_writer *jw, const struct attachment *attachment)
{
    jw_open(jw, NULL);
    jw_id(jw, "id", ID_ATTACHMENT, &attachment->id);
    jw_str(jw, "type", media_type(attachment->media));
    jw_int(jw, "size", attachment->size);
    jw_hex(jw, "sha256", hash_slice(&attachment->sha256));
    jw_hex(jw, "salt", slice_of(attachment->salt, sizeof attachment->salt));
    jw_time(jw, "created", attachment->created);
    jw_close(jw);
}

static void
note_file(struct call *call, const struct attachment *attachment)
{
    audit_facts_object(&call->found.audit, ID_ATTACHMENT, &attachment->id);
    call->found.audit.content = attachment_content(attachment);
    call->found.audit.has_content = true;
}

static enum tnw_err
check_upload(struct call *call, struct txn *txn, const struct upload *upload)
{
    if (upload->err != TNW_OK || !upload_is_draft(upload, txn)) {
        return upload->err == TNW_E_STORAGE_FULL ? upload->err : TNW_E_UNAVAILABLE;
    }
    if (upload->fault != NULL) {
        return problem(call, TNW_E_UNSUPPORTED_MEDIA_TYPE, "The file %s.", upload->fault);
    }
    return TNW_OK;
}

static void
keep_draft(struct call *call, struct txn *txn, const struct upload *upload)
{
    struct attachment attachment = {
        .dossier = call->draft.dossier,
        .id = call->draft.id,
        .author = call->found.actor,
        .by = call->found.deputy.actor,
        .media = call->in->media,
        .size = (uint32_t)upload->size,
        .sha256 = upload->sha256,
        .created = call->draft.since, /* under whose hour its row lies */
    };
    random_fill(attachment.salt, sizeof attachment.salt);
    attachment_put(txn, &attachment);
    note_file(call, &attachment);
    struct json_writer jw = answer_open(call);
    show_attachment(&jw, &attachment);
    answer_created(call, &attachment.dossier, ID_ATTACHMENT, &attachment.id);
}

enum tnw_err
op_attachment_add(struct call *call, struct txn *txn)
{
    enum tnw_err err = check_dossier(call, txn);
    if (err == TNW_OK && call->stage == STAGE_HEAD) {
        if (!txn_has_room_for(txn, call->in->file_size + LIMIT_ATTACHMENT_ROOM)) {
            return TNW_E_STORAGE_FULL;
        }
        begin_draft(call, txn);
        return TNW_OK;
    }
    if (err == TNW_OK) {
        err = check_upload(call, txn, call->upload);
    }
    if (err == TNW_OK) {
        keep_draft(call, txn, call->upload);
    }
    return err;
}

enum tnw_err
op_attachment_read(struct call *call, struct txn *txn)
{
    struct attachment attachment;
    struct attachment_ref ref;
    audit_facts_object(&call->found.audit, ID_ATTACHMENT, &call->in->path_id[1]);
    bool found = attachment_get(txn, &call->in->path_id[0], &call->in->path_id[1], &attachment);
    enum tnw_err err = reading_decide(call, txn, found ? &attachment : NULL, &ref);
    audit_facts_object(&call->found.audit, ID_ATTACHMENT, &call->in->path_id[1]);
    if (err == TNW_OK) {
        note_file(call, &attachment);
        answer_file(call, &attachment, ref.name);
    }
    return err;
}
