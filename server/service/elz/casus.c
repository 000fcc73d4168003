#include "service/elz/casus.h"

#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/core/tell/notify.h"
#include "store/records/actor.h"

bool
casus_is_over(const struct policy *policy, const struct casus *casus, day_num today)
{
    int last;
    int now;
    int month;
    int day;
    date_split(date_in_belgium(casus->last), &last, &month, &day);
    date_split(today, &now, &month, &day);
    return now > last + policy->retention.casus_years;
}

bool
casus_is_visible(const struct call *call, struct txn *txn, const struct id *id)
{
    struct casus casus;
    bool seen = casus_has_member(txn, id, &call->in->peer.identity_index) && casus_get(txn, id, &casus);
    if (seen) {
        seen = !casus_is_over(call->world->policy, &casus, call->found.today);
        casus_wipe(&casus);
    }
    return seen;
}

enum tnw_err
casus_open(struct call *call, struct txn *txn, const struct id *id, struct casus *out)
{
    *out = (struct casus){.member_count = 0};
    audit_facts_object(&call->found.audit, ID_CASUS, id);
    bool found = casus_has_member(txn, id, &call->in->peer.identity_index) && casus_get(txn, id, out) &&
                 !casus_is_over(call->world->policy, out, call->found.today);
    return found ? TNW_OK : TNW_E_NOT_FOUND;
}

enum tnw_err
casus_open_to_write(struct call *call, struct txn *txn, const struct id *id, struct casus *out)
{
    enum tnw_err err = casus_open(call, txn, id, out);
    if (err == TNW_OK && out->closed != 0) {
        err = problem(call, TNW_E_THREAD_CLOSED, "This discussion is closed.");
    }
    return err;
}

/* Puts in front of out as much of the text's end as there is room for. */
static void
put_end_before(struct buf *out, const struct buf *text)
{
    size_t room = out->len < LIMIT_SAID_BEFORE ? LIMIT_SAID_BEFORE - out->len : 0;
    size_t at = text->len < room ? 0 : text->len - room;
    while (at < text->len && (text->ptr[at] & 0xc0) == 0x80) { /* no half character */
        at++;
    }
    struct buf joined = {0};
    buf_put(&joined, text->ptr + at, text->len - at);
    buf_put_u8(&joined, out->len > 0 ? '-' : ' ');
    buf_put_slice(&joined, buf_slice(out));
    buf_free(out);
    *out = joined;
}

uint32_t
casus_read_before(const struct call *call, struct txn *txn, struct buf *out)
{
    const struct id *id = &call->in->path_id[0];
    struct casus casus = {.member_count = 0};
    if (!casus_has_member(txn, id, &call->in->peer.identity_index) || !casus_get(txn, id, &casus)) {
        return 0;
    }
    struct casus_message message;
    struct range walk;
    unsigned looked = 0;
    casus_message_walk_back(&walk, txn, id);
    while (looked < LIMIT_SAID_MESSAGES && out->len < LIMIT_SAID_BEFORE && casus_message_next(&walk, id, &message)) {
        put_end_before(out, &message.text);
        casus_message_wipe(&message);
        looked++;
    }
    range_close(&walk);
    if (looked < LIMIT_SAID_MESSAGES) {
        put_end_before(out, &casus.text);
    }
    uint32_t messages = casus.messages;
    casus_wipe(&casus);
    return messages;
}

enum tnw_err
casus_check_seen(struct call *call, const struct casus *casus, uint32_t seen)
{
    return casus->messages == seen
               ? TNW_OK
               : problem(call, TNW_E_UNAVAILABLE, "Somebody said something meanwhile; read it, and send yours again.");
}

void
casus_foresee(struct call *call, struct txn *snapshot)
{
    const struct id *id = &call->in->path_id[0];
    struct casus casus;
    casus_hint(snapshot, id, &call->in->peer.identity_index);
    if (!casus_get(snapshot, id, &casus)) {
        return;
    }
    const struct id *members[LIMIT_CASUS_MEMBERS];
    for (size_t i = 0; i < casus.member_count; i++) {
        members[i] = &casus.members[i];
        inbox_hint(snapshot, members[i]);
    }
    actor_fetch(snapshot, members, casus.member_count);
    casus_wipe(&casus);
}

void
casus_tell(struct call *call, struct txn *txn, const struct casus *casus, enum event_type type)
{
    for (size_t i = 0; i < casus->member_count; i++) {
        if (!person_has(&call->found.person, &casus->members[i])) {
            notify(call, txn, &casus->members[i], (struct event){.type = type, .object = casus->id});
        }
    }
}

static void
show_casus_members(struct json_writer *jw, struct txn *txn, const struct casus *casus)
{
    jw_open_list(jw, "members");
    for (size_t i = 0; i < casus->member_count; i++) {
        jw_open(jw, NULL);
        jw_id(jw, "actor", ID_ACTOR, &casus->members[i]);
        show_name(jw, txn, &casus->members[i]);
        jw_close(jw);
    }
    jw_close_list(jw);
}

void
casus_show(struct json_writer *jw, struct txn *txn, const struct casus *casus, bool whole)
{
    jw_open(jw, NULL);
    jw_id(jw, "id", ID_CASUS, &casus->id);
    jw_slice(jw, "subject", buf_slice(&casus->subject));
    jw_str(jw, "state", casus->closed == 0 ? "open" : "closed");
    jw_time(jw, "opened", casus->opened);
    jw_id(jw, "author", ID_ACTOR, &casus->members[0]);
    jw_id(jw, "moment", ID_MOMENT, &casus->moment);
    jw_int(jw, "messages", casus->messages);
    if (whole) {
        show_casus_members(jw, txn, casus);
        jw_slice(jw, "text", buf_slice(&casus->text));
        if (casus->closed != 0) {
            jw_slice(jw, "conclusion", buf_slice(&casus->conclusion));
        } else {
            jw_null(jw, "conclusion");
        }
        jw_id(jw, "closed_by", ID_ACTOR, &casus->closed_by);
        jw_time(jw, "closed", casus->closed);
    }
    jw_close(jw);
}
