#include <string.h>

#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/tell/tell.h"
#include "service/directory/registry.h"
#include "service/dossier/dossier_show.h"
#include "service/dossier/double.h"
#include "service/operations.h"
#include "service/process/facts.h"
#include "service/process/keeping.h"

static void
reply_with_dossier(struct call *call, struct txn *txn, const struct access *access)
{
    struct json_writer jw = answer_open(call);
    dossier_show(&jw, call, txn, access);
    answer_shown(call);
}

/* The body of dossier.open and, but for the patient's number, dossier.search. name is the body's. */
struct dossier_draft {
    struct identity patient;
    struct hash index; /* of that identity */
    const char *name;
    struct facts_change facts;
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
        facts_read(body, &draft->facts);
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
    actor = (struct actor){.roles = CODE_BIT(ROLE_PATIENT), .identity = draft->patient, .facts = ACTOR_FACTS_NONE};
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
    out->facts = FACTS_NONE;
    (void)facts_apply(out, &draft->facts);
    if (call->found.role != ROLE_PATIENT) {
        out->participants[0] = (struct participant){.actor = call->found.actor,
                                                    .role = call->found.role,
                                                    .since = call->found.now,
                                                    .added_by = call->found.actor};
        out->participant_count = 1;
    }
}

/* Whether the patient is registered. */
void
op_dossier_open_hint(struct call *call, struct txn *snapshot)
{
    const struct dossier_draft *draft = call->ready.draft;
    if (draft != NULL && call->ready.meaning.err == TNW_OK) {
        actor_hint(snapshot, &draft->index);
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
        err = facts_check(call, txn, &access, &draft->facts);
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
        tell(call, txn, &access, &dossier->patient, EVENT_PARTICIPANT_ADDED, &call->found.actor);
    }
    facts_keep(call, txn, &access, draft->facts.given);
    process_begin(call, txn, &access);
    double_tell(call, txn, &access);
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
    if (access_peek(call, txn, &page->at, &access) != PEEK_OPEN) {
        return;
    }
    if (page_take(page)) {
        dossier_show(&page->jw, call, txn, &access);
        buf_put_slice(&call->found.audit.listed, id_slice(&page->at));
        access_note_sight(call, &access);
    }
    access_close(&access);
}

static enum tnw_err
list_walk(struct call *call, struct txn *txn, struct dossier_walk *walk, struct page *page)
{
    struct id next;
    bool more;
    while ((more = dossier_next(walk, &next)) && page_look(page, &next)) {
        show_candidate(call, txn, page);
    }
    dossier_walk_close(walk);
    page_close_ids(call, page, more);
    return TNW_OK;
}

static enum tnw_err
list_own(struct call *call, struct txn *txn, struct page *page)
{
    struct dossier_walk walk;
    dossier_walk_of_patient(&walk, txn, &call->in->peer.identity_index, &page->at);
    return list_walk(call, txn, &walk, page);
}

enum tnw_err
op_dossier_list(struct call *call, struct txn *txn)
{
    struct page page;
    struct dossier_walk walk;
    enum tnw_err err = page_open_ids(call, &page);
    if (err != TNW_OK) {
        return err;
    }
    if (call->found.role == ROLE_PATIENT) {
        return list_own(call, txn, &page);
    }
    dossier_walk_of_actor(&walk, txn, &call->found.actor, &page.at);
    return list_walk(call, txn, &walk, &page);
}

/* Nothing of a dossier that is none of the caller's business is opened: how long that takes would tell that it exists.
 * And however many of those there are, the caller's own are found. */
static enum tnw_err
search_dossiers(struct call *call, struct txn *txn, const struct hash *patient)
{
    struct page page;
    enum tnw_err err = page_open_ids(call, &page);
    if (err != TNW_OK) {
        return err;
    }
    if (call->found.role == ROLE_PATIENT) {
        if (hash_eq(patient, &call->in->peer.identity_index)) {
            return list_own(call, txn, &page);
        }
        page_close_ids(call, &page, false);
        return TNW_OK;
    }
    struct id next;
    bool more;
    while ((more = dossier_next_of_both(txn, patient, &call->found.actor, &page.at, &next)) &&
           page_look(&page, &next)) {
        show_candidate(call, txn, &page);
    }
    page_close_ids(call, &page, more);
    return TNW_OK;
}

enum tnw_err
op_dossier_search(struct call *call, struct txn *txn)
{
    const struct dossier_draft *draft = call->ready.draft;
    enum tnw_err err = problem_tell(call, &call->ready.meaning);
    return err == TNW_OK ? search_dossiers(call, txn, &draft->index) : err;
}

/* Stored as it is now; all of the dossier are told. */
static void
change_state(struct call *call, struct txn *txn, struct access *access, enum event_type event)
{
    dossier_put(txn, &access->dossier);
    tell_roles(call, txn, access, CODE_ALL(ROLE_COUNT), (struct event){.type = event, .object = access->dossier.id});
    process_refresh(call, txn, access);
    reply_with_dossier(call, txn, access);
}

enum tnw_err
op_dossier_close(struct call *call, struct txn *txn)
{
    struct access access;
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK && !access.is_subject && !access.is_participant) {
        err = TNW_E_ROLE_NOT_ALLOWED;
    }
    if (err == TNW_OK) {
        access_note_sight(call, &access);
        err = access.dossier.closed == 0 ? TNW_OK : TNW_E_DOSSIER_CLOSED;
    }
    if (err == TNW_OK) {
        access.dossier.closed = call->found.now;
        change_state(call, txn, &access, EVENT_DOSSIER_CLOSED);
    }
    access_close(&access);
    return err;
}

/* By the patient, whoever closed it. */
enum tnw_err
op_dossier_reopen(struct call *call, struct txn *txn)
{
    struct access access;
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK) {
        access_note_sight(call, &access);
        err = access.dossier.closed != 0 ? TNW_OK : problem(call, TNW_E_CONFLICT, "The dossier is open.");
    }
    if (err == TNW_OK) {
        access.dossier.closed = 0;
        change_state(call, txn, &access, EVENT_DOSSIER_REOPENED);
    }
    access_close(&access);
    return err;
}
