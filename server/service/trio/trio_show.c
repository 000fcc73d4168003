#include "service/trio/trio_show.h"

#include "service/core/show.h"
#include "store/records/trio/message.h"

static bool
is_repeated(const struct thread *thread, member_set set, size_t place)
{
    bool repeated = false;
    for (size_t i = 0; i < place; i++) {
        repeated = repeated || ((set >> i & 1) != 0 && id_eq(&thread->members[i].actor, &thread->members[place].actor));
    }
    return repeated;
}

void
trio_show_members(struct json_writer *jw, const char *key, const struct thread *thread, member_set set)
{
    jw_open_list(jw, key);
    for (size_t i = 0; i < thread->member_count; i++) {
        if ((set >> i & 1) != 0 && !is_repeated(thread, set, i)) {
            jw_id(jw, NULL, ID_ACTOR, &thread->members[i].actor);
        }
    }
    jw_close_list(jw);
}

void
trio_show_open(struct json_writer *jw, const struct call *call, const struct thread *thread,
               const struct open_question *open)
{
    bool overdue = open->answer_by != 0 && open->answer_by < call->found.today;
    jw_str(jw, "kind", codes_text(&codes_message_kind, open->kind));
    trio_show_members(jw, "to", thread, open->asked);
    jw_date_or_null(jw, "answer_by", open->answer_by);
    jw_str(jw, "state", overdue ? "overdue" : "open");
    jw_str(jw, "step", open->step[0] == 0 ? NULL : open->step);
}

/* Who sees what is addressed to them sees the questions to them, and their own. */
static void
show_questions(struct json_writer *jw, const struct call *call, const struct thread *thread, bool sees_all,
               size_t place)
{
    jw_open_list(jw, "open");
    for (size_t i = 0; i < thread->open_count; i++) {
        const struct open_question *open = &thread->open[i];
        if (sees_all || open->by == place || (open->asked >> place & 1) != 0) {
            jw_open(jw, NULL);
            jw_id(jw, "message", ID_MESSAGE, &open->message);
            jw_id(jw, "by", ID_ACTOR, &thread->members[open->by].actor);
            trio_show_open(jw, call, thread, open);
            jw_close(jw);
        }
    }
    jw_close_list(jw);
}

static void
show_conclusion(struct json_writer *jw, const struct thread *thread, bool sees_all)
{
    if (thread->closed == 0 || !sees_all) {
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
show_thread_members(struct json_writer *jw, struct txn *txn, const struct thread *thread)
{
    jw_open_list(jw, "participants");
    for (size_t i = 0; i < thread->member_count; i++) {
        const struct thread_member *member = &thread->members[i];
        jw_open(jw, NULL);
        jw_id(jw, "actor", ID_ACTOR, &member->actor);
        show_name(jw, txn, &member->actor);
        jw_str(jw, "role", codes_text(&codes_role, member->role));
        jw_str(jw, "view", member->view == VIEW_ALL ? "all" : "addressed");
        jw_close(jw);
    }
    jw_close_list(jw);
}

void
trio_show_thread(struct json_writer *jw, const struct call *call, struct txn *txn, const struct thread *thread,
                 bool sees_all, size_t place)
{
    jw_open(jw, NULL);
    jw_id(jw, "id", ID_THREAD, &thread->id);
    jw_id(jw, "dossier", ID_DOSSIER, &thread->dossier);
    jw_str(jw, "procedure", codes_text(&codes_purpose, thread->procedure));
    jw_slice(jw, "subject", buf_slice(&thread->subject));
    jw_str(jw, "state", thread->closed == 0 ? "open" : "closed");
    jw_time(jw, "started", thread->started);
    jw_id(jw, "started_by", ID_ACTOR, &thread->started_by);
    show_thread_members(jw, txn, thread);
    if (sees_all) { /* how many there are tells of those that one does not see */
        jw_int(jw, "messages", message_count(txn, thread));
    }
    show_questions(jw, call, thread, sees_all, place);
    show_conclusion(jw, thread, sees_all);
    jw_close(jw);
}
