#include "service/attachment/reading.h"

#include <stdio.h>
#include <string.h>

#include "service/attachment/attaching.h"
#include "service/core/access.h"
#include "service/core/audit_facts.h"
#include "service/fragment/authority.h"
#include "service/fragment/showing.h"
#include "service/trio/trio.h"

/* What hangs on it names each of its attachments: one that it does not name was lost. */
static enum tnw_err
find_ref(struct txn *txn, const struct buf *refs, struct attachment_ref *ref)
{
    struct id wanted = ref->id;
    struct cursor cur = cursor_of(buf_slice(refs));
    while (attachment_ref_next(&cur, ref)) {
        if (id_eq(&ref->id, &wanted)) {
            return TNW_OK;
        }
    }
    txn_set_error(txn, TNW_E_CORRUPT);
    return TNW_E_CORRUPT;
}

static enum tnw_err
read_draft(struct call *call, struct txn *txn, const struct attachment *attachment, struct attachment_ref *ref)
{
    static const char *const names[MEDIA_COUNT] = {
        [MEDIA_PDF] = "draft.pdf", [MEDIA_JPEG] = "draft.jpg", [MEDIA_PNG] = "draft.png"};
    struct access access;
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK && (attachment == NULL || !attaching_is_own_draft(call, attachment))) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        access_note_sight(call, &access);
        (void)snprintf(ref->name, sizeof ref->name, "%s", names[attachment->media]);
    }
    access_close(&access);
    return err;
}

static enum tnw_err
read_of_fragment(struct call *call, struct txn *txn, const struct attachment *attachment, struct attachment_ref *ref)
{
    struct access access;
    struct fragment_head head;
    struct fragment version = {0};
    enum tnw_err err = authority_open(call, txn, &attachment->dossier, &attachment->parent, &access, &head);
    if (err == TNW_OK) {
        err = showing_version(txn, &head, attachment->version, &version);
    }
    if (err == TNW_OK) {
        err = find_ref(txn, &version.attachments, ref);
    }
    fragment_wipe(&version);
    access_close(&access);
    return err;
}

static enum tnw_err
read_of_message(struct call *call, struct txn *txn, const struct attachment *attachment, struct attachment_ref *ref)
{
    struct trio trio;
    struct message message = {0};
    enum tnw_err err = trio_open_thread(call, txn, &attachment->thread, TRIO_LIST, &trio);
    if (err == TNW_OK && !message_get(txn, &trio.thread, &attachment->parent, &message)) {
        txn_set_error(txn, TNW_E_CORRUPT);
        err = TNW_E_CORRUPT;
    }
    if (err == TNW_OK && !trio_shows(call, &trio, &message)) {
        err = access_end_list(call, &trio.access, 0);
        err = err == TNW_OK ? TNW_E_NOT_FOUND : err;
    }
    if (err == TNW_OK) {
        err = find_ref(txn, &message.attachments, ref);
    }
    message_wipe(&message);
    trio_close(&trio);
    return err;
}

enum tnw_err
reading_decide(struct call *call, struct txn *txn, const struct attachment *attachment, struct attachment_ref *ref)
{
    *ref = (struct attachment_ref){.id = call->in->path_id[1]};
    if (attachment != NULL && attachment->of == PARENT_FRAGMENT) {
        return read_of_fragment(call, txn, attachment, ref);
    }
    if (attachment != NULL && attachment->of == PARENT_MESSAGE) {
        return read_of_message(call, txn, attachment, ref);
    }
    return read_draft(call, txn, attachment, ref);
}
