#include "base/limits.h"
#include "service/core/access.h"
#include "service/core/answer.h"
#include "service/core/caller/acting.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/elz/casus.h"
#include "service/elz/moments.h"
#include "service/operations.h"
#include "store/records/erasure/erasure.h"
#include "store/records/inbox.h"

/* That nothing is left is the patient's alone, as the proof of it is. */
static bool
completion_is_visible(const struct call *call, struct txn *txn, const struct event *event)
{
    struct erasure erasure;
    return call->found.role == ROLE_PATIENT && erasure_get(txn, &event->dossier, &erasure) &&
           hash_eq(&erasure.patient, &call->in->peer.identity_index);
}

/* A case discussion is for who is invited in person, as is a netwerkmoment for who signed up. An event of a dossier
 * that the caller may not see any more is not theirs any more. How something of a doctor's ended is for the doctor;
 * what happens in threads, for a deputy who may confer. */
static bool
event_is_visible(struct call *call, struct txn *txn, const struct event *event)
{
    if (event_object_kind(event->type) == ID_CASUS) {
        return !call->found.deputy.acts && casus_is_visible(call, txn, &event->object);
    }
    if (event->type == EVENT_ERASURE_COMPLETE) {
        return completion_is_visible(call, txn, event);
    }
    if (event->type == EVENT_GONE || event->type == EVENT_DOSSIER_ERASED) {
        return event->type == EVENT_DOSSIER_ERASED && !call->found.deputy.acts; /* who took part is told in person */
    }
    if (event_object_kind(event->type) == ID_MOMENT) {
        return !call->found.deputy.acts && moments_is_visible(call, txn, &event->object);
    }
    struct access access;
    enum access_peeked seen = access_peek(call, txn, &event->dossier, &access);
    bool farewell = event->type == EVENT_PARTICIPANT_REMOVED || event->type == EVENT_CONSENT_WITHDRAWN;
    if (seen == PEEK_OPEN) {
        access_close(&access);
    }
    if (call->found.deputy.acts) {
        return seen == PEEK_OPEN && (id_is_zero(&event->thread) || acting_may_confer(call));
    }
    /* The farewell tells the end of what was theirs. */
    return seen == PEEK_OPEN || (farewell && seen == PEEK_NONE && !erasure_is(txn, &event->dossier));
}

/* What a message asks for shows without reading it. */
static void
show_message_part(struct json_writer *jw, const struct event *event)
{
    bool is_message = event->type == EVENT_MESSAGE_POSTED;
    jw_str(jw, "kind", is_message ? codes_text(&codes_message_kind, event->kind) : NULL);
    if (is_message && event->answer_by != 0) {
        jw_date(jw, "answer_by", event->answer_by);
    } else {
        jw_null(jw, "answer_by");
    }
}

/* Which step is due, without its timeline. */
static void
show_step_part(struct json_writer *jw, const struct event *event)
{
    jw_str(jw, "rule", event->rule[0] == 0 ? NULL : event->rule);
    if (event->due != 0) {
        jw_date(jw, "due", event->due);
    } else {
        jw_null(jw, "due");
    }
}

static void
show_event(struct json_writer *jw, const struct event *event)
{
    jw_open(jw, NULL);
    jw_int(jw, "seq", (int64_t)event->seq);
    jw_str(jw, "type", event_type_text(event->type));
    jw_time(jw, "time", event->time);
    jw_id(jw, "dossier", ID_DOSSIER, &event->dossier);
    jw_id(jw, "object", event_object_kind(event->type), &event->object);
    jw_id(jw, "by", ID_ACTOR, &event->by);
    jw_id(jw, "for", ID_ACTOR, &event->acted_for);
    jw_id(jw, "thread", ID_THREAD, &event->thread);
    show_message_part(jw, event);
    show_step_part(jw, event);
    jw_close(jw);
}

/* next is never null: it is where to go on. An empty answer names no person, and waits if it may. */
enum tnw_err
op_inbox_read(struct call *call, struct txn *txn)
{
    struct page page;
    uint64_t wait = 0;
    enum tnw_err err = page_number(call, "wait", LIMIT_WAIT_S, &wait);
    if (err == TNW_OK) {
        err = page_open_seq(call, &page);
    }
    if (err != TNW_OK) {
        return err;
    }
    if (page.after_seq == UINT64_MAX) {
        page.after_seq = 0;
    }
    struct event event;
    struct range walk;
    bool more = true;
    inbox_walk(&walk, txn, &call->found.actor, page.after_seq);
    while (page.shown < page.limit && (more = inbox_next(&walk, &call->found.actor, &event)) &&
           page_look(&page, &event.object)) {
        page.after_seq = event.seq;
        if (event_is_visible(call, txn, &event)) {
            show_event(&page.jw, &event);
            page.shown++;
        }
    }
    range_close(&walk);
    call->found.quiet = page.shown == 0;
    call->found.wait_s = (int)wait;
    call->found.waits = call->found.quiet && !more && wait > 0 && call->in->may_wait;
    page_end_seq(&page, true);
    jw_int(&page.jw, "seen_until", (int64_t)inbox_seen(txn, &call->found.actor));
    page_close(call, &page);
    return TNW_OK;
}

/* The draft is until. */
enum tnw_err
op_inbox_mark_seen_prepare(struct call *call)
{
    uint64_t *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    *draft = (uint64_t)json_integer_value(json_object_get(call->ready.body, "until"));
    return TNW_OK;
}

/* Two devices that tell it in any order end where the further one is. */
enum tnw_err
op_inbox_mark_seen(struct call *call, struct txn *txn)
{
    uint64_t until = *(const uint64_t *)call->ready.draft;
    uint64_t before = inbox_seen(txn, &call->found.actor);
    if (until > inbox_last(txn, &call->found.actor)) {
        return problem_at(call, "/until", "maximum", "must not be behind the newest event");
    }
    if (until > before) {
        inbox_put_seen(txn, &call->found.actor, until);
    }
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_int(&jw, "seen_until", (int64_t)(until > before ? until : before));
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}
