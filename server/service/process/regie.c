#include "service/process/regie.h"

#include "service/core/show.h"

static bool
is_active(struct txn *txn, const struct id *id)
{
    struct actor actor;
    bool active = actor_get(txn, id, &actor) && !actor.disabled;
    actor_wipe(&actor);
    return active;
}

/* In which role they can keep it; ROLE_NONE: in none. */
static enum role
role_of_holder(const struct call *call, const struct access *access, const struct id *actor)
{
    const struct dossier *dossier = &access->dossier;
    code_set able = call->world->policy->fact_write[FACT_REGIE];
    if (id_eq(actor, &dossier->patient) && (able & CODE_BIT(ROLE_PATIENT)) != 0) {
        return ROLE_PATIENT;
    }
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct participant *who = &dossier->participants[i];
        if (id_eq(actor, &who->actor) && (able & CODE_BIT(who->role)) != 0) {
            return who->role;
        }
    }
    return ROLE_NONE;
}

bool
regie_can_hold(const struct call *call, struct txn *txn, const struct access *access, const struct id *actor)
{
    return role_of_holder(call, access, actor) != ROLE_NONE && is_active(txn, actor);
}

/* Those who still take part: others would be an alert for people who are not there. */
static size_t
count_present(struct txn *txn, const struct access *access)
{
    size_t count = 0;
    for (size_t i = 0; count < 2 && i < access->dossier.participant_count; i++) {
        const struct id *actor = &access->dossier.participants[i].actor;
        bool first = access_participant(access, actor, ROLE_NONE) == &access->dossier.participants[i];
        count += first && is_active(txn, actor);
    }
    return count;
}

bool
regie_lacks(const struct call *call, struct txn *txn, const struct access *access)
{
    const struct id *holder = &access->dossier.facts.regie;
    bool held = !id_is_zero(holder) && regie_can_hold(call, txn, access, holder);
    return access->dossier.closed == 0 && !held && count_present(txn, access) >= 2;
}

bool
regie_is_put_out(const struct call *call, struct txn *txn, const struct access *access)
{
    const struct id *holder = &access->dossier.facts.regie;
    return access->dossier.closed == 0 && !id_is_zero(holder) && access_out(call, txn, access, holder) != NULL;
}

void
regie_show(struct json_writer *jw, const struct call *call, struct txn *txn, const struct access *access)
{
    const struct id *holder = &access->dossier.facts.regie;
    if (!id_is_zero(holder) && regie_can_hold(call, txn, access, holder)) {
        show_person_in(jw, "regie", txn, holder, role_of_holder(call, access, holder));
    } else {
        jw_null(jw, "regie");
    }
    bool lacks = regie_lacks(call, txn, access) || (access->is_subject && regie_is_put_out(call, txn, access));
    jw_str(jw, "alert", lacks ? "no_regie" : NULL);
}
