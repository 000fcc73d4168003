#include <stdio.h>
#include <string.h>

#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/core/tell/notify.h"
#include "service/elz/anonymous.h"
#include "service/elz/moments.h"
#include "service/operations.h"
#include "store/records/actor.h"
#include "store/records/inbox.h"

/* Texts are the body's. */
struct moment_draft {
    struct anonymous anonymous; /* first */
    day_num day;
    const char *time; /* NULL: not told */
    const char *zone;
    const char *theme;
    const char *place;
    const char *text; /* NULL: none */
    code_set roles;
    code_set kinds;
    bool open;
};

enum tnw_err
op_moment_add_prepare(struct call *call)
{
    struct moment_draft *draft = call_draft(call, sizeof *draft, NULL);
    const json_t *body = call->ready.body;
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    draft->day = field_date(body, "date", 0);
    draft->time = field_text(body, "time");
    draft->zone = field_text(body, "zone");
    draft->theme = field_text(body, "theme");
    draft->place = field_text(body, "place");
    draft->text = field_text(body, "text");
    draft->roles = field_codes(body, "roles", &codes_role, 0);
    draft->kinds = field_codes(body, "kinds", &codes_fiche_kind, 0);
    draft->open = json_is_true(json_object_get(body, "open"));
    anonymous_add(&draft->anonymous, "/theme", draft->theme);
    anonymous_add_place(&draft->anonymous, "/place", draft->place);
    anonymous_add_place(&draft->anonymous, "/text", draft->text); /* how to get there */
    return TNW_OK;
}

static void
set_moment(struct moment *moment, const struct moment_draft *draft)
{
    moment->day = draft->day;
    moment->roles = draft->roles;
    moment->kinds = draft->kinds;
    moment->open = draft->open;
    (void)snprintf(moment->time, sizeof moment->time, "%s", draft->time == NULL ? "" : draft->time);
    buf_put_str(&moment->zone, draft->zone);
    buf_put_str(&moment->theme, draft->theme);
    buf_put_str(&moment->place, draft->place);
    buf_put_str(&moment->text, draft->text == NULL ? "" : draft->text);
}

static enum tnw_err
check_day(struct call *call, const struct moment_draft *draft)
{
    return draft->day < call->found.today ? problem_at(call, "/date", "rule", "must not be in the past") : TNW_OK;
}

enum tnw_err
op_moment_add(struct call *call, struct txn *txn)
{
    const struct moment_draft *draft = call->ready.draft;
    struct moment moment = {.organiser = call->found.actor, .announced = call->found.now, .version = 1};
    enum tnw_err err = anonymous_check(call, txn, &draft->anonymous);
    if (err == TNW_OK) {
        err = check_day(call, draft);
    }
    if (err == TNW_OK) {
        moment.id = id_new(call->found.now);
        set_moment(&moment, draft);
        moment_create(txn, &moment);
        audit_facts_object(&call->found.audit, ID_MOMENT, &moment.id);
        moments_reply(call, txn, &moment);
        answer_created(call, NULL, ID_MOMENT, &moment.id);
    }
    moment_wipe(&moment);
    return err;
}

enum tnw_err
op_moment_read(struct call *call, struct txn *txn)
{
    struct moment moment;
    enum tnw_err err = moments_open(call, txn, &moment);
    if (err == TNW_OK) {
        moments_reply(call, txn, &moment);
    }
    moment_wipe(&moment);
    return err;
}

static enum tnw_err
open_own_moment(struct call *call, struct txn *txn, struct moment *out)
{
    enum tnw_err err = moments_open(call, txn, out);
    return err == TNW_OK && !moments_is_organiser(call, out)
               ? problem(call, TNW_E_NOT_AUTHOR, "Only who organises a netwerkmoment changes it.")
               : err;
}

/* All who signed up, but oneself. Errors: NO_MEMORY. */
static enum tnw_err
tell_guests(struct call *call, struct txn *txn, const struct moment *moment, enum event_type type)
{
    struct moment_guest guest;
    struct range walk;
    struct buf guests = {0};
    moment_walk_guests(&walk, txn, &moment->id);
    while (moment_next_guest(&walk, &moment->id, &guest)) {
        buf_put_slice(&guests, id_slice(&guest.actor));
    }
    range_close(&walk);
    enum tnw_err err = guests.err;
    for (size_t at = 0; err == TNW_OK && at + ID_SIZE <= guests.len; at += ID_SIZE) {
        struct id actor;
        memcpy(actor.bytes, guests.ptr + at, ID_SIZE);
        if (!person_has(&call->found.person, &actor)) {
            notify(call, txn, &actor, (struct event){.type = type, .object = moment->id});
        }
    }
    buf_free(&guests);
    return err;
}

/* The whole of it, as for a new one. */
enum tnw_err
op_moment_change_prepare(struct call *call)
{
    return op_moment_add_prepare(call);
}

/* Its guests are shown to their host, and told. */
void
op_moment_change_hint(struct call *call, struct txn *snapshot)
{
    const struct id *id = &call->in->path_id[0];
    struct moment_guest guest;
    struct range walk;
    moments_foresee(call, snapshot, id);
    moment_walk_guests(&walk, snapshot, id);
    while (moment_next_guest(&walk, id, &guest)) {
        actor_fetch(snapshot, &(const struct id *){&guest.actor}, 1);
        inbox_hint(snapshot, &guest.actor);
    }
    range_close(&walk);
}

void
op_moment_cancel_hint(struct call *call, struct txn *snapshot)
{
    op_moment_change_hint(call, snapshot);
}

enum tnw_err
op_moment_change(struct call *call, struct txn *txn)
{
    const struct moment_draft *draft = call->ready.draft;
    struct moment before;
    uint64_t wanted = 0;
    enum tnw_err err = open_own_moment(call, txn, &before);
    struct moment moment = {.id = before.id,
                            .organiser = before.organiser,
                            .announced = before.announced,
                            .version = before.version + 1,
                            .guests = before.guests};
    if (err == TNW_OK) {
        err = moments_check_to_come(call, &before);
    }
    if (err == TNW_OK) {
        err = answer_wanted_version(call, &wanted);
    }
    if (err == TNW_OK && wanted != before.version) {
        err = TNW_E_VERSION_CONFLICT;
    }
    if (err == TNW_OK) {
        err = anonymous_check(call, txn, &draft->anonymous);
    }
    if (err == TNW_OK) {
        err = check_day(call, draft);
    }
    if (err == TNW_OK) {
        set_moment(&moment, draft);
        moment_move(txn, &before, &moment);
        err = tell_guests(call, txn, &moment, EVENT_MOMENT_CHANGED);
    }
    if (err == TNW_OK) {
        moments_reply(call, txn, &moment);
    }
    moment_wipe(&before);
    moment_wipe(&moment);
    return err;
}

/* Once more is no fault, and nobody is told again. */
enum tnw_err
op_moment_cancel(struct call *call, struct txn *txn)
{
    struct moment moment;
    enum tnw_err err = open_own_moment(call, txn, &moment);
    bool is_new = err == TNW_OK && moment.cancelled == 0;
    if (is_new) {
        err = moments_check_to_come(call, &moment);
    }
    if (err == TNW_OK && is_new) {
        moment.cancelled = call->found.now;
        moment.version++;
        moment_put(txn, &moment);
        err = tell_guests(call, txn, &moment, EVENT_MOMENT_CANCELLED);
    }
    if (err == TNW_OK) {
        moments_reply(call, txn, &moment);
    }
    moment_wipe(&moment);
    return err;
}
