/* Over all dossiers: what waits for an answer of the caller's, or for one to them. Each row is decided as the thread
 * would be: it is there as long as the caller may confer in it at this moment. */
#include <string.h>

#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/operations.h"
#include "service/trio/trio_show.h"
#include "store/records/trio/question.h"

struct question_list {
    enum question_side side;
    bool has_before;
    day_num before;
};

static enum tnw_err
read_question_query(struct call *call, struct question_list *out)
{
    const char *side = page_query(call, "side");
    const char *before = page_query(call, "before");
    bool by_me = side != NULL && strcmp(side, "by_me") == 0;
    *out = (struct question_list){.side = by_me ? QUESTION_BY_ME : QUESTION_FOR_ME, .has_before = before != NULL};
    if (side != NULL && !by_me && strcmp(side, "for_me") != 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "side must be for_me or by_me");
    }
    if (before != NULL && date_parse(&out->before, before) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER, "before must be a date");
    }
    return TNW_OK;
}

/* Whether the caller, in this role, is asked, or asks. */
static bool
is_theirs(const struct call *call, const struct thread *thread, const struct open_question *open,
          enum question_side side)
{
    size_t place;
    bool member = trio_find_member(thread, &call->found.actor, call->found.role, &place);
    return member && (side == QUESTION_BY_ME ? open->by == place : (open->asked >> place & 1) != 0);
}

static void
show_question(struct call *call, struct txn *txn, struct json_writer *jw, const struct access *access,
              const struct thread *thread, const struct open_question *open)
{
    const struct thread_member *by = &thread->members[open->by];
    jw_open(jw, NULL);
    jw_id(jw, "message", ID_MESSAGE, &open->message);
    jw_id(jw, "thread", ID_THREAD, &thread->id);
    jw_id(jw, "dossier", ID_DOSSIER, &thread->dossier);
    jw_open(jw, "patient");
    jw_id(jw, "actor", ID_ACTOR, &access->dossier.patient);
    jw_slice(jw, "name", buf_slice(&access->dossier.name));
    jw_close(jw);
    jw_str(jw, "procedure", codes_text(&codes_purpose, thread->procedure));
    jw_slice(jw, "subject", buf_slice(&thread->subject));
    show_person_in(jw, "by", txn, &by->actor, by->role);
    trio_show_open(jw, call, thread, open);
    jw_close(jw);
}

static void
show_in_thread(struct call *call, struct txn *txn, struct page *page, const struct access *access,
               const struct question_row *row)
{
    struct thread thread;
    if (!thread_get(txn, &row->dossier, &row->thread, &thread)) {
        return;
    }
    struct access_question question = {.action = ACTION_CONFER, .category = CATEGORY_NONE, .purpose = thread.procedure};
    const struct open_question *open = question_find(&thread, &row->message);
    bool visible = open != NULL && is_theirs(call, &thread, open, row->side) && access_would(call, access, &question);
    if (visible && page_take(page)) {
        show_question(call, txn, &page->jw, access, &thread, open);
        buf_put_slice(&call->found.audit.listed, id_slice(&row->dossier));
        (void)access_may(call, access, &question); /* notes the ground */
    }
    thread_wipe(&thread);
}

static void
show_row(struct call *call, struct txn *txn, struct page *page, const struct question_row *row)
{
    struct access access;
    if (access_peek(call, txn, &row->dossier, &access) == PEEK_OPEN) {
        show_in_thread(call, txn, page, &access, row);
        access_close(&access);
    }
}

enum tnw_err
op_question_list(struct call *call, struct txn *txn)
{
    struct page page;
    struct question_list list;
    enum tnw_err err = read_question_query(call, &list);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err != TNW_OK) {
        return err;
    }
    struct question_row row;
    struct range walk;
    bool more;
    question_walk(&walk, txn, &call->found.actor, list.side, page.day, &page.at);
    while ((more = question_next(&walk, &call->found.actor, list.side, &row) &&
                   (!list.has_before || row.day < list.before)) &&
           page_look_on(&page, row.day, &row.message)) {
        show_row(call, txn, &page, &row);
    }
    range_close(&walk);
    page_close_ids(call, &page, more);
    return TNW_OK;
}
