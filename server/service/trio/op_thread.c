#include <stdio.h>

#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/operations.h"
#include "service/trio/trio.h"
#include "store/records/message.h"

static void
show_conclusion(struct json_writer *jw, const struct thread *thread)
{
    if (thread->closed == 0) {
        jw_null(jw, "conclusion");
        return;
    }
    jw_open(jw, "conclusion");
    jw_slice(jw, "text", buf_slice(&thread->conclusion));
    jw_id(jw, "by", ID_ACTOR, &thread->closed_by);
    jw_time(jw, "at", thread->closed);
    jw_close(jw);
}

static void
show_thread(struct json_writer *jw, struct txn *txn, const struct thread *thread)
{
    jw_open(jw, NULL);
    jw_id(jw, "id", ID_THREAD, &thread->id);
    jw_id(jw, "dossier", ID_DOSSIER, &thread->dossier);
    jw_str(jw, "procedure", codes_text(&codes_purpose, thread->procedure));
    jw_slice(jw, "subject", buf_slice(&thread->subject));
    jw_str(jw, "state", thread->closed == 0 ? "open" : "closed");
    jw_time(jw, "started", thread->started);
    jw_id(jw, "started_by", ID_ACTOR, &thread->started_by);
    jw_open_list(jw, "participants");
    for (size_t i = 0; i < thread->member_count; i++) {
        jw_open(jw, NULL);
        jw_id(jw, "actor", ID_ACTOR, &thread->members[i].actor);
        show_name(jw, txn, &thread->members[i].actor);
        jw_str(jw, "role", codes_text(&codes_role, thread->members[i].role));
        jw_close(jw);
    }
    jw_close_list(jw);
    jw_int(jw, "messages", message_count(txn, thread));
    show_conclusion(jw, thread);
    jw_close(jw);
}

static void
reply_with_thread(struct call *call, struct txn *txn, const struct thread *thread)
{
    struct json_writer jw = answer_open(call);
    show_thread(&jw, txn, thread);
    answer_shown(call);
}

/* In which role somebody of the dossier would confer: the first of theirs that ever may. */
static enum role
confer_role(const struct call *call, const struct access *access, const struct id *actor)
{
    for (size_t i = 0; i < access->dossier.participant_count; i++) {
        const struct participant *who = &access->dossier.participants[i];
        if (id_eq(&who->actor, actor) && call->world->policy->confer_ceiling[who->role]) {
            return who->role;
        }
    }
    return ROLE_NONE;
}

static enum tnw_err
add_member(struct call *call, struct thread *thread, const struct id *actor, enum role role, const char *pointer)
{
    if (role == ROLE_NONE) {
        return problem_at(call, pointer, "reference", "must take part in the dossier in a role that can confer");
    }
    if (trio_is_member(thread, actor, role)) {
        return TNW_OK;
    }
    if (thread->member_count == LIMIT_THREAD_MEMBERS) {
        return problem_at(call, pointer, "maxItems", "is one too many");
    }
    thread->members[thread->member_count++] = (struct thread_member){.actor = *actor, .role = role};
    return TNW_OK;
}

/* The body of thread.start. subject is the body's. */
struct thread_draft {
    enum purpose procedure;
    const char *subject;
    size_t count;
    struct id participants[LIMIT_THREAD_MEMBERS]; /* zero: no actor's id */
};

enum tnw_err
op_thread_start_prepare(struct call *call)
{
    struct thread_draft *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    const json_t *body = call->ready.body;
    draft->procedure = (enum purpose)field_code(body, "procedure", &codes_purpose, PURPOSE_TNW_TRAJECT);
    draft->subject = field_text(body, "subject");
    draft->count = field_ids(body, "participants", ID_ACTOR, draft->participants, LIMIT_THREAD_MEMBERS);
    return TNW_OK;
}

static enum tnw_err
add_members(struct call *call, const struct access *access, struct thread *thread)
{
    const struct thread_draft *draft = call->ready.draft;
    enum tnw_err err = add_member(call, thread, &call->found.actor, call->found.role, "/participants");
    for (size_t i = 0; err == TNW_OK && i < draft->count; i++) {
        char pointer[40];
        const struct id *actor = &draft->participants[i];
        (void)snprintf(pointer, sizeof pointer, "/participants/%zu", i);
        err = add_member(call, thread, actor, confer_role(call, access, actor), pointer);
    }
    return err;
}

