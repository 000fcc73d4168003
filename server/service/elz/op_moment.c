#include <stdio.h>

#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/elz/anonymous.h"
#include "service/elz/moments.h"
#include "service/operations.h"

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
    anonymous_add(&draft->anonymous, "/theme", draft->theme);
    anonymous_add_place(&draft->anonymous, "/place", draft->place);
    anonymous_add(&draft->anonymous, "/text", draft->text);
    return TNW_OK;
}

static void
show_moment(struct json_writer *jw, const struct call *call, struct txn *txn, const struct moment *moment)
{
    struct id guest = moments_guest(call, txn, &moment->id);
    jw_id(jw, "id", ID_MOMENT, &moment->id);
    jw_date(jw, "date", moment->day);
    jw_str(jw, "time", moment->time[0] == 0 ? NULL : moment->time);
    jw_slice(jw, "zone", buf_slice(&moment->zone));
    jw_slice(jw, "theme", buf_slice(&moment->theme));
    jw_slice(jw, "place", buf_slice(&moment->place));
    jw_slice(jw, "text", buf_slice(&moment->text));
    jw_codes(jw, "roles", &codes_role, moment->roles);
    jw_codes(jw, "kinds", &codes_fiche_kind, moment->kinds);
    jw_id(jw, "organiser", ID_ACTOR, &moment->organiser);
    show_name(jw, txn, &moment->organiser);
    jw_int(jw, "guests", moment->guests);
    jw_bool(jw, "signed_up", !id_is_zero(&guest));
}

/* Who signed up is for who organises it; others see how many. */
static void
show_guests(struct json_writer *jw, const struct call *call, struct txn *txn, const struct moment *moment)
{
    struct moment_guest guest;
    struct range walk;
    if (!moments_is_organiser(call, moment)) {
        jw_null(jw, "signups");
        return;
    }
    jw_open_list(jw, "signups");
    moment_walk_guests(&walk, txn, &moment->id);
    while (moment_next_guest(&walk, &moment->id, &guest)) {
        jw_open(jw, NULL);
        jw_id(jw, "actor", ID_ACTOR, &guest.actor);
        show_name(jw, txn, &guest.actor);
        jw_time(jw, "at", guest.since);
        jw_close(jw);
    }
    range_close(&walk);
    jw_close_list(jw);
}

static void
reply_with_moment(struct call *call, struct txn *txn, const struct moment *moment)
{
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    show_moment(&jw, call, txn, moment);
    show_guests(&jw, call, txn, moment);
    jw_close(&jw);
    answer_shown(call);
}

enum tnw_err
op_moment_add(struct call *call, struct txn *txn)
{
    const struct moment_draft *draft = call->ready.draft;
    struct moment moment = {.day = draft->day,
                            .organiser = call->found.actor,
                            .announced = call->found.now,
                            .roles = draft->roles,
                            .kinds = draft->kinds};
    enum tnw_err err = anonymous_check(call, txn, &draft->anonymous);
    if (err == TNW_OK && draft->day < call->found.today) {
        err = problem_at(call, "/date", "rule", "must not be in the past");
    }
    if (err == TNW_OK) {
        moment.id = id_new(call->found.now);
        (void)snprintf(moment.time, sizeof moment.time, "%s", draft->time == NULL ? "" : draft->time);
        buf_put_str(&moment.zone, draft->zone);
        buf_put_str(&moment.theme, draft->theme);
        buf_put_str(&moment.place, draft->place);
        buf_put_str(&moment.text, draft->text == NULL ? "" : draft->text);
        moment_create(txn, &moment);
        audit_facts_object(&call->found.audit, ID_MOMENT, &moment.id);
        reply_with_moment(call, txn, &moment);
        answer_created(call, NULL, ID_MOMENT, &moment.id);
    }
    moment_wipe(&moment);
    return err;
}

