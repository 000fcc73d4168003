#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/core/tell/tell.h"
#include "service/operations.h"
#include "service/process/facts.h"
#include "service/process/facts/holder.h"
#include "service/process/keeping.h"
#include "service/process/regie.h"
#include "service/process/taking_part.h"

/* The draft is who shall have it; zero: nobody. */
enum tnw_err
op_regie_set_prepare(struct call *call)
{
    struct id *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    *draft = field_id(call->ready.body, "actor", ID_ACTOR);
    return TNW_OK;
}

/* What the patient keeps themself only they hand over. */
static enum tnw_err
check_hand_over(struct call *call, const struct access *access)
{
    const struct dossier *dossier = &access->dossier;
    if ((facts_settable(call, call->found.role) & CODE_BIT(FACT_REGIE)) == 0) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "Your role may not say who keeps the overview.");
    }
    if (!access->is_subject && id_eq(&dossier->facts.regie, &dossier->patient)) {
        return problem(call, TNW_E_CONFLICT, "The patient keeps the overview: only they hand it over.");
    }
    return dossier->closed == 0 ? TNW_OK : TNW_E_DOSSIER_CLOSED;
}

/* Whom the patient put out keeps no overview; but only the patient is told so, who knows that they did. */
static enum tnw_err
check_holder(struct call *call, struct txn *txn, const struct access *access, const struct id *actor)
{
    if (id_is_zero(actor) || holder_can_be_named(call, txn, access, FACT_REGIE, actor)) {
        return txn_error(txn);
    }
    return problem_at(call, "/actor", "reference", "must be the patient, or a participant who can keep the overview");
}

static void
hand_over(struct call *call, struct txn *txn, struct access *access, const struct id *actor)
{
    struct facts_change change = {.given = CODE_BIT(FACT_REGIE), .facts = {.regie = *actor}};
    code_set changed = facts_apply(&access->dossier, &change);
    if (changed != 0) {
        facts_keep(call, txn, access, changed);
        tell_roles(call, txn, access, call->world->policy->fact_read[FACT_REGIE],
                   (struct event){.type = EVENT_REGIE_CHANGED, .object = *actor});
        process_refresh(call, txn, access);
    }
}

enum tnw_err
op_regie_set(struct call *call, struct txn *txn)
{
    const struct id *actor = call->ready.draft;
    struct access access;
    audit_facts_object(&call->found.audit, ID_ACTOR, actor);
    enum tnw_err err = taking_part_open(call, txn, &access);
    if (err == TNW_OK) {
        err = check_hand_over(call, &access);
    }
    if (err == TNW_OK) {
        err = check_holder(call, txn, &access, actor);
    }
    if (err == TNW_OK) {
        hand_over(call, txn, &access, actor);
        struct json_writer jw = answer_open(call);
        jw_open(&jw, NULL);
        regie_show(&jw, call, txn, &access);
        jw_close(&jw);
        answer_shown(call);
    }
    access_close(&access);
    return err;
}