enum tnw_err
op_thread_start(struct call *call, struct txn *txn)
{
    struct access access;
    const struct thread_draft *draft = call->ready.draft;
    struct thread thread = {
        .dossier = call->in->path_id[0],
        .procedure = draft->procedure,
        .started = call->found.now,
        .started_by = call->found.actor,
    };
    call->found.purpose = thread.procedure;
    enum tnw_err err = access_open(call, txn, &thread.dossier, &access);
    if (err == TNW_OK) {
        err = trio_decide(call, &access, thread.procedure, true);
    }
    if (err == TNW_OK) {
        err = add_members(call, &access, &thread);
    }
    if (err == TNW_OK) {
        thread.id = id_new(call->found.now);
        buf_put_str(&thread.subject, draft->subject);
        thread_create(txn, &thread);
        trio_notify(call, txn, &access, &thread, (struct event){.type = EVENT_THREAD_STARTED, .object = thread.id});
        audit_facts_object(&call->found.audit, ID_THREAD, &thread.id);
        reply_with_thread(call, txn, &thread);
        answer_created(call, NULL, ID_THREAD, &thread.id);
    }
    thread_wipe(&thread);
    access_close(&access);
    return err;
}

enum tnw_err
op_thread_read(struct call *call, struct txn *txn)
{
    struct trio trio;
    enum tnw_err err = trio_open(call, txn, TRIO_READ, &trio);
    if (err == TNW_OK) {
        reply_with_thread(call, txn, &trio.thread);
    }
    trio_close(&trio);
    return err;
}

/* Only threads in which the caller is, and may confer at this moment; the patient sees all. */
static void
show_visible(struct call *call, struct txn *txn, const struct access *access, struct page *page,
             const struct thread *thread)
{
    struct access_question question = {
        .action = ACTION_CONFER, .category = CATEGORY_NONE, .purpose = thread->procedure, .keeps_reading = true};
    bool visible = access->is_subject || (trio_is_member(thread, &call->found.actor, call->found.role) &&
                                          access_would(call, access, &question));
    if (!visible || !page_take(page)) {
        return;
    }
    if (access->is_subject) {
        audit_facts_ground(&call->found.audit, "own_dossier");
    } else {
        (void)access_may(call, access, &question);
    }
    show_thread(&page->jw, txn, thread);
}

enum tnw_err
op_thread_list(struct call *call, struct txn *txn)
{
    struct access access;
    struct page page;
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err == TNW_OK) {
        struct thread thread;
        struct range walk;
        bool more;
        thread_walk(&walk, txn, &call->in->path_id[0], &page.at);
        while ((more = thread_next(&walk, &call->in->path_id[0], &thread)) && page_look(&page, &thread.id)) {
            show_visible(call, txn, &access, &page, &thread);
            thread_wipe(&thread);
        }
        thread_wipe(&thread);
        range_close(&walk);
        page_close_ids(call, &page, more);
    }
    access_close(&access);
    return err;
}

static void
conclusion_draft_wipe(void *draft)
{
    buf_free(draft);
}

/* The draft is the conclusion. */
enum tnw_err
op_thread_close_prepare(struct call *call)
{
    struct buf *draft = call_draft(call, sizeof *draft, conclusion_draft_wipe);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    buf_put_str(draft, field_text(call->ready.body, "conclusion"));
    return draft->err;
}

enum tnw_err
op_thread_close(struct call *call, struct txn *txn)
{
    struct trio trio;
    enum tnw_err err = trio_open(call, txn, TRIO_WRITE, &trio);
    if (err == TNW_OK) {
        trio.thread.closed = call->found.now;
        trio.thread.closed_by = call->found.actor;
        buf_put_slice(&trio.thread.conclusion, buf_slice(call->ready.draft));
        thread_put(txn, &trio.thread);
        trio_notify(call, txn, &trio.access, &trio.thread,
                    (struct event){.type = EVENT_THREAD_CLOSED, .object = trio.thread.id});
        reply_with_thread(call, txn, &trio.thread);
    }
    trio_close(&trio);
    return err;
}
