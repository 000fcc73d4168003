#include "base/limits.h"
#include "service/core/access.h"
#include "service/core/page.h"
#include "service/operations.h"
#include "store/records/inbox.h"

/* An event of a dossier that the caller may not see any more is not theirs any more. */
static bool
event_is_visible(struct call *call, struct txn *txn, const struct event *event)
{
    struct access access;
    enum access_peeked seen = access_peek(call, txn, &event->dossier, &access);
    bool farewell = event->type == EVENT_PARTICIPANT_REMOVED || event->type == EVENT_CONSENT_WITHDRAWN;
    if (seen == PEEK_OPEN) {
        access_close(&access);
    }
    return seen == PEEK_OPEN || (farewell && seen == PEEK_NONE); /* that tells the end of what was theirs */
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
    jw_id(jw, "thread", ID_THREAD, &event->thread);
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
    page_close_seq(call, &page, true);
    return TNW_OK;
}
