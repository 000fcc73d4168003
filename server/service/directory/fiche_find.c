#include "service/directory/fiche_find.h"

#include "service/core/audit_facts.h"
#include "service/core/caller/belonging.h"
#include "service/core/op.h"

bool
fiche_find_is_shown(struct txn *txn, const struct fiche *fiche)
{
    struct actor actor;
    if (fiche->removed || id_is_zero(&fiche->actor)) {
        return !fiche->removed;
    }
    bool active = actor_get(txn, &fiche->actor, &actor) && !actor.disabled;
    actor_wipe(&actor);
    return active;
}

bool
fiche_find_is_offered(struct txn *txn, const struct fiche *fiche, day_num today)
{
    bool ended = fiche->valid_until != 0 && fiche->valid_until < today;
    return !ended && fiche_find_is_shown(txn, fiche);
}

enum tnw_err
fiche_find_of_path(struct call *call, struct txn *txn, struct fiche *out)
{
    const struct id *id = &call->in->path_id[0];
    if (call->in->op->audit != AUDIT_NONE) { /* what anybody may ask for has no record, and a refusal may be counted */
        audit_facts_object(&call->found.audit, ID_FICHE, id);
    }
    bool there = fiche_get(txn, id, out) && !out->removed;
    bool all = call->found.role == ROLE_BEHEERDER;
    return there && (all || fiche_find_is_shown(txn, out)) ? TNW_OK : TNW_E_NOT_FOUND;
}

bool
fiche_find_is_own(const struct call *call, struct txn *txn, const struct fiche *fiche)
{
    struct actor organisation;
    bool own = false;
    if (id_is_zero(&fiche->actor)) {
        return false;
    }
    if (actor_get(txn, &fiche->actor, &organisation)) {
        own = belonging_to_identity(txn, &call->found.person, &organisation.identity);
        actor_wipe(&organisation);
    }
    return own;
}
