#include "service/core/caller/employer.h"

#include <string.h>

#include "base/limits.h"
#include "store/records/actor.h"

/* The registration, what it belongs to, and so on: a doctor, their department, the hospital. */
static bool
belongs_to(struct txn *txn, struct id id, const char *cbe)
{
    bool found = false;
    for (int level = 0; level < LIMIT_ORGANISATION_LEVELS && !found && !id_is_zero(&id); level++) {
        struct actor actor;
        if (!actor_get(txn, &id, &actor)) {
            break;
        }
        bool own = actor.identity.kind == IDENTITY_CBE && strcmp(actor.identity.number, cbe) == 0;
        found = own || strcmp(actor.facts.cbe, cbe) == 0;
        id = actor.organisation;
        actor_wipe(&actor);
    }
    return found;
}

bool
employer_has(struct txn *txn, const struct dossier *dossier, const struct person *person)
{
    bool found = false;
    const char *cbe = dossier->facts.employer;
    for (size_t i = 0; cbe[0] != 0 && i < person->count && !found; i++) {
        found = belongs_to(txn, person->actors[i], cbe);
    }
    return found;
}
