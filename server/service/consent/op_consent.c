#include "service/consent/op_consent.h"

#include "rules/field.h"
#include "rules/grant.h"
#include "service/consent/giving.h"
#include "service/consent/terms.h"
#include "service/core/access.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/tell.h"
#include "service/operations.h"
#include "store/audit/audit_log.h"

/* The members of an open object. */
static void
show_members(struct json_writer *jw, const struct call *call, const struct consent *consent)
{
    struct grant_period period = {.from = consent->from, .until = consent->until};
    jw_str(jw, "state", grant_state(&period, consent->withdrawn != 0, call->found.today));
    terms_show(jw, consent, TERMS_WITHDRAWN);
}

static void
show_consent(struct json_writer *jw, const struct call *call, const struct consent *consent)
{
    jw_open(jw, NULL);
    show_members(jw, call, consent);
    jw_close(jw);
}

static void
reply_with_consent(struct call *call, const struct consent *consent)
{
    struct json_writer jw = answer_open(call);
    show_consent(&jw, call, consent);
    answer_shown(call);
}

/* What else the patient said of the same: to the patient only, nobody else is shown all of it. */
static void
reply_with_change(struct call *call, const struct access *access, const struct consent *consent,
                  const struct grantee *grantee)
{
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    show_members(&jw, call, consent);
    if (access->is_subject && !consent->exclude && consent->withdrawn == 0) {
        giving_show_beside(&jw, "covered_by", call, access, consent, grantee, BESIDE_COVERS);
        giving_show_beside(&jw, "excluded_by", call, access, consent, grantee, BESIDE_EXCLUDES);
    } else if (access->is_subject && !consent->exclude) {
        giving_show_beside(&jw, "still_covered_by", call, access, consent, grantee, BESIDE_OVERLAPS);
    }
    jw_close(&jw);
    answer_shown(call);
}

/* The consent as far as the body says. */
struct consent_draft {
    struct consent consent;
    bool from_today;
};

static void
consent_draft_wipe(void *draft)
{
    struct consent_draft *it = draft;
    consent_wipe(&it->consent);
}

enum tnw_err
op_consent_give_prepare(struct call *call)
{
    struct consent_draft *draft = call_draft(call, sizeof *draft, consent_draft_wipe);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    const json_t *body = call->ready.body;
    const json_t *grantee = json_object_get(body, "grantee");
    const json_t *evidence = json_object_get(body, "evidence");
    struct consent *out = &draft->consent;
    out->exclude = field_text(body, "effect")[0] == 'e';
    out->role = (enum role)field_code(grantee, "role", &codes_role, ROLE_NONE);
    out->actor = field_id(grantee, "actor", ID_ACTOR);
    out->categories = field_codes(body, "categories", &codes_category, TERMS_EVERYTHING);
    out->actions = field_codes(body, "actions", &codes_action, TERMS_EVERYTHING);
    out->purposes = field_codes(body, "purposes", &codes_purpose, TERMS_EVERYTHING);
    draft->from_today = field_text(body, "from") == NULL;
    out->from = field_date(body, "from", 0);
    out->until = field_date(body, "until", CONSENT_NO_END);
    out->evidence = (enum evidence)field_code(evidence, "kind", &codes_evidence, EVIDENCE_NONE);
    out->evidence_date = field_date(evidence, "date", 0);
    buf_put_slice(&out->reference, slice_str(field_text(evidence, "reference")));
    return out->reference.err;
}

/* Borrows from the draft: not to be wiped. */
static struct consent
consent_of_draft(const struct call *call)
{
    const struct consent_draft *draft = call->ready.draft;
    struct consent consent = draft->consent;
    consent.id = id_new(call->found.now);
    consent.dossier = call->in->path_id[0];
    consent.from = draft->from_today ? call->found.today : consent.from;
    consent.granted = call->found.now;
    consent.granted_by = call->found.actor;
    return consent;
}

/* Notes for the record what the consent says. Returns the record's place: its own write comes before it in the same
 * transaction, so it is where the log ends now. */
static uint64_t
vouch(struct call *call, struct txn *txn, const struct consent *consent, enum terms_step step)
{
    txn_set_error(txn, terms_digest(consent, step, &call->found.audit.content));
    call->found.audit.has_content = true;
    return audit_log_size(txn);
}

static void
give_consent(struct call *call, struct txn *txn, struct access *access, struct consent *consent,
             const struct grantee *grantee)
{
    random_fill(consent->salt, sizeof consent->salt);
    consent->granted_seq = vouch(call, txn, consent, TERMS_GIVEN);
    consent_put(txn, consent);
    if (consent->role == ROLE_NONE && !consent->exclude) {
        dossier_link_actor(txn, &consent->actor, &consent->dossier);
        tell(call, txn, access, &consent->actor, EVENT_CONSENT_GRANTED, &consent->id);
    }
    if (consent->evidence != EVIDENCE_NONE) {
        tell(call, txn, access, &access->dossier.patient, EVENT_CONSENT_RECORDED, &consent->id);
    }
    audit_facts_object(&call->found.audit, ID_CONSENT, &consent->id);
    call->found.audit.categories = consent->categories;
    reply_with_change(call, access, consent, grantee);
    answer_created(call, &consent->dossier, ID_CONSENT, &consent->id);
}

