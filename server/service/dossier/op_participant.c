#include <string.h>

#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/core/tell/tell.h"
#include "service/operations.h"
#include "service/process/keeping.h"

/* Who may bring whom in is data (policy.json); a closed dossier takes nobody. */
static enum tnw_err
check_invitation(struct call *call, const struct access *access, enum role role)
{
    bool takes_part = access->is_subject || access->is_participant;
    if (!takes_part || (call->world->policy->may_invite[call->found.role] & CODE_BIT(role)) == 0) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "Your role may not bring the role %s into this dossier.",
                       codes_text(&codes_role, role));
    }
    access_note_sight(call, access);
    return access->dossier.closed == 0 ? TNW_OK : TNW_E_DOSSIER_CLOSED;
}

/* Whom the patient excluded nobody brings back, in any registration: only the patient hears why. */
static enum tnw_err
check_not_out(struct call *call, struct txn *txn, const struct access *access, const struct id *actor)
{
    char consent[ID_TEXT];
    const struct consent_terms *exclusion = access_out(call, txn, access, actor);
    if (exclusion == NULL) {
        return txn_error(txn);
    }
    if (!access->is_subject) {
        return problem(call, TNW_E_CONFLICT, "This actor cannot be brought into this dossier: only the patient can.");
    }
    id_format(consent, ID_CONSENT, &exclusion->id);
    return problem(call, TNW_E_CONFLICT, "You excluded this person: withdraw the exclusion %s first.", consent);
}

static enum tnw_err
check_new(struct call *call, struct txn *txn, const struct access *access, const struct id *actor_id, enum role role)
{
    struct actor actor;
    bool holds = actor_get(txn, actor_id, &actor) && !actor.disabled && (actor.roles & CODE_BIT(role)) != 0;
    bool is_patient = strcmp(actor.identity.number, access->dossier.niss) == 0;
    actor_wipe(&actor);
    if (!holds) {
        return problem_at(call, "/actor", "reference", "must be an active actor that holds this role");
    }
    if (is_patient) {
        return problem_at(call, "/actor", "rule", "is the patient, who is no doctor in their own dossier");
    }
    if (access_participant(access, actor_id, role) != NULL) {
        return problem(call, TNW_E_CONFLICT, "This actor takes part in this role already.");
    }
    int most = access->is_subject ? LIMIT_PARTICIPANTS : LIMIT_PARTICIPANTS_INVITED;
    if (access->dossier.participant_count >= (size_t)most) {
        return access->is_subject
                   ? problem(call, TNW_E_CONFLICT, "The dossier has %zu participants; more is not possible.",
                             access->dossier.participant_count)
                   : problem(call, TNW_E_CONFLICT,
                             "The dossier has %zu participants; more than %d only the patient brings in.",
                             access->dossier.participant_count, most);
    }
    return check_not_out(call, txn, access, actor_id);
}

static void
add_participant(struct call *call, struct txn *txn, struct access *access, const struct participant *who)
{
    struct dossier *dossier = &access->dossier;
    dossier->participants[dossier->participant_count++] = *who;
    if (access->is_subject) {
        dossier->spent[who->role] = 0; /* the patient's own choice */
    }
    dossier_put(txn, dossier);
    dossier_link_actor(txn, &who->actor, &dossier->id);
    tell(call, txn, access, &who->actor, EVENT_PARTICIPANT_ADDED, &who->actor);
    tell(call, txn, access, &dossier->patient, EVENT_PARTICIPANT_ADDED, &who->actor);
    process_refresh(call, txn, access);
}

/* The draft is the participant as far as the body says. */
enum tnw_err
op_participant_add_prepare(struct call *call)
{
    struct participant *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    draft->actor = field_id(call->ready.body, "actor", ID_ACTOR);
    draft->role = (enum role)field_code(call->ready.body, "role", &codes_role, ROLE_NONE);
    return TNW_OK;
}

