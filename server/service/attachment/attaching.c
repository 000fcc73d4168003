#include "service/attachment/attaching.h"

#include <stdio.h>

#include "base/file_name.h"
#include "rules/field.h"
#include "service/core/problem.h"

bool
attaching_is_own_draft(const struct call *call, const struct attachment *attachment)
{
    const struct deputy *deputy = &call->found.deputy;
    bool own = person_has(&call->found.person, &attachment->author);
    return attachment->of == PARENT_NONE && own && (!deputy->acts || id_eq(&attachment->by, &deputy->actor));
}

void
attaching_read(struct buf *refs, const json_t *body)
{
    const json_t *list = json_object_get(body, "attachments");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        struct attachment_ref ref = {.id = field_id(item, "attachment", ID_ATTACHMENT)};
        (void)snprintf(ref.name, sizeof ref.name, "%s", field_text(item, "name"));
        attachment_ref_put(refs, &ref);
    }
}

void
attaching_hint(struct txn *snapshot, const struct id *dossier, const struct buf *refs)
{
    struct attachment_ref ref;
    struct cursor cur = cursor_of(buf_slice(refs));
    while (attachment_ref_next(&cur, &ref)) {
        attachment_hint(snapshot, dossier, &ref.id);
    }
}

static bool
has_ref(const struct buf *refs, const struct id *id)
{
    struct attachment_ref ref;
    struct cursor cur = cursor_of(refs == NULL ? slice_of("", 0) : buf_slice(refs));
    while (attachment_ref_next(&cur, &ref)) {
        if (id_eq(&ref.id, id)) {
            return true;
        }
    }
    return false;
}

/* Whether it is among the first `count` bytes of refs. */
static bool
attaching_named_earlier(const struct buf *refs, size_t count, const struct id *id)
{
    const struct buf first = {.ptr = refs->ptr, .len = count};
    return has_ref(&first, id);
}

enum tnw_err
attaching_check(struct call *call, struct txn *txn, const struct id *dossier, const struct buf *refs,
                const struct buf *before)
{
    struct attachment_ref ref;
    struct cursor cur = cursor_of(buf_slice(refs));
    for (unsigned i = 0;; i++) {
        struct attachment attachment;
        char pointer[48];
        size_t at = refs->len - cur.left;
        if (!attachment_ref_next(&cur, &ref)) {
            return cur.err;
        }
        (void)snprintf(pointer, sizeof pointer, "/attachments/%u/attachment", i);
        if (attaching_named_earlier(refs, at, &ref.id)) {
            return problem_at(call, pointer, "uniqueItems", "must not be named twice");
        }
        bool there = attachment_get(txn, dossier, &ref.id, &attachment);
        if (!there || !(attaching_is_own_draft(call, &attachment) || has_ref(before, &ref.id))) {
            return problem_at(call, pointer, "reference",
                              "must be an attachment of this dossier that you sent and that is not used yet");
        }
        if (!file_name_ends(ref.name, attachment.media)) {
            (void)snprintf(pointer, sizeof pointer, "/attachments/%u/name", i);
            return problem_at(call, pointer, "rule", "must end as its type does: .pdf, .jpg, .jpeg or .png");
        }
    }
}

void
attaching_bind(struct txn *txn, const struct buf *refs, const struct attachment *parent)
{
    struct attachment_ref ref;
    struct attachment attachment;
    struct cursor cur = cursor_of(buf_slice(refs));
    while (attachment_ref_next(&cur, &ref) && attachment_get(txn, &parent->dossier, &ref.id, &attachment)) {
        if (attachment.of == PARENT_NONE) {
            attachment_draft_del(
                txn, &(struct attachment_draft){.since = attachment.created, .dossier = parent->dossier, .id = ref.id});
        }
        attachment.of = parent->of;
        attachment.parent = parent->parent;
        attachment.thread = parent->thread;
        attachment.version = parent->version;
        attachment_put(txn, &attachment);
    }
}

void
attaching_show(struct json_writer *jw, struct txn *txn, const struct id *dossier, const struct buf *refs)
{
    struct attachment_ref ref;
    struct cursor cur = cursor_of(buf_slice(refs));
    jw_open_list(jw, "attachments");
    while (attachment_ref_next(&cur, &ref)) {
        struct attachment attachment;
        if (!attachment_get(txn, dossier, &ref.id, &attachment)) {
            cur.err = TNW_E_CORRUPT; /* what is named is never taken away */
            break;
        }
        jw_open(jw, NULL);
        jw_id(jw, "id", ID_ATTACHMENT, &ref.id);
        jw_str(jw, "name", ref.name);
        jw_str(jw, "type", media_type(attachment.media));
        jw_int(jw, "size", attachment.size);
        jw_hex(jw, "sha256", hash_slice(&attachment.sha256));
        jw_hex(jw, "salt", slice_of(attachment.salt, sizeof attachment.salt));
        jw_close(jw);
    }
    txn_set_error(txn, cur.err);
    jw_close_list(jw);
}
