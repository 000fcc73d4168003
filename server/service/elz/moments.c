#include "service/elz/moments.h"

#include "store/records/actor.h"

static bool
is_of_zone(struct txn *txn, const struct id *id, struct slice zone)
{
    struct actor actor;
    bool has = !id_is_zero(id) && actor_get(txn, id, &actor);
    if (has) {
        has = !actor.disabled && slice_eq(buf_slice(&actor.zone), zone);
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

static void
append_zone(struct txn *txn, const struct id *id, struct buf *out)
{
    struct actor actor;
    if (!id_is_zero(id) && actor_get(txn, id, &actor)) {
        buf_put_slice(out, buf_slice(&actor.zone));
        actor_wipe(&actor);
    }
}

void
moments_own_zone(const struct call *call, struct txn *txn, struct buf *out)
{
    append_zone(txn, &call->found.actor, out);
    if (out->len == 0) {
        append_zone(txn, &call->found.organisation, out);
    }
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

bool
moments_get(const struct call *call, struct txn *txn, const struct id *id, struct moment *out)
{
    if (!moment_get(txn, id, out)) {
        return false;
    }
    struct id guest = moments_guest(call, txn, id);
    return moments_is_organiser(call, out) || !id_is_zero(&guest) ||
           moments_is_own_zone(call, txn, buf_slice(&out->zone));
}
