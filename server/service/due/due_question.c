#include "service/core/show.h"
#include "service/due/due.h"
#include "service/trio/trio_show.h"
#include "store/records/trio/question.h"

/* Whether the caller, in this role, is asked, or asks. */
static bool
is_theirs(const struct call *call, const struct thread *thread, const struct open_question *open, enum agenda_list side)
{
    size_t place;
    bool member = trio_find_member(thread, &call->found.actor, call->found.role, &place);
    return member && (side == AGENDA_ASKED_BY ? open->by == place : (open->asked >> place & 1) != 0);
}

bool
due_question_find(const struct due *due, const struct access *access, const struct agenda_entry *entry,
                  struct thread *thread, const struct open_question **open)
{
    if (!thread_get(due->txn, &entry->dossier, &entry->thread, thread)) {
        return false;
    }
    struct access_question confer = {.action = ACTION_CONFER, .category = CATEGORY_NONE, .purpose = thread->procedure};
    *open = question_find(thread, &entry->id);
    return *open != NULL && is_theirs(due->call, thread, *open, entry->list) &&
           access_would(due->call, access, &confer);
}

static void
show_question(struct due *due, const struct due_item *item)
{
    struct json_writer *jw = &due->page.jw;
    const struct thread *thread = item->thread;
    const struct thread_member *by = &thread->members[item->question->by];
    jw_open(jw, NULL);
    jw_id(jw, "message", ID_MESSAGE, &item->question->message);
    jw_id(jw, "thread", ID_THREAD, &thread->id);
    jw_id(jw, "dossier", ID_DOSSIER, &thread->dossier);
    show_patient(jw, &item->access->dossier);
    jw_str(jw, "procedure", codes_text(&codes_purpose, thread->procedure));
    jw_slice(jw, "subject", buf_slice(&thread->subject));
    show_person_in(jw, "by", due->txn, &by->actor, by->role);
    trio_show_open(jw, due->call, thread, item->question);
    jw_close(jw);
}

void
due_question_show(struct due *due, const struct due_item *item)
{
    if (item->thread != NULL) {
        show_question(due, item);
    }
}
