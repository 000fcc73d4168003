#include "service/consent/op_consent.h"

#include "audit/record_view.h"
#include "base/limits.h"
#include "service/consent/terms.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/evidence/witnessed.h"
#include "service/operations.h"
#include "store/audit/audit_log.h"

static void
show_terms(struct json_writer *jw, const struct consent *consent, enum terms_step step)
{
    struct buf terms = {0};
    terms_encode(&terms, consent, step);
    if (terms.err != TNW_OK) {
        jw->out->err = terms.err;
    }
    jw_raw(jw, "consent", buf_slice(&terms));
    buf_free(&terms);
}

/* The members of an open object: a record of the log, and that it is in there. */
static enum tnw_err
show_logged_record(struct json_writer *jw, struct call *call, struct txn *txn, uint64_t seq, uint64_t size)
{
    struct slice record;
    struct hash leaf;
    if (!audit_log_get(txn, seq, &record)) {
        return proofs_damaged(call, TNW_E_CORRUPT);
    }
    leaf = merkle_leaf(record);
    jw_raw(jw, "record", record);
    jw_hex(jw, "leaf", hash_slice(&leaf));
    jw_open(jw, "inclusion");
    enum tnw_err err = proofs_show_inclusion(jw, call, txn, seq, size);
    jw_close(jw);
    return err;
}

/* Of an act that gave several: what the record holds of each, in its order. The others' digests tell nothing of them:
 * each has its own salt. */
static enum tnw_err
show_among(struct json_writer *jw, struct call *call, struct txn *txn, const struct consent *consent)
{
    struct slice record;
    struct record_view view;
    if (!audit_log_get(txn, consent->granted_seq, &record) ||
        record_view_parse(&view, record, consent->granted_seq) != TNW_OK) {
        return proofs_damaged(call, TNW_E_CORRUPT);
    }
    if (view.object_count == 0) {
        return TNW_OK;
    }
    struct id ids[LIMIT_GRANTS_AT_ONCE];
    size_t count = view.object_count < LIMIT_GRANTS_AT_ONCE ? view.object_count : LIMIT_GRANTS_AT_ONCE;
    for (size_t i = 0; i < count; i++) {
        ids[i] = record_view_object(&view, i); /* before the next read: the record is the transaction's */
    }
    jw_open_list(jw, "among");
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; i < count && err == TNW_OK; i++) {
        struct consent other;
        struct hash digest;
        err = consent_get(txn, &consent->dossier, &ids[i], &other) ? terms_digest(&other, TERMS_GIVEN, &digest)
                                                                   : proofs_damaged(call, TNW_E_CORRUPT);
        if (err == TNW_OK) {
            jw_hex(jw, NULL, hash_slice(&digest));
        }
        consent_wipe(&other);
    }
    jw_close_list(jw);
    return err;
}

static enum tnw_err
show_withdrawn(struct json_writer *jw, struct call *call, struct txn *txn, const struct consent *consent, uint64_t size)
{
    if (consent->withdrawn == 0) {
        jw_null(jw, "withdrawn");
        return TNW_OK;
    }
    jw_open(jw, "withdrawn");
    show_terms(jw, consent, TERMS_WITHDRAWN);
    enum tnw_err err = show_logged_record(jw, call, txn, consent->withdrawn_seq, size);
    jw_close(jw);
    return err;
}

static enum tnw_err
show_receipt(struct call *call, struct txn *txn, const struct consent *consent, const struct sealed *sealed)
{
    uint64_t size = sealed->checkpoint.size;
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_str(&jw, "type", "tnw/receipt/v1");
    show_terms(&jw, consent, TERMS_GIVEN);
    jw_hex(&jw, "salt", slice_of(consent->salt, CONSENT_SALT));
    jw_open(&jw, "given");
    enum tnw_err err = show_logged_record(&jw, call, txn, consent->granted_seq, size);
    jw_close(&jw);
    if (err == TNW_OK) {
        err = show_among(&jw, call, txn, consent);
    }
    if (err == TNW_OK) {
        err = show_withdrawn(&jw, call, txn, consent, size);
    }
    proofs_show_note(&jw, call, sealed);
    jw_close(&jw);
    answer_shown(call);
    return err;
}

/* The record of a withdrawal tells from where it came: of the patient that is none of the recorder's business. */
static bool
may_have(const struct call *call, const struct access *access, const struct consent *consent)
{
    bool by_caller = consent->withdrawn == 0 || id_eq(&consent->withdrawn_by, &call->found.actor);
    return op_consent_is_own(call, access, consent) && (access->is_subject || by_caller);
}

enum tnw_err
op_consent_receipt(struct call *call, struct txn *txn)
{
    struct access access;
    struct consent consent;
    struct sealed sealed;
    enum tnw_err err = op_consent_find(call, txn, &access, &consent);
    if (err == TNW_OK && !may_have(call, &access, &consent)) {
        err = problem(
            call, TNW_E_ROLE_NOT_ALLOWED,
            "A receipt is for the patient, and for who recorded the consent, unless somebody else withdrew it.");
    }
    if (err == TNW_OK) {
        audit_facts_ground(&call->found.audit, access.is_subject ? "own_dossier" : "recorded");
        err = witnessed_find(call, txn, &sealed);
    }
    uint64_t last = consent.withdrawn == 0 ? consent.granted_seq : consent.withdrawn_seq;
    if (err == TNW_OK && last < sealed.checkpoint.size) {
        err = show_receipt(call, txn, &consent, &sealed);
    } else if (err == TNW_OK) {
        err = problem(call, TNW_E_NOT_SEALED_YET, "The checkpoint of %llu records does not hold this one yet.",
                      (unsigned long long)sealed.checkpoint.size);
    }
    consent_wipe(&consent);
    access_close(&access);
    return err;
}
