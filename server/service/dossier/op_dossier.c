#include <string.h>

#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/notify.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/show.h"
#include "service/directory/registry.h"
#include "service/operations.h"

static void
reply_with_dossier(struct call *call, struct txn *txn, const struct access *access)
{
    struct json_writer jw = answer_open(call);
    show_dossier(&jw, call, txn, access);
    answer_shown(call);
}

/* The body of dossier.open and, but for the patient's number, dossier.search. name is the body's. */
struct dossier_draft {
    struct identity patient;
    struct hash index; /* of that identity */
    const char *name;
    day_num start;
    enum employment employment;
};

static enum tnw_err
prepare_patient(struct call *call, const char *niss, const char *pointer)
{
    struct dossier_draft *draft = call_draft(call, sizeof *draft, NULL);
    struct fault *fault = &call->ready.meaning;
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    if (identity_set(&draft->patient, IDENTITY_NISS, niss, call->ready.today) == TNW_OK) {
        draft->index = call_identity_index(call->world, &draft->patient);
    } else {
        fault->err = fault_at(fault, pointer, "format", "must be a NISS");
    }
    return TNW_OK;
}

enum tnw_err
op_dossier_open_prepare(struct call *call)
{
    const json_t *body = call->ready.body;
    const json_t *patient = json_object_get(body, "patient");
    enum tnw_err err = prepare_patient(call, field_text(patient, "niss"), "/patient/niss");
    if (err == TNW_OK) {
        struct dossier_draft *draft = call->ready.draft;
        draft->name = field_text(patient, "name");
        draft->start = field_date(body, "start", 0);
        draft->employment = (enum employment)field_code(body, "employment", &codes_employment, EMPLOYMENT_EMPLOYED);
    }
    return err;
}

enum tnw_err
op_dossier_search_prepare(struct call *call)
{
    return prepare_patient(call, field_text(call->ready.body, "niss"), "/niss");
}

static enum tnw_err
check_patient(struct call *call, const struct identity *patient)
{
    const struct identity *caller = &call->in->peer.identity;
    bool own = caller->kind == IDENTITY_NISS && strcmp(caller->number, patient->number) == 0;
    if (call->found.role == ROLE_PATIENT && !own) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "A patient opens a dossier for themself only.");
    }
    if (call->found.role != ROLE_PATIENT && own) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "In your own dossier you are the patient: act in that role.");
    }
    return TNW_OK;
}

/* Opening a dossier registers its patient, so that they can come in with their eID and see it. */
static enum tnw_err
register_patient(struct call *call, struct txn *txn, const struct dossier_draft *draft, struct id *out)
{
    struct actor actor;
    if (registry_find(txn, &draft->index, ROLE_PATIENT, NULL, &actor)) {
        *out = actor.id;
        actor_wipe(&actor);
        return TNW_OK;
    }
    actor = (struct actor){.roles = CODE_BIT(ROLE_PATIENT), .identity = draft->patient};
    buf_put_str(&actor.name, draft->name);
    buf_put_str(&actor.contact, "{}");
    enum tnw_err err = registry_add(call, txn, &draft->index, &actor);
    *out = actor.id;
    actor_wipe(&actor);
    return err;
}

static void
fill_dossier(const struct call *call, const struct dossier_draft *draft, struct dossier *out)
{
    memcpy(out->niss, draft->patient.number, sizeof out->niss);
    buf_put_str(&out->name, draft->name);
    out->id = id_new(call->found.now);
    out->opened = call->found.now;
    out->opened_by = call->found.actor;
    out->start = draft->start;
    out->employment = draft->employment;
    if (call->found.role != ROLE_PATIENT) {
        out->participants[0] = (struct participant){.actor = call->found.actor,
                                                    .role = call->found.role,
                                                    .since = call->found.now,
                                                    .added_by = call->found.actor};
        out->participant_count = 1;
    }
}

