#include "service/consent/op_consent.h"

#include "service/consent/consent_show.h"
#include "service/consent/giving.h"
#include "service/consent/terms.h"
#include "service/core/access.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/core/tell/tell.h"
#include "service/operations.h"
#include "service/process/keeping.h"
#include "store/audit/audit_log.h"

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
op_consent_open_list(struct call *call, struct txn *txn, struct access *access, enum language *language,
                     struct page *page)
{
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], access);
    if (err == TNW_OK) {
        err = language_wanted(call, LANGUAGE_NL, language);
    }
    return err == TNW_OK ? page_open_ids(call, page) : err;
}

enum tnw_err
op_consent_list(struct call *call, struct txn *txn)
{
    struct access access;
    struct page page;
    enum language language;
    enum tnw_err err = op_consent_open_list(call, txn, &access, &language, &page);
    if (err == TNW_OK) {
        struct consent consent;
        struct range walk;
        bool more;
        consent_walk(&walk, txn, &call->in->path_id[0], &page.at);
        while ((more = consent_next(&walk, &call->in->path_id[0], &consent)) && page_look(&page, &consent.id)) {
            if (consent_is_visible(call, &access, &consent) && page_take(&page)) {
                consent_show(&page.jw, call, txn, &access, language, &consent);
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
    enum language language;
    enum tnw_err err = op_consent_find(call, txn, &access, &consent);
    if (err == TNW_OK) {
        err = language_wanted(call, LANGUAGE_NL, &language);
    }
    if (err == TNW_OK) {
        access_note_sight(call, &access);
        struct json_writer jw = answer_open(call);
        consent_show_asked(&jw, call, txn, &access, language, &consent);
        answer_shown(call);
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
    enum language language;
    enum tnw_err err = language_wanted(call, LANGUAGE_NL, &language);
    if (err != TNW_OK) {
        return err;
    }
    if (!op_consent_is_own(call, access, consent)) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED,
                       "Only the patient, or the doctor who recorded it, withdraws a consent.");
    }
    audit_facts_ground(&call->found.audit, access->is_subject ? "own_dossier" : "recorded");
    call->found.audit.categories = consent->categories;
    if (consent->withdrawn == 0) {
        consent->withdrawn = call->found.now;
        consent->withdrawn_by = call->found.actor;
        consent->withdrawn_seq = audit_log_size(txn); /* its own write comes before its record */
        txn_set_error(txn, terms_digest(consent, TERMS_WITHDRAWN, &call->found.audit.content));
        call->found.audit.has_content = true;
        consent_put(txn, consent);
        if (consent->role == ROLE_NONE && !consent->exclude) {
            tell(call, txn, access, &consent->actor, EVENT_CONSENT_WITHDRAWN, &consent->id);
        }
        tell(call, txn, access, &access->dossier.patient, EVENT_CONSENT_WITHDRAWN, &consent->id);
        if (consent->exclude) {
            process_refresh_out(call, txn, &access->dossier.id);
        }
    }
    struct grantee grantee;
    giving_find_grantee(call, txn, consent, &grantee);
    struct json_writer jw = answer_open(call);
    consent_show_change(&jw, call, txn, access, language, consent, &grantee);
    answer_shown(call);
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