static enum tnw_err
open_moment(struct call *call, struct txn *txn, struct moment *out)
{
    const struct id *id = &call->in->path_id[0];
    audit_facts_object(&call->found.audit, ID_MOMENT, id);
    return moments_get(call, txn, id, out) ? TNW_OK : TNW_E_NOT_FOUND;
}

enum tnw_err
op_moment_read(struct call *call, struct txn *txn)
{
    struct moment moment;
    enum tnw_err err = open_moment(call, txn, &moment);
    if (err == TNW_OK) {
        reply_with_moment(call, txn, &moment);
    }
    moment_wipe(&moment);
    return err;
}

static void
list_moment(struct call *call, struct txn *txn, struct page *page, const struct id *id)
{
    struct moment moment;
    if (moments_get(call, txn, id, &moment) && page_take(page)) {
        jw_open(&page->jw, NULL);
        show_moment(&page->jw, call, txn, &moment);
        jw_close(&page->jw);
    }
    moment_wipe(&moment);
}

static enum tnw_err
read_from(struct call *call, day_num *from)
{
    const char *text = page_query(call, "from");
    *from = call->found.today;
    if (text != NULL && date_parse(from, text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER, "from must be a date");
    }
    return TNW_OK;
}

static void
list_zone(struct call *call, struct txn *txn, struct page *page, struct slice zone, day_num from)
{
    struct position row = {.day = from};
    struct range walk;
    bool more;
    moment_walk(&walk, txn, zone, page->day > from ? page->day : from, &page->at);
    while ((more = moment_next(&walk, &row.day, &row.id)) && page_look_in(page, &row)) {
        list_moment(call, txn, page, &row.id);
    }
    range_close(&walk);
    page_close_ids(call, page, more);
}

/* Of the zone that is asked for, or else of the caller's own, from a day on. */
enum tnw_err
op_moment_list(struct call *call, struct txn *txn)
{
    struct page page;
    struct buf zone = {0};
    day_num from;
    enum tnw_err err = read_from(call, &from);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err == TNW_OK) {
        const char *asked = page_query(call, "zone");
        if (asked != NULL) {
            buf_put_str(&zone, asked);
        } else {
            moments_own_zone(call, txn, &zone);
        }
        err = zone.err;
    }
    if (err == TNW_OK) {
        list_zone(call, txn, &page, buf_slice(&zone), from);
    }
    buf_free(&zone);
    return err;
}

enum tnw_err
op_moment_sign_up(struct call *call, struct txn *txn)
{
    struct moment moment;
    enum tnw_err err = open_moment(call, txn, &moment);
    struct id guest = err == TNW_OK ? moments_guest(call, txn, &moment.id) : (struct id){{0}};
    bool is_new = err == TNW_OK && id_is_zero(&guest);
    if (is_new && moment.day < call->found.today) {
        err = problem(call, TNW_E_CONFLICT, "This netwerkmoment is over.");
    } else if (is_new && moment.guests >= LIMIT_MOMENT_GUESTS) {
        err = problem(call, TNW_E_CONFLICT, "This netwerkmoment is full.");
    }
    if (err == TNW_OK) {
        if (is_new) {
            moment.guests++;
            moment_put(txn, &moment);
            moment_put_guest(txn, &moment.id,
                             &(struct moment_guest){.actor = call->found.actor, .since = call->found.now});
        }
        reply_with_moment(call, txn, &moment);
    }
    moment_wipe(&moment);
    return err;
}

enum tnw_err
op_moment_sign_off(struct call *call, struct txn *txn)
{
    struct moment moment;
    enum tnw_err err = open_moment(call, txn, &moment);
    if (err == TNW_OK) {
        struct id guest = moments_guest(call, txn, &moment.id);
        if (!id_is_zero(&guest)) {
            moment.guests--;
            moment_put(txn, &moment);
            moment_del_guest(txn, &moment.id, &guest);
        }
        answer_removed(call);
    }
    moment_wipe(&moment);
    return err;
}
