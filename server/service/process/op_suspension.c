#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/core/tell/tell.h"
#include "service/operations.h"
#include "service/process/keeping.h"
#include "service/process/suspending.h"
#include "service/process/taking_part.h"

static void
wipe_suspension(void *draft)
{
    suspension_wipe(draft);
}

/* The draft is the suspension as far as the body says. */
enum tnw_err
op_suspension_begin_prepare(struct call *call)
{
    struct suspension *draft = call_draft(call, sizeof *draft, wipe_suspension);
    const json_t *body = call->ready.body;
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    const char *reason = field_text(body, "reason");
    draft->terms.purpose = (enum purpose)field_code(body, "purpose", &codes_purpose, PURPOSE_TNW_TRAJECT);
    draft->terms.from = field_date(body, "from", 0);
    draft->terms.until = field_date(body, "until", 0);
    buf_put_str(&draft->reason, reason == NULL ? "" : reason);
    return draft->reason.err;
}

static enum tnw_err
check_role(struct call *call, const struct access *access)
{
    if ((call->world->policy->suspension_write & CODE_BIT(call->found.role)) == 0) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "Your role may not say that a traject stands still.");
    }
    return access->dossier.closed == 0 ? TNW_OK : TNW_E_DOSSIER_CLOSED;
}

/* One that lasts meets all that come later. */
static bool
suspensions_meet(const struct process_suspension *a, const struct process_suspension *b)
{
    return a->purpose == b->purpose && (a->until == 0 || a->until >= b->from) && (b->until == 0 || b->until >= a->from);
}

static enum tnw_err
check_beginning(struct call *call, struct txn *txn, const struct access *access, const struct suspension *draft)
{
    struct process_suspension all[LIMIT_PROCESS_SUSPENSIONS];
    size_t count = suspension_load(txn, &access->dossier.id, all);
    if (!codes_has(call->world->policy->suspension_purposes, draft->terms.purpose)) {
        return problem_at(call, "/purpose", "rule", "is one whose steps never stand still");
    }
    if (draft->terms.from < access->dossier.start || draft->terms.from > call->found.today) {
        return problem_at(call, "/from", "rule", "must lie between the start of the dossier and today");
    }
    if (draft->terms.until != 0 && (draft->terms.until < draft->terms.from || draft->terms.until > call->found.today)) {
        return problem_at(call, "/until", "rule", "must lie between its first day and today: what lasts has none yet");
    }
    for (size_t i = 0; i < count; i++) {
        if (suspensions_meet(&all[i], &draft->terms)) {
            return problem(call, TNW_E_CONFLICT, "It stands still on a day of it already.");
        }
    }
    return count < LIMIT_PROCESS_SUSPENSIONS
               ? txn_error(txn)
               : problem(call, TNW_E_CONFLICT, "There are %d suspensions; more is not possible.",
                         LIMIT_PROCESS_SUSPENSIONS);
}

static void
keep_suspension(struct call *call, struct txn *txn, const struct access *access, const struct suspension *suspension,
                enum event_type event)
{
    suspension_put(txn, suspension);
    tell_roles(call, txn, access, call->world->policy->suspension_read,
               (struct event){.type = event, .object = suspension->terms.id});
    process_refresh(call, txn, access);
    struct json_writer jw = answer_open(call);
    suspending_show(&jw, txn, suspension);
}

enum tnw_err
op_suspension_begin(struct call *call, struct txn *txn)
{
    struct suspension *draft = call->ready.draft;
    struct access access;
    enum tnw_err err = taking_part_open(call, txn, &access);
    if (err == TNW_OK) {
        err = check_role(call, &access);
    }
    if (err == TNW_OK) {
        err = check_beginning(call, txn, &access, draft);
    }
    if (err == TNW_OK) {
        draft->dossier = access.dossier.id;
        draft->terms.id = id_new(call->found.now);
        draft->recorded = call->found.now;
        draft->recorded_by = call->found.actor;
        draft->role = call->found.role;
        draft->ended = draft->terms.until == 0 ? 0 : call->found.now;
        draft->ended_by = draft->terms.until == 0 ? (struct id){0} : call->found.actor;
        audit_facts_object(&call->found.audit, ID_SUSPENSION, &draft->terms.id);
        keep_suspension(call, txn, &access, draft, EVENT_SUSPENSION_BEGUN);
        answer_created(call, &access.dossier.id, ID_SUSPENSION, &draft->terms.id);
    }
    access_close(&access);
    return err;
}

/* The draft is the last day; 0: today. */
enum tnw_err
op_suspension_end_prepare(struct call *call)
{
    day_num *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    *draft = field_date(call->ready.body, "until", 0);
    return TNW_OK;
}

static enum tnw_err
check_end(struct call *call, const struct suspension *suspension, day_num until)
{
    if (suspension->ended != 0) {
        return problem(call, TNW_E_CONFLICT, "It has ended.");
    }
    if (until < suspension->terms.from || until > call->found.today) {
        return problem_at(call, "/until", "rule", "must lie between its first day and today");
    }
    return TNW_OK;
}

void
op_suspension_end_hint(struct call *call, struct txn *snapshot)
{
    process_foresee_told(call, snapshot);
    suspension_hint(snapshot, &call->in->path_id[0], &call->in->path_id[1]);
}

enum tnw_err
op_suspension_end(struct call *call, struct txn *txn)
{
    const day_num *draft = call->ready.draft;
    day_num until = *draft == 0 ? call->found.today : *draft;
    struct access access;
    struct suspension suspension = {.recorded = 0};
    audit_facts_object(&call->found.audit, ID_SUSPENSION, &call->in->path_id[1]);
    enum tnw_err err = taking_part_open(call, txn, &access);
    if (err == TNW_OK) {
        err = check_role(call, &access);
    }
    if (err == TNW_OK && !suspension_get(txn, &access.dossier.id, &call->in->path_id[1], &suspension)) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        err = check_end(call, &suspension, until);
    }
    if (err == TNW_OK) {
        suspension.terms.until = until;
        suspension.ended = call->found.now;
        suspension.ended_by = call->found.actor;
        keep_suspension(call, txn, &access, &suspension, EVENT_SUSPENSION_ENDED);
        answer_shown(call);
    }
    suspension_wipe(&suspension);
    access_close(&access);
    return err;
}
