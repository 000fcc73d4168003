#include "service/directory/fiche_check.h"

#include "service/core/caller/person.h"
#include "store/records/actor.h"

bool
fiche_check_actor(struct txn *txn, const struct fiche *fiche)
{
    struct actor actor;
    if (id_is_zero(&fiche->actor)) {
        return true;
    }
    bool ok = actor_get(txn, &fiche->actor, &actor) && (actor.roles & ~CODE_BIT(ROLE_PATIENT)) != 0;
    actor_wipe(&actor);
    return ok;
}

bool
fiche_check_whose(const struct world *world, struct txn *txn, const struct fiche *fiche, struct id *first)
{
    struct person organisation;
    if (id_is_zero(&fiche->actor) || !person_registered(world, txn, &fiche->actor, &organisation)) {
        return false;
    }
    *first = organisation.actors[0];
    return true;
}

bool
fiche_check_only_one(const struct world *world, struct txn *txn, const struct fiche *fiche)
{
    struct person organisation;
    struct id other;
    if (id_is_zero(&fiche->actor) || !person_registered(world, txn, &fiche->actor, &organisation)) {
        return true;
    }
    for (size_t i = 0; i < organisation.count; i++) {
        if (fiche_by_actor(txn, &organisation.actors[i], &other) && !id_eq(&other, &fiche->id)) {
            return false;
        }
    }
    return true;
}
