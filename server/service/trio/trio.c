#include "service/trio/trio.h"

#include "service/core/audit_facts.h"
#include "service/core/tell/tell.h"

bool
trio_find_member(const struct thread *thread, const struct id *actor, enum role role, size_t *place)
{
    for (size_t i = 0; i < thread->member_count; i++) {
        if (id_eq(&thread->members[i].actor, actor) && thread->members[i].role == role) {
            *place = i;
            return true;
        }
    }
    return false;
}

enum tnw_err
trio_decide(struct call *call, const struct access *access, enum purpose procedure, bool writing)
{
    if (access->is_subject && !writing) {
        audit_facts_ground(&call->found.audit, "own_dossier");
        return TNW_OK;
    }
    struct access_question question = {
        .action = ACTION_CONFER, .category = CATEGORY_NONE, .purpose = procedure, .keeps_reading = !writing};
    return access_decide(call, access, &question);
}

enum tnw_err
trio_open(struct call *call, struct txn *txn, enum trio_intent intent, struct trio *out)
{
    return trio_open_thread(call, txn, &call->in->path_id[0], intent, out);
}

enum tnw_err
trio_open_thread(struct call *call, struct txn *txn, const struct id *thread, enum trio_intent intent, struct trio *out)
{
    bool writing = intent == TRIO_WRITE;
    *out = (struct trio){.is_member = false};
    struct id dossier;
    audit_facts_object(&call->found.audit, ID_THREAD, thread);
    if (!thread_place(txn, thread, &dossier)) {
        return TNW_E_NOT_FOUND;
    }
    enum tnw_err err =
        access_open_by(call, txn, &dossier, intent == TRIO_LIST ? DOOR_LIST : DOOR_DOSSIER, &out->access);
    if (err != TNW_OK) {
        return err;
    }
    if (!thread_get(txn, &dossier, thread, &out->thread)) {
        return TNW_E_NOT_FOUND;
    }
    call->found.purpose = out->thread.procedure; /* that is what conferring here is for */
    out->is_member = trio_find_member(&out->thread, &call->found.actor, call->found.role, &out->place);
    out->sees_all = out->access.is_subject || (out->is_member && out->thread.members[out->place].view == VIEW_ALL);
    if (!out->is_member && (writing || !out->access.is_subject)) {
        audit_facts_refusal(&call->found.audit, "not_member");
        return TNW_E_NOT_FOUND;
    }
    if (out->access.out_by != NULL) {
        audit_facts_ground(&call->found.audit, "author");
        return TNW_OK;
    }
    err = trio_decide(call, &out->access, out->thread.procedure, writing);
    return err == TNW_OK && writing && out->thread.closed != 0 ? TNW_E_THREAD_CLOSED : err;
}

bool
trio_shows(const struct call *call, const struct trio *trio, const struct message *message)
{
    bool own = id_eq(&message->author, &call->found.actor) && message->author_role == call->found.role;
    bool seen = trio->sees_all || (message->heard >> trio->place & 1) != 0;
    return own || (trio->access.out_by == NULL && seen);
}

void
trio_close(struct trio *trio)
{
    thread_wipe(&trio->thread);
    access_close(&trio->access);
}

void
trio_notify(struct call *call, struct txn *txn, const struct access *access, const struct thread *thread,
            struct event event, member_set heard)
{
    event.thread = thread->id;
    struct access_question question = {
        .action = ACTION_CONFER, .category = CATEGORY_NONE, .purpose = thread->procedure, .keeps_reading = true};
    for (size_t i = 0; i < thread->member_count; i++) {
        struct participant member = {.actor = thread->members[i].actor, .role = thread->members[i].role};
        bool hears = thread->members[i].view == VIEW_ALL || (heard >> i & 1) != 0;
        if (hears && access_would_other(call, txn, access, &member, &question)) {
            tell_event(call, txn, access, &member.actor, event);
        }
    }
}
