#include "service/elz/moments.h"

#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "store/records/actor.h"

static bool
is_of_zone(struct txn *txn, const struct id *id, struct slice zone)
{
    struct actor actor;
    bool has = !id_is_zero(id) && actor_get(txn, id, &actor);
    if (has) {
        has = !actor.disabled && moment_zone_is(buf_slice(&actor.zone), zone);
        actor_wipe(&actor);
    }
    return has;
}

bool
moments_is_own_zone(const struct call *call, struct txn *txn, struct slice zone)
{
    const struct person *person = &call->found.person;
    bool own = false;
    for (size_t i = 0; !own && i < person->count; i++) {
        own = is_of_zone(txn, &person->actors[i], zone) || is_of_zone(txn, &person->organisations[i], zone);
    }
    return own;
}

/* One zone more, if it is none of these. */
static size_t
append_zone(struct txn *txn, const struct id *id, struct buf out[MOMENTS_ZONES], size_t count)
{
    struct actor actor;
    if (id_is_zero(id) || count == MOMENTS_ZONES || !actor_get(txn, id, &actor)) {
        return count;
    }
    bool is_new = !actor.disabled && actor.zone.len > 0;
    for (size_t i = 0; is_new && i < count; i++) {
        is_new = !moment_zone_is(buf_slice(&out[i]), buf_slice(&actor.zone));
    }
    if (is_new) {
        buf_put_slice(&out[count++], buf_slice(&actor.zone));
    }
    actor_wipe(&actor);
    return count;
}

size_t
moments_own_zones(const struct call *call, struct txn *txn, struct buf out[MOMENTS_ZONES])
{
    const struct person *person = &call->found.person;
    size_t count = 0;
    for (size_t i = 0; i < person->count; i++) {
        size_t before = count;
        count = append_zone(txn, &person->actors[i], out, count);
        count = count == before ? append_zone(txn, &person->organisations[i], out, count) : count;
    }
    return count;
}

struct id
moments_guest(const struct call *call, struct txn *txn, const struct id *moment)
{
    const struct person *person = &call->found.person;
    for (size_t i = 0; i < person->count; i++) {
        if (moment_has_guest(txn, moment, &person->actors[i])) {
            return person->actors[i];
        }
    }
    return (struct id){{0}};
}

bool
moments_is_organiser(const struct call *call, const struct moment *moment)
{
    return person_has(&call->found.person, &moment->organiser);
}

void
moments_foresee(struct call *call, struct txn *snapshot, const struct id *id)
{
    struct moment moment;
    struct id actors[LIMIT_IDENTITY_ACTORS];
    size_t count = actor_by_identity(snapshot, &call->in->peer.identity_index, actors);
    moment_hint(snapshot, id);
    for (size_t i = 0; i < count; i++) {
        moment_hint_guest(snapshot, id, &actors[i]);
    }
    if (moment_get(snapshot, id, &moment)) {
        actor_fetch(snapshot, &(const struct id *){&moment.organiser}, 1);
        moment_wipe(&moment);
    }
}

bool
moments_get(const struct call *call, struct txn *txn, const struct id *id, struct moment *out)
{
    if (!moment_get(txn, id, out)) {
        return false;
    }
    if (out->open || moments_is_organiser(call, out)) {
        return true;
    }
    struct id guest = moments_guest(call, txn, id);
    return !id_is_zero(&guest) || moments_is_own_zone(call, txn, buf_slice(&out->zone));
}

bool
moments_is_visible(const struct call *call, struct txn *txn, const struct id *id)
{
    struct moment moment;
    bool visible = moments_get(call, txn, id, &moment);
    moment_wipe(&moment);
    return visible;
}

enum tnw_err
moments_open(struct call *call, struct txn *txn, struct moment *out)
{
    const struct id *id = &call->in->path_id[0];
    audit_facts_object(&call->found.audit, ID_MOMENT, id);
    return moments_get(call, txn, id, out) ? TNW_OK : TNW_E_NOT_FOUND;
}

enum tnw_err
moments_check_to_come(struct call *call, const struct moment *moment)
{
    if (moment->cancelled != 0) {
        return problem(call, TNW_E_CONFLICT, "This netwerkmoment is cancelled.");
    }
    return moment->day < call->found.today ? problem(call, TNW_E_CONFLICT, "This netwerkmoment is over.") : TNW_OK;
}

void
moments_show(struct json_writer *jw, const struct call *call, struct txn *txn, const struct moment *moment)
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
    jw_bool(jw, "open", moment->open);
    jw_time(jw, "cancelled", moment->cancelled);
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

void
moments_reply(struct call *call, struct txn *txn, const struct moment *moment)
{
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    moments_show(&jw, call, txn, moment);
    show_guests(&jw, call, txn, moment);
    jw_close(&jw);
    answer_shown(call);
    answer_version(call, moment->version);
}
