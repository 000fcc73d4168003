#include <string.h>

#include "service/audit_facts.h"
#include "service/field.h"
#include "service/notify.h"
#include "service/operations.h"
#include "service/page.h"
#include "service/problem.h"
#include "service/registry.h"
#include "service/show.h"

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
    const json_t *patient = json_object_get(call->body, "patient");
    const char *niss = field_text(patient, "niss");
    if (identity_set(identity, IDENTITY_NISS, niss, call->today) != TNW_OK) {
        return problem_at(call, "/patient/niss", "format", "must be a NISS");
    }
    bool own = call->peer.identity.kind == IDENTITY_NISS && strcmp(call->peer.identity.number, niss) == 0;
    if (call->role == ROLE_PATIENT && !own) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "A patient opens a dossier for themself only.");
    }
    if (call->role != ROLE_PATIENT && own) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "In your own dossier you are the patient: act in that role.");
    }
    memcpy(out->niss, identity->number, sizeof out->niss);
    buf_put_str(&out->name, field_text(patient, "name"));
    return find_patient(call, txn, identity, field_text(patient, "name"), &out->patient);
}

static void
take_members(struct call *call, struct dossier *out)
{
    out->id = id_new(call->now);
    out->opened = call->now;
    out->opened_by = call->actor;
    out->start = field_date(call->body, "start", 0);
    out->employment = (enum employment)field_code(call->body, "employment", &codes_employment, EMPLOYMENT_EMPLOYED);
    if (call->role != ROLE_PATIENT) {
        out->participants[0] =
            (struct participant){.actor = call->actor, .role = call->role, .since = call->now, .added_by = call->actor};
        out->participant_count = 1;
    }
}

static enum tnw_err
answer(struct call *call, struct txn *txn, const struct access *access, int status)
{
    struct json_writer jw = show_reply(call);
    show_dossier(&jw, call, txn, access);
    show_done(call, status);
    return TNW_OK;
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
    if (call->role != ROLE_PATIENT) {
        dossier_link_actor(txn, &call->actor, &dossier->id);
        notify(call, txn, &dossier->patient, EVENT_PARTICIPANT_ADDED, &dossier->id, &call->actor);
    }
    call->audit.dossier = dossier->id;
    audit_facts_object(&call->audit, ID_DOSSIER, &dossier->id);
    show_location(call, "/v1/dossiers/", ID_DOSSIER, &dossier->id);
    err = answer(call, txn, &access, 201);
out:
    access_close(&access);
    return err;
}

enum tnw_err
op_dossier_read(struct call *call, struct txn *txn)
{
    struct access access;
    enum tnw_err err = access_open(call, txn, &call->path_id[0], &access);
    if (err == TNW_OK) {
        access_note_sight(call, &access);
        err = answer(call, txn, &access, 200);
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
        buf_put_slice(&call->audit.listed, id_slice(&page->at));
        access_note_sight(call, &access);
    }
    access_close(&access);
}

/* Nothing of a dossier that is none of the caller's business is opened: how long that takes would tell that it exists. */
static bool
is_candidate(const struct call *call, struct txn *txn, const struct hash *patient, const struct id *dossier)
{
    bool own = call->role == ROLE_PATIENT && hash_eq(patient, &call->peer.identity_index);
    return own || dossier_has_link(txn, &call->actor, dossier);
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
                                   : dossier_next_by_actor(txn, &call->actor, &page.at, &next)) &&
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
    return list(call, txn, call->role == ROLE_PATIENT ? &call->peer.identity_index : NULL);
}

enum tnw_err
op_dossier_search(struct call *call, struct txn *txn)
{
    struct identity identity;
    if (identity_set(&identity, IDENTITY_NISS, field_text(call->body, "niss"), call->today) != TNW_OK) {
        return problem_at(call, "/niss", "format", "must be a NISS");
    }
    struct hash index = call_identity_index(call->world, &identity);
    return list(call, txn, &index);
}

enum tnw_err
op_dossier_close(struct call *call, struct txn *txn)
{
    struct access access;
    enum tnw_err err = access_open(call, txn, &call->path_id[0], &access);
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
    access.dossier.closed = call->now;
    dossier_put(txn, &access.dossier);
    notify(call, txn, &access.dossier.patient, EVENT_DOSSIER_CLOSED, &access.dossier.id, &access.dossier.id);
    for (size_t i = 0; i < access.dossier.participant_count; i++) {
        notify(call, txn, &access.dossier.participants[i].actor, EVENT_DOSSIER_CLOSED, &access.dossier.id,
               &access.dossier.id);
    }
    err = answer(call, txn, &access, 200);
out:
    access_close(&access);
    return err;
}
