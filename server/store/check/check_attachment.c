#include "store/check/check_attachment.h"

#include "store/inside.h"
#include "store/records/file/attachment.h"
#include "store/records/fragment.h"
#include "store/records/trio/message.h"

/* Its row among the drafts, whether there is one or not: an id tells when it was made. */
static struct attachment_draft
draft_of(const struct id *dossier, const struct id *id)
{
    struct attachment_draft draft = {.dossier = *dossier, .id = *id};
    for (size_t i = 0; i < 6; i++) {
        draft.since = draft.since << 8 | id->bytes[i];
    }
    return draft;
}

/* Whether its chunks are all there, and no more, and are what was sent. */
static bool
is_whole_file(struct txn *txn, const struct attachment *attachment)
{
    struct hash_stream stream;
    uint64_t size = 0;
    uint32_t count = attachment_chunks(attachment->size);
    hash_begin(&stream);
    for (uint32_t number = 0; number < count; number++) {
        struct buf chunk = {0};
        bool there = attachment_get_chunk(txn, &attachment->dossier, &attachment->id, number, &chunk);
        bool full = chunk.len == LIMIT_ATTACHMENT_CHUNK || number + 1 == count;
        hash_add(&stream, buf_slice(&chunk));
        size += chunk.len;
        buf_free(&chunk);
        if (!there || !full) {
            return false;
        }
    }
    struct hash sha256 = hash_end(&stream);
    return size == attachment->size && hash_eq(&sha256, &attachment->sha256);
}

static bool
names(const struct buf *refs, const struct id *id)
{
    struct attachment_ref ref;
    struct cursor cur = cursor_of(buf_slice(refs));
    while (attachment_ref_next(&cur, &ref)) {
        if (id_eq(&ref.id, id)) {
            return true;
        }
    }
    return false;
}

bool
check_attachment_refs(struct txn *txn, struct slice refs, const struct attachment *parent)
{
    struct attachment_ref ref;
    struct attachment it;
    struct cursor cur = cursor_of(refs);
    bool all = true;
    while (all && attachment_ref_next(&cur, &ref)) {
        all = attachment_get(txn, &parent->dossier, &ref.id, &it) && it.of == parent->of &&
              id_eq(&it.parent, &parent->parent) && id_eq(&it.thread, &parent->thread) && it.version >= parent->version;
    }
    return all && cur.err == TNW_OK;
}

static bool
is_named_by_fragment(struct txn *txn, const struct attachment *attachment)
{
    struct fragment_head head;
    struct fragment version;
    if (!fragment_get_head(txn, &attachment->dossier, &attachment->parent, &head) ||
        attachment->version == FRAGMENT_RETRACTION || attachment->version > head.latest ||
        !fragment_get(txn, &head, attachment->version, &version)) {
        return false;
    }
    bool named = names(&version.attachments, &attachment->id);
    fragment_wipe(&version);
    return named;
}

static bool
is_named_by_message(struct txn *txn, const struct attachment *attachment)
{
    struct thread thread = {.id = attachment->thread, .dossier = attachment->dossier};
    struct message message;
    bool there = message_get(txn, &thread, &attachment->parent, &message);
    bool named = there && names(&message.attachments, &attachment->id);
    message_wipe(&message);
    return named;
}

static const char *
row_of_attachment(struct txn *txn, struct check_parts *parts)
{
    struct attachment attachment;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    if (!attachment_get(txn, &dossier, &id, &attachment) || !check_parts_dossier(txn, &dossier)) {
        return "it cannot be read, or its dossier is not there";
    }
    struct attachment_draft draft = draft_of(&dossier, &id);
    bool is_draft = attachment_draft_has(txn, &draft);
    bool named = attachment.of == PARENT_FRAGMENT  ? is_named_by_fragment(txn, &attachment)
                 : attachment.of == PARENT_MESSAGE ? is_named_by_message(txn, &attachment)
                                                   : is_draft;
    if (!named || is_draft != (attachment.of == PARENT_NONE)) {
        return "what it hangs on does not name it, or it is no draft and stands among them";
    }
    return is_whole_file(txn, &attachment) ? NULL : "its chunks are not what was sent";
}

static const char *
row_of_chunk(struct txn *txn, struct check_parts *parts)
{
    struct attachment attachment;
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    uint32_t number = cursor_u32(&parts->cur);
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    struct attachment_draft draft = draft_of(&dossier, &id);
    bool known = attachment_get(txn, &dossier, &id, &attachment) ? number < attachment_chunks(attachment.size)
                                                                 : attachment_draft_has(txn, &draft);
    return known ? NULL : "there is no attachment that it belongs to";
}

/* One on its way in has its row before it is there. */
static const char *
row_of_draft(struct txn *txn, struct check_parts *parts)
{
    struct attachment attachment;
    uint32_t hour = cursor_u32(&parts->cur);
    struct id dossier = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    struct attachment_draft draft = draft_of(&dossier, &id);
    bool used = attachment_get(txn, &dossier, &id, &attachment) && attachment.of != PARENT_NONE;
    bool right = check_parts_dossier(txn, &dossier) && attachment_draft_hour(&draft) == hour;
    return right && !used ? NULL : "it is used, or its dossier is not there, or it is from another hour";
}

const char *
check_attachment_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    (void)value;
    switch (space) {
    case SPACE_ATTACHMENT:
        return row_of_attachment(txn, parts);
    case SPACE_ATTACHMENT_CHUNK:
        return row_of_chunk(txn, parts);
    case SPACE_ATTACHMENT_DRAFT:
        return row_of_draft(txn, parts);
    default:
        return NULL;
    }
}
