#include "service/process/facts/holder.h"

#include "store/records/actor.h"

bool
holder_is_active(struct txn *txn, const struct id *id)
{
    struct actor actor;
    bool active = actor_get(txn, id, &actor) && !actor.disabled;
    actor_wipe(&actor);
    return active;
}

enum role
holder_role(const struct call *call, const struct access *access, enum fact fact, const struct id *actor)
{
    const struct policy *policy = call->world->policy;
    const struct dossier *dossier = &access->dossier;
    bool leads = fact == FACT_REGIE;
    code_set able = leads ? policy->fact_write[FACT_REGIE] : policy->fact_among[fact];
    if (leads && id_eq(actor, &dossier->patient) && codes_has(able, ROLE_PATIENT)) {
        return ROLE_PATIENT;
    }
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct participant *who = &dossier->participants[i];
        if (id_eq(actor, &who->actor) && codes_has(able, who->role)) {
            return who->role;
        }
    }
    return ROLE_NONE;
}

bool
holder_can(const struct call *call, struct txn *txn, const struct access *access, enum fact fact,
           const struct id *actor)
{
    return holder_role(call, access, fact, actor) != ROLE_NONE && holder_is_active(txn, actor);
}

bool
holder_can_be_named(const struct call *call, struct txn *txn, const struct access *access, enum fact fact,
                    const struct id *actor)
{
    bool out = access->is_subject && access_out(call, txn, access, actor) != NULL;
    return !out && holder_can(call, txn, access, fact, actor);
}

void
holder_keep_present(const struct call *call, struct txn *txn, const struct access *access, struct facts *facts)
{
    if (!id_is_zero(&facts->regie) && !holder_can(call, txn, access, FACT_REGIE, &facts->regie)) {
        facts->regie = (struct id){0};
    }
    if (!id_is_zero(&facts->contact) && !holder_can_be_named(call, txn, access, FACT_CONTACT, &facts->contact)) {
        facts->contact = (struct id){0};
    }
    if (!id_is_zero(&facts->gmd_holder) &&
        !holder_can_be_named(call, txn, access, FACT_GMD_HOLDER, &facts->gmd_holder)) {
        facts->gmd_holder = (struct id){0};
    }
}
