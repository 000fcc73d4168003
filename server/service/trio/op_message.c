#include <stdio.h>
#include <string.h>

#include "rules/conferring.h"
#include "rules/field.h"
#include "service/attachment/attaching.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/caller/acting.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/fragment/authority.h"
#include "service/operations.h"
#include "service/process/keeping.h"
#include "service/trio/asking.h"
#include "service/trio/trio_show.h"
#include "store/records/trio/message.h"

static void
show_head(struct json_writer *jw, struct txn *txn, const struct thread *thread, const struct message *message)
{
    jw_id(jw, "id", ID_MESSAGE, &message->id);
    jw_id(jw, "thread", ID_THREAD, &message->thread);
    jw_str(jw, "kind", codes_text(&codes_message_kind, message->kind));
    jw_open_list(jw, "fragments");
    for (size_t i = 0; i < message->fragment_count; i++) {
        jw_id(jw, NULL, ID_FRAGMENT, &message->fragments[i]);
    }
    jw_close_list(jw);
    attaching_show(jw, txn, &thread->dossier, &message->attachments);
    jw_id(jw, "reply_to", ID_MESSAGE, &message->reply_to);
    jw_date_or_null(jw, "answer_by", message->answer_by);
    trio_show_members(jw, "to", thread, message->to);
    jw_str(jw, "step", message->step[0] == 0 ? NULL : message->step);
    jw_str(jw, "decision", message->decision == ANSWER_YES ? "yes" : message->decision == ANSWER_NO ? "no" : NULL);
    jw_id(jw, "author", ID_ACTOR, &message->author);
    jw_str(jw, "author_role", codes_text(&codes_role, message->author_role));
    jw_id(jw, "by", ID_ACTOR, &message->by);
    jw_time(jw, "sent", message->sent);
}

/* In the order of the thread's members; receipts come in that of their ids. */
static void
show_receipts(struct json_writer *jw, struct receipt_walk *receipts, const struct message *message)
{
    const struct thread *thread = receipts->thread;
    time_ms when[LIMIT_THREAD_MEMBERS] = {0};
    struct receipt receipt;
    while (receipt_next_of(receipts, &message->id, &receipt)) {
        for (size_t i = 0; i < thread->member_count; i++) {
            if (id_eq(&receipt.actor, &thread->members[i].actor)) {
                when[i] = receipt.when;
            }
        }
    }
    for (size_t i = 0; i < thread->member_count; i++) {
        if (when[i] != 0) {
            jw_open(jw, NULL);
            jw_id(jw, "actor", ID_ACTOR, &thread->members[i].actor);
            jw_time(jw, "at", when[i]);
            jw_close(jw);
        }
    }
}

/* receipts NULL: what others did since is not the reader's. */
static void
show_whole(struct json_writer *jw, struct txn *txn, const struct thread *thread, struct receipt_walk *receipts,
           const struct message *message)
{
    jw_open(jw, NULL);
    show_head(jw, txn, thread, message);
    jw_slice(jw, "text", buf_slice(&message->text));
    jw_open_list(jw, "read_by");
    if (receipts != NULL) {
        show_receipts(jw, receipts, message);
    }
    jw_close_list(jw);
    jw_close(jw);
}

/* The message as far as the body says, and whom it is to. */
struct message_draft {
    struct message message;
    size_t to_count;
    struct id to[LIMIT_THREAD_MEMBERS]; /* zero: no actor's id */
};

static void
message_draft_wipe(void *draft)
{
    message_wipe(&((struct message_draft *)draft)->message);
}

enum tnw_err
op_message_send_prepare(struct call *call)
{
    struct message_draft *whole = call_draft(call, sizeof *whole, message_draft_wipe);
    if (whole == NULL) {
        return TNW_E_NO_MEMORY;
    }
    struct message *draft = &whole->message;
    const json_t *body = call->ready.body;
    whole->to_count = field_ids(body, "to", ID_ACTOR, whole->to, LIMIT_THREAD_MEMBERS);
    draft->kind = (enum message_kind)field_code(body, "kind", &codes_message_kind, MESSAGE_KIND_VRAAG);
    draft->reply_to = field_id(body, "reply_to", ID_MESSAGE);
    draft->answer_by = field_date(body, "answer_by", 0);
    draft->fragment_count = field_ids(body, "fragments", ID_FRAGMENT, draft->fragments, LIMIT_MESSAGE_FRAGMENTS);
    const char *step = field_text(body, "step");
    const char *decision = field_text(body, "decision");
    (void)snprintf(draft->step, sizeof draft->step, "%s", step == NULL ? "" : step);
    if (decision != NULL) {
        draft->decision = strcmp(decision, "yes") == 0 ? ANSWER_YES : ANSWER_NO;
    }
    attaching_read(&draft->attachments, body);
    buf_put_str(&draft->text, field_text(body, "text"));
    return draft->attachments.err != TNW_OK ? draft->attachments.err : draft->text.err;
}

