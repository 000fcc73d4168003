#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/elz/anonymous.h"
#include "service/elz/casus.h"
#include "service/operations.h"

struct casus_message_draft {
    struct anonymous anonymous; /* first */
    enum message_kind kind;
    struct id reply_to;
    const char *text; /* the body's */
    uint32_t seen;    /* how many messages there were when it was looked at */
};

enum tnw_err
op_casus_say_prepare(struct call *call)
{
    struct casus_message_draft *draft = call_draft(call, sizeof *draft, NULL);
    const json_t *body = call->ready.body;
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    draft->kind = (enum message_kind)field_code(body, "kind", &codes_message_kind, MESSAGE_KIND_VRAAG);
    draft->reply_to = field_id(body, "reply_to", ID_MESSAGE);
    draft->text = field_text(body, "text");
    anonymous_add(&draft->anonymous, "/text", draft->text);
    return TNW_OK;
}

void
op_casus_say_look(struct call *call, struct txn *snapshot)
{
    struct buf before = {0};
    struct casus_message_draft *draft = call->ready.draft;
    draft->seen = casus_read_before(call, snapshot, &before);
    anonymous_look(call, snapshot, &draft->anonymous, buf_slice(&before));
    buf_free(&before);
}

static void
show_casus_message(struct json_writer *jw, const struct casus_message *message)
{
    jw_open(jw, NULL);
    jw_id(jw, "id", ID_MESSAGE, &message->id);
    jw_str(jw, "kind", codes_text(&codes_message_kind, message->kind));
    jw_id(jw, "reply_to", ID_MESSAGE, &message->reply_to);
    jw_id(jw, "author", ID_ACTOR, &message->author);
    jw_str(jw, "author_role", codes_text(&codes_role, message->author_role));
    jw_time(jw, "sent", message->sent);
    jw_slice(jw, "text", buf_slice(&message->text));
    jw_close(jw);
}

static enum tnw_err
check_casus_reply(struct call *call, struct txn *txn, const struct casus *casus, const struct id *reply_to)
{
    struct casus_message replied;
    if (id_is_zero(reply_to)) {
        return TNW_OK;
    }
    bool found = casus_message_get(txn, &casus->id, reply_to, &replied);
    casus_message_wipe(&replied);
    return found ? TNW_OK : problem_at(call, "/reply_to", "reference", "must be a message of this discussion");
}

static void
say(struct call *call, struct txn *txn, struct casus *casus, const struct casus_message_draft *draft)
{
    struct id last = casus_message_last(txn, &casus->id);
    struct casus_message message = {.id = id_new_after(call->found.now, &last),
                                    .kind = draft->kind,
                                    .author = call->found.actor,
                                    .author_role = call->found.role,
                                    .sent = call->found.now,
                                    .reply_to = draft->reply_to};
    buf_put_str(&message.text, draft->text);
    casus_message_put(txn, &casus->id, &message);
    casus->messages++;
    casus->last = call->found.now;
    casus_put(txn, casus);
    casus_tell(call, txn, casus, EVENT_CASUS_MESSAGE);
    struct json_writer jw = answer_open(call);
    show_casus_message(&jw, &message);
    answer_created(call, &casus->id, ID_MESSAGE, &message.id);
    casus_message_wipe(&message);
}

void
op_casus_say_hint(struct call *call, struct txn *snapshot)
{
    const struct casus_message_draft *draft = call->ready.draft;
    casus_foresee(call, snapshot);
    if (!id_is_zero(&draft->reply_to)) {
        casus_message_hint(snapshot, &call->in->path_id[0], &draft->reply_to);
    }
}

enum tnw_err
op_casus_say(struct call *call, struct txn *txn)
{
    struct casus casus;
    const struct casus_message_draft *draft = call->ready.draft;
    enum tnw_err err = casus_open_to_write(call, txn, &call->in->path_id[0], &casus);
    if (err == TNW_OK) {
        err = casus_check_seen(call, &casus, draft->seen);
    }
    if (err == TNW_OK) {
        err = anonymous_check(call, txn, &draft->anonymous);
    }
    if (err == TNW_OK) {
        err = check_casus_reply(call, txn, &casus, &draft->reply_to);
    }
    if (err == TNW_OK) {
        say(call, txn, &casus, draft);
    }
    casus_wipe(&casus);
    return err;
}

enum tnw_err
op_casus_messages(struct call *call, struct txn *txn)
{
    struct casus casus;
    struct page page;
    enum tnw_err err = casus_open(call, txn, &call->in->path_id[0], &casus);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err == TNW_OK) {
        struct casus_message message;
        struct range walk;
        bool more;
        casus_message_walk(&walk, txn, &casus.id, &page.at);
        while ((more = casus_message_next(&walk, &casus.id, &message)) && page_look(&page, &message.id)) {
            if (page_take(&page)) {
                show_casus_message(&page.jw, &message);
            }
            casus_message_wipe(&message);
        }
        casus_message_wipe(&message);
        range_close(&walk);
        page_close_ids(call, &page, more);
    }
    casus_wipe(&casus);
    return err;
}
