#include "service/directory/registry.h"

#include "service/core/problem.h"
#include "service/core/tell/notify.h"

bool
registry_find(struct txn *txn, const struct hash *identity, enum role role, const struct id *organisation,
              struct actor *out)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    size_t count = actor_by_identity(txn, identity, ids);
    for (size_t i = 0; i < count; i++) {
        if (!actor_get(txn, &ids[i], out)) {
            continue;
        }
        bool fits = organisation == NULL || id_eq(organisation, &out->organisation);
        if (fits && (out->roles & CODE_BIT(role)) != 0) {
            return true;
        }
        actor_wipe(out);
    }
    return false;
}

bool
registry_is_disabled(struct txn *txn, const struct hash *identity)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    size_t count = actor_by_identity(txn, identity, ids);
    bool disabled = false;
    for (size_t i = 0; i < count && !disabled; i++) {
        struct actor actor;
        disabled = actor_get(txn, &ids[i], &actor) && actor.disabled;
        actor_wipe(&actor);
    }
    return disabled;
}

void
registry_set_disabled(struct call *call, struct txn *txn, const struct hash *identity, bool disabled)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    size_t count = actor_by_identity(txn, identity, ids);
    for (size_t i = 0; i < count; i++) {
        struct actor actor;
        if (actor_get(txn, &ids[i], &actor) && actor.disabled != disabled) {
            actor.disabled = disabled;
            actor.epoch++;
            actor_put(txn, &actor);
            notify_wake(call, &actor.id);
        }
        actor_wipe(&actor);
    }
}

enum tnw_err
registry_add(struct call *call, struct txn *txn, const struct hash *identity, struct actor *actor)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    if (actor_by_identity(txn, identity, ids) == LIMIT_IDENTITY_ACTORS) {
        return problem(call, TNW_E_CONFLICT, "This identity has %d registrations, which is the most.",
                       LIMIT_IDENTITY_ACTORS);
    }
    /* Not id_new: from the time in it, who opens a dossier could tell that its patient has had one for long. */
    random_fill(actor->id.bytes, sizeof actor->id.bytes);
    actor->epoch = 1;
    actor->quota_factor = 1;
    actor->disabled = registry_is_disabled(txn, identity);
    actor_put(txn, actor);
    (void)actor_link_identity(txn, identity, &actor->id);
    return TNW_OK;
}