/* A message can point at fragments that its author may read; each reader still needs a ground of their own. */
static enum tnw_err
check_fragments(struct call *call, struct txn *txn, const struct trio *trio, const struct message *message)
{
    for (size_t i = 0; i < message->fragment_count; i++) {
        struct fragment_head head;
        char pointer[40];
        (void)snprintf(pointer, sizeof pointer, "/fragments/%zu", i);
        bool known = fragment_get_head(txn, &trio->thread.dossier, &message->fragments[i], &head);
        if (!known || !authority_may_read(call, &trio->access, &head)) {
            return problem_at(call, pointer, "reference", "must be a fragment of this dossier that you may read");
        }
    }
    return TNW_OK;
}

/* Its author and whom it names see it in any case, as does the author of the message that it answers. */
static enum tnw_err
find_reply(struct call *call, struct txn *txn, const struct trio *trio, struct message *message)
{
    struct message replied;
    size_t place;
    message->heard = (member_set)(message->to | 1U << trio->place);
    if (id_is_zero(&message->reply_to)) {
        return TNW_OK;
    }
    bool found = message_get(txn, &trio->thread, &message->reply_to, &replied) && trio_shows(call, trio, &replied);
    if (found && trio_find_member(&trio->thread, &replied.author, replied.author_role, &place)) {
        message->heard |= (member_set)(1U << place);
    }
    message_wipe(&replied);
    return found ? TNW_OK : problem_at(call, "/reply_to", "reference", "must be a message of this thread");
}

/* Named is an actor, in all roles in which they are here. */
static enum tnw_err
find_receivers(struct call *call, const struct trio *trio, struct message *message)
{
    const struct message_draft *draft = call->ready.draft;
    for (size_t i = 0; i < draft->to_count; i++) {
        member_set found = 0;
        for (size_t k = 0; k < trio->thread.member_count; k++) {
            found |= (member_set)((unsigned)id_eq(&trio->thread.members[k].actor, &draft->to[i]) << k);
        }
        if (found == 0 || id_eq(&draft->to[i], &call->found.actor)) {
            char pointer[40];
            (void)snprintf(pointer, sizeof pointer, "/to/%zu", i);
            return problem_at(call, pointer, "reference", "must be another participant of this thread");
        }
        message->to |= found;
    }
    return TNW_OK;
}

static enum tnw_err
check_message(struct call *call, struct txn *txn, const struct trio *trio, struct message *message)
{
    if (!acting_may_send(call, message->kind)) {
        return problem(call, TNW_E_ACTING_NOT_ALLOWED, "This kind of message is for the doctor in person.");
    }
    struct breach breach = conferring_check_answer_by(message->kind, message->answer_by, call->found.today);
    enum tnw_err err = problem_breach(call, "", breach);
    if (err == TNW_OK) {
        err = find_receivers(call, trio, message);
    }
    if (err == TNW_OK) {
        err = find_reply(call, txn, trio, message);
    }
    if (err == TNW_OK) {
        err = check_fragments(call, txn, trio, message);
    }
    if (err == TNW_OK) {
        err = attaching_check(call, txn, &trio->thread.dossier, &message->attachments, NULL);
    }
    return err == TNW_OK ? asking_check(call, trio, message) : err;
}