void
op_participant_add_hint(struct call *call, struct txn *snapshot)
{
    const struct participant *draft = call->ready.draft;
    process_foresee(snapshot, &call->in->path_id[0]);
    if (draft != NULL) {
        const struct id *actor = &draft->actor;
        actor_fetch(snapshot, &actor, 1);
        inbox_hint(snapshot, actor);
    }
}

enum tnw_err
op_participant_add(struct call *call, struct txn *txn)
{
    struct access access;
    struct participant who = *(const struct participant *)call->ready.draft;
    who.since = call->found.now;
    who.added_by = call->found.actor;
    audit_facts_object(&call->found.audit, ID_ACTOR, &who.actor);
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK) {
        err = check_invitation(call, &access, who.role);
    }
    if (err == TNW_OK) {
        err = check_new(call, txn, &access, &who.actor, who.role);
    }
    if (err == TNW_OK) {
        add_participant(call, txn, &access, &who);
        struct json_writer jw = answer_open(call);
        show_participant(&jw, txn, &who);
        answer_created(call, &call->in->path_id[0], ID_ACTOR, &who.actor);
    }
    access_close(&access);
    return err;
}

/* Whether the caller added them, in each of their roles. */
static bool
added_by_caller(const struct call *call, const struct access *access, const struct id *actor)
{
    for (size_t i = 0; i < access->dossier.participant_count; i++) {
        const struct participant *who = &access->dossier.participants[i];
        if (id_eq(&who->actor, actor) && !id_eq(&who->added_by, &call->found.actor)) {
            return false;
        }
    }
    return access->is_participant;
}

/* By the patient, by the participant, or by who added them. */
static enum tnw_err
check_removal(struct call *call, const struct access *access, const struct id *actor)
{
    if (access_participant(access, actor, ROLE_NONE) == NULL) {
        return TNW_E_NOT_FOUND;
    }
    bool own = id_eq(actor, &call->found.actor) || added_by_caller(call, access, actor);
    if (!access->is_subject && !own) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED,
                       "Only the patient, the participant, or who added them may do this.");
    }
    access_note_sight(call, access);
    return TNW_OK;
}

/* spent: their seats are not free again, or whoever brings people in could let one after the other read by law. */
static void
take_away(struct dossier *dossier, const struct id *actor, bool spent)
{
    size_t kept = 0;
    for (size_t i = 0; i < dossier->participant_count; i++) {
        const struct participant *who = &dossier->participants[i];
        if (id_eq(&who->actor, actor)) {
            bool counts = spent && dossier->spent[who->role] < LIMIT_PARTICIPANTS;
            dossier->spent[who->role] = (uint8_t)(dossier->spent[who->role] + counts);
        } else {
            dossier->participants[kept++] = *who;
        }
    }
    dossier->participant_count = kept;
}

void
op_participant_remove_hint(struct call *call, struct txn *snapshot)
{
    process_foresee(snapshot, &call->in->path_id[0]);
    inbox_hint(snapshot, &call->in->path_id[1]);
}

enum tnw_err
op_participant_remove(struct call *call, struct txn *txn)
{
    struct access access;
    struct dossier *dossier = &access.dossier;
    const struct id *actor = &call->in->path_id[1];
    audit_facts_object(&call->found.audit, ID_ACTOR, actor);
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK) {
        err = check_removal(call, &access, actor);
    }
    if (err == TNW_OK) {
        take_away(dossier, actor, !access.is_subject && !id_eq(actor, &call->found.actor));
        dossier_put(txn, &access.dossier);
        tell(call, txn, &access, actor, EVENT_PARTICIPANT_REMOVED, actor);
        tell(call, txn, &access, &dossier->patient, EVENT_PARTICIPANT_REMOVED, actor);
        process_refresh(call, txn, &access);
        answer_empty(call);
    }
    access_close(&access);
    return err;
}