enum tnw_err
op_consent_give(struct call *call, struct txn *txn)
{
    struct access access;
    struct grantee grantee;
    struct consent consent = consent_of_draft(call);
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK) {
        err = giving_check(call, txn, &access, &consent, &grantee);
    }
    if (err == TNW_OK) {
        err = consent.exclude || txn_has_room(txn) ? TNW_OK : TNW_E_STORAGE_FULL; /* the reserve takes access away */
    }
    if (err == TNW_OK) {
        give_consent(call, txn, &access, &consent, &grantee);
    }
    access_close(&access);
    return err;
}

/* The patient sees all; others the grants to them or their role, and what they recorded. Nobody is shown an
 * exclusion. */
static bool
consent_is_visible(const struct call *call, const struct access *access, const struct consent *consent)
{
    if (access->is_subject) {
        return true;
    }
    bool names =
        consent->role == ROLE_NONE ? id_eq(&consent->actor, &call->found.actor) : consent->role == call->found.role;
    return !consent->exclude && (names || id_eq(&consent->granted_by, &call->found.actor));
}

enum tnw_err
op_consent_list(struct call *call, struct txn *txn)
{
    struct access access;
    struct page page;
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK) {
        err = page_open_ids(call, &page);
    }
    if (err == TNW_OK) {
        struct consent consent;
        struct range walk;
        bool more;
        consent_walk(&walk, txn, &call->in->path_id[0], &page.at);
        while ((more = consent_next(&walk, &call->in->path_id[0], &consent)) && page_look(&page, &consent.id)) {
            if (consent_is_visible(call, &access, &consent) && page_take(&page)) {
                show_consent(&page.jw, call, &consent);
            }
            consent_wipe(&consent);
        }
        consent_wipe(&consent);
        range_close(&walk);
        access_note_sight(call, &access);
        page_close_ids(call, &page, more);
    }
    access_close(&access);
    return err;
}

enum tnw_err
op_consent_find(struct call *call, struct txn *txn, struct access *access, struct consent *out)
{
    *out = (struct consent){0};
    audit_facts_object(&call->found.audit, ID_CONSENT, &call->in->path_id[1]);
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], access);
    if (err == TNW_OK && !consent_get(txn, &call->in->path_id[0], &call->in->path_id[1], out)) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK && !consent_is_visible(call, access, out)) {
        err = TNW_E_NOT_FOUND;
    }
    return err;
}

enum tnw_err
op_consent_read(struct call *call, struct txn *txn)
{
    struct access access;
    struct consent consent;
    enum tnw_err err = op_consent_find(call, txn, &access, &consent);
    if (err == TNW_OK) {
        access_note_sight(call, &access);
        reply_with_consent(call, &consent);
    }
    consent_wipe(&consent);
    access_close(&access);
    return err;
}

bool
op_consent_is_own(const struct call *call, const struct access *access, const struct consent *consent)
{
    bool recorded = consent->evidence != EVIDENCE_NONE && id_eq(&consent->granted_by, &call->found.actor);
    return access->is_subject || recorded;
}

/* By the patient, at any time, in a closed dossier too; or by the doctor who recorded it. Twice is once. */
static enum tnw_err
withdraw_consent(struct call *call, struct txn *txn, struct access *access, struct consent *consent)
{
    if (!op_consent_is_own(call, access, consent)) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED,
                       "Only the patient, or the doctor who recorded it, withdraws a consent.");
    }
    audit_facts_ground(&call->found.audit, access->is_subject ? "own_dossier" : "recorded");
    call->found.audit.categories = consent->categories;
    if (consent->withdrawn == 0) {
        consent->withdrawn = call->found.now;
        consent->withdrawn_by = call->found.actor;
        consent->withdrawn_seq = vouch(call, txn, consent, TERMS_WITHDRAWN);
        consent_put(txn, consent);
        if (consent->role == ROLE_NONE && !consent->exclude) {
            tell(call, txn, access, &consent->actor, EVENT_CONSENT_WITHDRAWN, &consent->id);
        }
        tell(call, txn, access, &access->dossier.patient, EVENT_CONSENT_WITHDRAWN, &consent->id);
    }
    struct grantee grantee;
    giving_find_grantee(call, txn, consent, &grantee);
    reply_with_change(call, access, consent, &grantee);
    return txn_error(txn);
}

void
op_consent_withdraw_hint(struct call *call, struct txn *snapshot)
{
    consent_hint(snapshot, &call->in->path_id[0], &call->in->path_id[1]);
}

enum tnw_err
op_consent_withdraw(struct call *call, struct txn *txn)
{
    struct access access;
    struct consent consent;
    enum tnw_err err = op_consent_find(call, txn, &access, &consent);
    if (err == TNW_OK) {
        err = withdraw_consent(call, txn, &access, &consent);
    }
    consent_wipe(&consent);
    access_close(&access);
    return err;
}
