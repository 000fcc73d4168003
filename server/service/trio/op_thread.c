#include <stdio.h>

#include "rules/conferring.h"
#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/operations.h"
#include "service/trio/asking.h"
#include "service/trio/trio_show.h"
#include "store/records/actor.h"

static void
reply_with_thread(struct call *call, struct txn *txn, const struct thread *thread, bool sees_all, size_t place)
{
    struct json_writer jw = answer_open(call);
    trio_show_thread(&jw, call, txn, thread, sees_all, place);
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
add_member(struct call *call, struct thread *thread, const struct thread_member *who, const char *pointer)
{
    size_t place;
    if (who->role == ROLE_NONE) {
        return problem_at(call, pointer, "reference", "must take part in the dossier in a role that can confer");
    }
    if (trio_find_member(thread, &who->actor, who->role, &place)) {
        return TNW_OK;
    }
    if (thread->member_count == LIMIT_THREAD_MEMBERS) {
        return problem_at(call, pointer, "maxItems", "is one too many");
    }
    thread->members[thread->member_count++] = *who;
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

static enum thread_view
view_of(const struct call *call, struct txn *txn, const struct id *id, enum role role)
{
    struct actor actor;
    enum qualification qualification = actor_get(txn, id, &actor) ? actor.facts.qualification : QUALIFICATION_NONE;
    actor_wipe(&actor);
    return conferring_sees_addressed(call->world->policy, role, qualification) ? VIEW_ADDRESSED : VIEW_ALL;
}

/* Whoever starts a thread sees all of it. */
static enum tnw_err
add_members(struct call *call, struct txn *txn, const struct access *access, struct thread *thread)
{
    const struct thread_draft *draft = call->ready.draft;
    struct thread_member who = {.actor = call->found.actor, .role = call->found.role, .view = VIEW_ALL};
    enum tnw_err err = add_member(call, thread, &who, "/participants");
    for (size_t i = 0; err == TNW_OK && i < draft->count; i++) {
        char pointer[40];
        (void)snprintf(pointer, sizeof pointer, "/participants/%zu", i);
        who.actor = draft->participants[i];
        who.role = confer_role(call, access, &who.actor);
        who.view = view_of(call, txn, &who.actor, who.role);
        err = add_member(call, thread, &who, pointer);
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
        err = add_members(call, txn, &access, &thread);
    }
    if (err == TNW_OK) {
        thread.id = id_new(call->found.now);
        buf_put_str(&thread.subject, draft->subject);
        thread_create(txn, &thread);
        const struct event event = {.type = EVENT_THREAD_STARTED, .object = thread.id};
        trio_notify(call, txn, &access, &thread, event, TRIO_ALL);
        audit_facts_object(&call->found.audit, ID_THREAD, &thread.id);
        reply_with_thread(call, txn, &thread, true, 0);
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
        reply_with_thread(call, txn, &trio.thread, trio.sees_all, trio.place);
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
    size_t place = 0;
    bool is_member = trio_find_member(thread, &call->found.actor, call->found.role, &place);
    bool visible = access->is_subject || (is_member && access_would(call, access, &question));
    if (!visible || !page_take(page)) {
        return;
    }
    if (access->is_subject) {
        audit_facts_ground(&call->found.audit, "own_dossier");
    } else {
        (void)access_may(call, access, &question);
    }
    bool sees_all = access->is_subject || thread->members[place].view == VIEW_ALL;
    trio_show_thread(&page->jw, call, txn, thread, sees_all, place);
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
    if (err == TNW_OK && !trio.sees_all) {
        err = problem(call, TNW_E_ROLE_NOT_ALLOWED, "Only who sees all of a thread closes it.");
    }
    if (err == TNW_OK) {
        asking_end_all(txn, &trio.thread);
        trio.thread.closed = call->found.now;
        trio.thread.closed_by = call->found.actor;
        buf_put_slice(&trio.thread.conclusion, buf_slice(call->ready.draft));
        thread_put(txn, &trio.thread);
        const struct event event = {.type = EVENT_THREAD_CLOSED, .object = trio.thread.id};
        trio_notify(call, txn, &trio.access, &trio.thread, event, TRIO_ALL);
        reply_with_thread(call, txn, &trio.thread, trio.sees_all, trio.place);
    }
    trio_close(&trio);
    return err;
}
