#include "service/core/caller/person.h"

#include "store/records/actor.h"

/* Reads the registrations of an identity, the one that is known already among them. */
static void
read_registrations(struct txn *txn, const struct hash *identity, struct person *out)
{
    out->count = actor_by_identity(txn, identity, out->actors);
    for (size_t i = 0; i < out->count; i++) {
        struct actor actor;
        if (actor_get(txn, &out->actors[i], &actor)) {
            out->roles |= actor.disabled ? 0 : actor.roles;
            out->organisations[i] = actor.organisation;
            actor_wipe(&actor);
        }
    }
}

bool
person_registered(const struct world *world, struct txn *txn, const struct id *actor, struct person *out)
{
    struct actor known;
    *out = (struct person){.count = 0};
    if (!actor_get(txn, actor, &known)) {
        return false;
    }
    struct hash identity = call_identity_index(world, &known.identity);
    actor_wipe(&known);
    read_registrations(txn, &identity, out);
    return out->count > 0;
}

bool
person_of_actor(const struct call *call, struct txn *txn, const struct id *actor, struct person *out)
{
    return person_registered(call->world, txn, actor, out);
}
