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

/* Opening a dossier registers its patient, so that they can come in with their eID and see it. */
static enum tnw_err
find_patient(struct call *call, struct txn *txn, const struct identity *identity, const char *name, struct id *out)
{
    struct actor actor;
    if (registry_find(call, txn, identity, ROLE_PATIENT, NULL, &actor)) {
        *out = actor.id;
        actor_wipe(&actor);
        return TNW_OK;
    }
    actor = (struct actor){.roles = CODE_BIT(ROLE_PATIENT), .identity = *identity};
    buf_put_str(&actor.name, name);
    buf_put_str(&actor.contact, "{}");
    enum tnw_err err = registry_add(call, txn, &actor);
    *out = actor.id;
    actor_wipe(&actor);
    return err;
}

static enum tnw_err
take_patient(struct call *call, struct txn *txn, struct identity *identity, struct dossier *out)
{
    const json_t *patient = json_object_get(call->ready.body, "patient");
    const char *niss = field_text(patient, "niss");
    if (identity_set(identity, IDENTITY_NISS, niss) != TNW_OK) {
        return problem_at(call, "/patient/niss", "format", "must be a NISS");
    }
    bool own = call->in->peer.identity.kind == IDENTITY_NISS && strcmp(call->in->peer.identity.number, niss) == 0;
    if (call->found.role == ROLE_PATIENT && !own) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "A patient opens a dossier for themself only.");
    }
    if (call->found.role != ROLE_PATIENT && own) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "In your own dossier you are the patient: act in that role.");
    }
    memcpy(out->niss, identity->number, sizeof out->niss);
    buf_put_str(&out->name, field_text(patient, "name"));
    return find_patient(call, txn, identity, field_text(patient, "name"), &out->patient);
}

static void
take_members(struct call *call, struct dossier *out)
{
    out->id = id_new(call->found.now);
    out->opened = call->found.now;
    out->opened_by = call->found.actor;
    out->start = field_date(call->ready.body, "start", 0);
    out->employment =
        (enum employment)field_code(call->ready.body, "employment", &codes_employment, EMPLOYMENT_EMPLOYED);
    if (call->found.role != ROLE_PATIENT) {
        out->participants[0] = (struct participant){.actor = call->found.actor,
                                                    .role = call->found.role,
                                                    .since = call->found.now,
                                                    .added_by = call->found.actor};
        out->participant_count = 1;
    }
}

static void
answer(struct call *call, struct txn *txn, const struct access *access)
{
    struct json_writer jw = answer_open(call);
    show_dossier(&jw, call, txn, access);
    answer_shown(call);
}

enum tnw_err
op_dossier_open(struct call *call, struct txn *txn)
{
    struct access access = {.consents = NULL};
    struct dossier *dossier = &access.dossier;
    struct identity identity;
    enum tnw_err err = take_patient(call, txn, &identity, dossier);
    if (err != TNW_OK) {
        goto out;
    }
    take_members(call, dossier);
    struct hash index = call_identity_index(call->world, &identity);
    dossier_create(txn, dossier, &index);
    if (call->found.role != ROLE_PATIENT) {
        dossier_link_actor(txn, &call->found.actor, &dossier->id);
        notify(call, txn, &dossier->patient, EVENT_PARTICIPANT_ADDED, &dossier->id, &call->found.actor);
    }
    call->found.audit.dossier = dossier->id;
    audit_facts_object(&call->found.audit, ID_DOSSIER, &dossier->id);
    answer(call, txn, &access);
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
        answer(call, txn, &access);
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

/* Nothing of a dossier that is none of the caller's business is opened: how long that takes would tell that it exists. */
static bool
is_candidate(const struct call *call, struct txn *txn, const struct hash *patient, const struct id *dossier)
{
    bool own = call->found.role == ROLE_PATIENT && hash_eq(patient, &call->in->peer.identity_index);
    return own || dossier_has_link(txn, &call->found.actor, dossier);
}

static enum tnw_err
list(struct call *call, struct txn *txn, const struct hash *patient)
{
    struct page page;
    enum tnw_err err = page_open_ids(call, ID_DOSSIER, &page);
    if (err != TNW_OK) {
        return err;
    }
    struct id next;
    bool more;
    while ((more = patient != NULL ? dossier_next_by_patient(txn, patient, &page.at, &next)
                                   : dossier_next_by_actor(txn, &call->found.actor, &page.at, &next)) &&
           page_look(&page, &next)) {
        if (patient == NULL || is_candidate(call, txn, patient, &next)) {
            show_candidate(call, txn, &page);
        }
    }
    page_close_ids(call, &page, ID_DOSSIER, more);
    return TNW_OK;
}

enum tnw_err
op_dossier_list(struct call *call, struct txn *txn)
{
    return list(call, txn, call->found.role == ROLE_PATIENT ? &call->in->peer.identity_index : NULL);
}

enum tnw_err
op_dossier_search(struct call *call, struct txn *txn)
{
    struct identity identity;
    if (identity_set(&identity, IDENTITY_NISS, field_text(call->ready.body, "niss")) != TNW_OK) {
        return problem_at(call, "/niss", "format", "must be a NISS");
    }
    struct hash index = call_identity_index(call->world, &identity);
    return list(call, txn, &index);
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
    answer(call, txn, &access);
out:
    access_close(&access);
    return err;
}
