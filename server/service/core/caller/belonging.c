#include "service/core/caller/belonging.h"

#include <string.h>

#include "base/limits.h"

static bool
passes(struct txn *txn, struct id id, belonging_test *test, const void *wanted)
{
    bool found = false;
    for (int level = 0; level < LIMIT_ORGANISATION_LEVELS && !found && !id_is_zero(&id); level++) {
        struct actor actor;
        if (!actor_get(txn, &id, &actor)) {
            break;
        }
        found = test(&actor, wanted);
        id = actor.organisation;
        actor_wipe(&actor);
    }
    return found;
}

bool
belonging_of(struct txn *txn, const struct person *person, belonging_test *test, const void *wanted)
{
    bool found = false;
    for (size_t i = 0; i < person->count && !found; i++) {
        found = passes(txn, person->actors[i], test, wanted);
    }
    return found;
}

static bool
has_identity(const struct actor *actor, const void *wanted)
{
    const struct identity *identity = wanted;
    return actor->identity.kind == identity->kind && strcmp(actor->identity.number, identity->number) == 0;
}

bool
belonging_to_identity(struct txn *txn, const struct person *person, const struct identity *identity)
{
    return belonging_of(txn, person, has_identity, identity);
}

static bool
has_enterprise_number(const struct actor *actor, const void *wanted)
{
    const char *cbe = wanted;
    bool own = actor->identity.kind == IDENTITY_CBE && strcmp(actor->identity.number, cbe) == 0;
    return own || strcmp(actor->facts.cbe, cbe) == 0;
}

bool
belonging_to_enterprise(struct txn *txn, const struct person *person, const char *cbe)
{
    return cbe[0] != 0 && belonging_of(txn, person, has_enterprise_number, cbe);
}
