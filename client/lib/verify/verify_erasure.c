#include <string.h>

#include "fault.h"
#include "reading.h"
#include "shapes/strict_json.h"
#include "step_proof.h"
#include "tnw/verify.h"
#include "verifier.h"

#define STAGES 3

/* A receipt of an erasure under examination. */
struct erasure_receipt {
    const json_t *json;
    struct checkpoint sealed;
    struct logged records[STAGES]; /* of the stages that it came to */
    struct tnw_finding *finding;
};

static const char *const erasure_members[] = {"type",     "dossier",    "closed", "emptied",
                                              "complete", "checkpoint", "key",    NULL};
static const char *const stage_members[] = {"record", "leaf", "inclusion", NULL};
static const char *const stages[STAGES] = {"closed", "emptied", "complete"};
static const char *const stage_actions[STAGES] = {"dossier.erase", "dossier.emptied", "dossier.erased"};

static enum tnw_err
erasure_misformed(const struct erasure_receipt *receipt, const char *where)
{
    return fault_found(receipt->finding, TNW_FAULT_FORM, FAULT_NOWHERE, "%s is not as in a receipt", where);
}

/* Whether the record is of this stage, for this dossier; the later ones are the server's own. */
static enum tnw_err
check_stage_subject(const struct erasure_receipt *receipt, unsigned stage)
{
    const struct logged *record = &receipt->records[stage];
    bool by_server =
        step_proof_is_text(record->json, "origin", "server") && json_is_null(json_object_get(record->json, "actor"));
    bool right = step_proof_is_text(record->json, "action", stage_actions[stage]) &&
                 step_proof_is_text(record->json, "decision", "permit") &&
                 json_equal(json_object_get(record->json, "dossier"), json_object_get(receipt->json, "dossier")) &&
                 (stage == 0 || by_server);
    if (!right) {
        return fault_found(receipt->finding, TNW_FAULT_SUBJECT, (int64_t)record->seq,
                           "the record of \"%s\" is about something else", stages[stage]);
    }
    return TNW_OK;
}

/* Each stage comes behind the one before, in the log and among the records of the dossier. */
static enum tnw_err
check_stage_order(const struct erasure_receipt *receipt, unsigned stage)
{
    const struct logged *record = &receipt->records[stage];
    if (record->broken != NULL) {
        return fault_found(receipt->finding, TNW_FAULT_RULE, (int64_t)record->seq, "the record of \"%s\": %s",
                           stages[stage], record->broken);
    }
    const struct logged *before = stage == 0 ? NULL : &receipt->records[stage - 1];
    if (before != NULL && (record->seq <= before->seq || record->link.counter <= before->link.counter)) {
        return fault_found(receipt->finding, TNW_FAULT_ORDER, (int64_t)record->seq,
                           "the record of \"%s\" is not behind that of \"%s\"", stages[stage], stages[stage - 1]);
    }
    return TNW_OK;
}

static enum tnw_err
check_stage(struct erasure_receipt *receipt, unsigned stage, struct tnw_erasure_proof *proof)
{
    const json_t *shown = json_object_get(receipt->json, stages[stage]);
    struct logged *record = &receipt->records[stage];
    struct tnw_receipt_step *out = &proof->stages[stage];
    enum tnw_err err = reading_only(shown, stage_members) ? TNW_OK : TNW_E_CORRUPT;
    if (err == TNW_OK) {
        err = logged_read(record, json_object_get(shown, "record"));
    }
    if (err == TNW_E_CORRUPT) {
        return erasure_misformed(receipt, stages[stage]);
    }
    if (err == TNW_OK) {
        err = check_stage_subject(receipt, stage);
    }
    if (err == TNW_OK) {
        err = step_proof_check(&receipt->sealed, record, shown, stages[stage], receipt->finding);
    }
    if (err == TNW_OK) {
        err = check_stage_order(receipt, stage);
    }
    if (err != TNW_OK) {
        return err;
    }
    const json_t *actor = json_object_get(record->json, "actor");
    out->seq = record->seq;
    bool whole = reading_copy(out->time, sizeof out->time, json_object_get(record->json, "time")) &&
                 (json_is_null(actor) || reading_copy(out->actor, sizeof out->actor, actor));
    proof->count = stage + 1;
    return whole ? TNW_OK : erasure_misformed(receipt, stages[stage]);
}

/* Those that it came to, without a hole. */
static enum tnw_err
check_stages(struct erasure_receipt *receipt, struct tnw_erasure_proof *proof)
{
    enum tnw_err err = TNW_OK;
    bool ended = false;
    for (unsigned stage = 0; err == TNW_OK && stage < STAGES; stage++) {
        bool missing = stage > 0 && json_is_null(json_object_get(receipt->json, stages[stage]));
        if (ended && !missing) {
            return erasure_misformed(receipt, stages[stage]);
        }
        ended = missing;
        err = missing ? TNW_OK : check_stage(receipt, stage, proof);
    }
    return err;
}

enum tnw_err
tnw_verify_erasure(const struct tnw_verifier *verifier, const char *json, size_t len, struct tnw_erasure_proof *proof,
                   struct tnw_finding *finding)
{
    fault_none(finding);
    json_t *value;
    enum tnw_err err = strict_json_parse(&value, json, len);
    struct erasure_receipt receipt = {.json = value, .finding = finding};
    *proof = (struct tnw_erasure_proof){0};
    if (err == TNW_E_NO_MEMORY) {
        return err;
    }
    if (!reading_only(value, erasure_members) || !step_proof_is_text(value, "type", "tnw/erasure/v1") ||
        !reading_copy(proof->dossier, sizeof proof->dossier, json_object_get(value, "dossier"))) {
        err = erasure_misformed(&receipt, "it");
    }
    if (err == TNW_OK) {
        err = verifier_open_members(verifier, value, &receipt.sealed, &proof->seal, finding);
    }
    if (err == TNW_OK) {
        err = check_stages(&receipt, proof);
    }
    if (err != TNW_OK) {
        *proof = (struct tnw_erasure_proof){0};
    }
    json_decref(value);
    return err;
}