enum tnw_err
op_dossier_open(struct call *call, struct txn *txn)
{
    const struct dossier_draft *draft = call->ready.draft;
    struct access access = {.consents = NULL};
    struct dossier *dossier = &access.dossier;
    enum tnw_err err = problem_tell(call, &call->ready.meaning);
    if (err == TNW_OK) {
        err = check_patient(call, &draft->patient);
    }
    if (err == TNW_OK) {
        err = register_patient(call, txn, draft, &dossier->patient);
    }
    if (err != TNW_OK) {
        goto out;
    }
    fill_dossier(call, draft, dossier);
    dossier_create(txn, dossier, &draft->index);
    if (call->found.role != ROLE_PATIENT) {
        dossier_link_actor(txn, &call->found.actor, &dossier->id);
        notify(call, txn, &dossier->patient, EVENT_PARTICIPANT_ADDED, &dossier->id, &call->found.actor);
    }
    call->found.audit.dossier = dossier->id;
    audit_facts_object(&call->found.audit, ID_DOSSIER, &dossier->id);
    reply_with_dossier(call, txn, &access);
    answer_created(call, NULL, ID_DOSSIER, &dossier->id);
out:
    access_close(&access);
    return err;
}

enum tnw_err
op_dossier_read(struct call *call, struct txn *txn)
{
    struct access access;
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK) {
        access_note_sight(call, &access);
        reply_with_dossier(call, txn, &access);
    }
    access_close(&access);
    return err;
}

/* Shows one candidate when the caller may see it, and files the list's record under it. */
static void
show_candidate(struct call *call, struct txn *txn, struct page *page)
{
    struct access access;
    if (!access_peek(call, txn, &page->at, &access)) {
        return;
    }
    if (page_take(page)) {
        show_dossier(&page->jw, call, txn, &access);
        buf_put_slice(&call->found.audit.listed, id_slice(&page->at));
        access_note_sight(call, &access);
    }
    access_close(&access);
}

/* Nothing of a dossier that is none of the caller's business is opened: how long that takes would tell that it
 * exists. */
static bool
is_candidate(const struct call *call, struct txn *txn, const struct hash *patient, const struct id *dossier)
{
    bool own = call->found.role == ROLE_PATIENT && hash_eq(patient, &call->in->peer.identity_index);
    return own || dossier_has_link(txn, &call->found.actor, dossier);
}

static enum tnw_err
list_dossiers(struct call *call, struct txn *txn, const struct hash *patient)
{
    struct page page;
    enum tnw_err err = page_open_ids(call, ID_DOSSIER, &page);
    if (err != TNW_OK) {
        return err;
    }
    struct id next;
    struct dossier_walk walk;
    bool more;
    if (patient != NULL) {
        dossier_walk_of_patient(&walk, txn, patient, &page.at);
    } else {
        dossier_walk_of_actor(&walk, txn, &call->found.actor, &page.at);
    }
    while ((more = dossier_next(&walk, &next)) && page_look(&page, &next)) {
        if (patient == NULL || is_candidate(call, txn, patient, &next)) {
            show_candidate(call, txn, &page);
        }
    }
    dossier_walk_close(&walk);
    page_close_ids(call, &page, ID_DOSSIER, more);
    return TNW_OK;
}

enum tnw_err
op_dossier_list(struct call *call, struct txn *txn)
{
    return list_dossiers(call, txn, call->found.role == ROLE_PATIENT ? &call->in->peer.identity_index : NULL);
}

enum tnw_err
op_dossier_search(struct call *call, struct txn *txn)
{
    const struct dossier_draft *draft = call->ready.draft;
    enum tnw_err err = problem_tell(call, &call->ready.meaning);
    return err == TNW_OK ? list_dossiers(call, txn, &draft->index) : err;
}

enum tnw_err
op_dossier_close(struct call *call, struct txn *txn)
{
    struct access access;
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err != TNW_OK) {
        goto out;
    }
    if (!access.is_subject && !access.is_participant) {
        err = TNW_E_ROLE_NOT_ALLOWED;
        goto out;
    }
    access_note_sight(call, &access);
    if (access.dossier.closed != 0) {
        err = TNW_E_DOSSIER_CLOSED;
        goto out;
    }
    access.dossier.closed = call->found.now;
    dossier_put(txn, &access.dossier);
    notify(call, txn, &access.dossier.patient, EVENT_DOSSIER_CLOSED, &access.dossier.id, &access.dossier.id);
    for (size_t i = 0; i < access.dossier.participant_count; i++) {
        notify(call, txn, &access.dossier.participants[i].actor, EVENT_DOSSIER_CLOSED, &access.dossier.id,
               &access.dossier.id);
    }
    reply_with_dossier(call, txn, &access);
out:
    access_close(&access);
    return err;
}