static void
send_message(struct call *call, struct txn *txn, struct trio *trio, struct message *message)
{
    struct message last;
    (void)message_last(txn, &trio->thread, &last); /* none: zero */
    message->id = id_new_after(call->found.now, &last.id);
    message->number = last.number + 1;
    message_wipe(&last);
    message_put(txn, &trio->thread, message);
    const struct attachment parent = {
        .dossier = trio->thread.dossier, .of = PARENT_MESSAGE, .parent = message->id, .thread = message->thread};
    attaching_bind(txn, &message->attachments, &parent);
    asking_keep(call, txn, trio, message);
    const struct event event = {
        .type = EVENT_MESSAGE_POSTED, .object = message->id, .kind = message->kind, .answer_by = message->answer_by};
    trio_notify(call, txn, &trio->access, &trio->thread, event, message->heard);
    audit_facts_object(&call->found.audit, ID_MESSAGE, &message->id);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    show_head(&jw, txn, &trio->thread, message);
    jw_close(&jw);
    answer_created(call, &message->thread, ID_MESSAGE, &message->id);
}

void
op_message_send_hint(struct call *call, struct txn *snapshot)
{
    const struct message_draft *draft = call->ready.draft;
    struct id dossier;
    if (draft != NULL && thread_place(snapshot, &call->in->path_id[0], &dossier)) {
        attaching_hint(snapshot, &dossier, &draft->message.attachments);
    }
    if (draft == NULL || id_is_zero(&draft->message.reply_to)) {
        return;
    }
    message_hint(snapshot, &call->in->path_id[0], &draft->message.reply_to);
    if (draft->message.decision != ANSWER_UNKNOWN && thread_place(snapshot, &call->in->path_id[0], &dossier)) {
        process_foresee(snapshot, &dossier);
    }
}

enum tnw_err
op_message_send(struct call *call, struct txn *txn)
{
    struct trio trio;
    struct message message =
        ((const struct message_draft *)call->ready.draft)->message; /* text and attachments are borrowed */
    enum tnw_err err = trio_open(call, txn, TRIO_WRITE, &trio);
    if (err == TNW_OK) {
        message.thread = trio.thread.id;
        message.author = call->found.actor;
        message.author_role = call->found.role;
        message.by = call->found.deputy.actor;
        message.sent = call->found.now;
        err = check_message(call, txn, &trio, &message);
    }
    if (err == TNW_OK) {
        send_message(call, txn, &trio, &message);
    }
    trio_close(&trio);
    return err;
}

enum tnw_err
op_message_list(struct call *call, struct txn *txn)
{
    struct trio trio;
    struct page page;
    enum tnw_err err = trio_open(call, txn, TRIO_LIST, &trio);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err == TNW_OK) {
        struct message message;
        struct range walk;
        struct receipt_walk receipts;
        bool more;
        message_walk(&walk, txn, &trio.thread, &page.at);
        receipt_walk(&receipts, txn, &trio.thread, &page.at);
        while ((more = message_next(&walk, &trio.thread, &message)) && page_look(&page, &message.id)) {
            if (trio_shows(call, &trio, &message) && page_take(&page)) {
                show_whole(&page.jw, txn, &trio.thread, trio.access.out_by == NULL ? &receipts : NULL, &message);
            }
            message_wipe(&message);
        }
        message_wipe(&message);
        receipt_walk_close(&receipts);
        range_close(&walk);
        page_close_ids(call, &page, more);
        err = access_end_list(call, &trio.access, page.shown);
    }
    trio_close(&trio);
    return err;
}

void
op_message_acknowledge_hint(struct call *call, struct txn *snapshot)
{
    message_hint(snapshot, &call->in->path_id[0], &call->in->path_id[1]);
}

/* Reading is the reader's own word, kept at its first time. It works in a closed thread too. */
enum tnw_err
op_message_acknowledge(struct call *call, struct txn *txn)
{
    struct trio trio;
    struct message message = {0};
    const struct id *id = &call->in->path_id[1];
    enum tnw_err err = trio_open(call, txn, TRIO_READ, &trio);
    audit_facts_object(&call->found.audit, ID_MESSAGE, id);
    bool found = err == TNW_OK && trio.is_member && message_get(txn, &trio.thread, id, &message) &&
                 trio_shows(call, &trio, &message);
    if (err == TNW_OK && !found) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        time_ms when = receipt_get(txn, &trio.thread, id, &call->found.actor);
        if (when == 0) {
            when = call->found.now;
            receipt_put(txn, &trio.thread, id, &call->found.actor, when);
        }
        struct json_writer jw = answer_open(call);
        jw_open(&jw, NULL);
        jw_id(&jw, "message", ID_MESSAGE, id);
        jw_time(&jw, "read", when);
        jw_close(&jw);
        answer_shown(call);
    }
    message_wipe(&message);
    trio_close(&trio);
    return err;
}
