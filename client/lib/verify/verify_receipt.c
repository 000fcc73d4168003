#include <string.h>

#include "fault.h"
#include "json/json.h"
#include "reading.h"
#include "shapes/strict_json.h"
#include "step_proof.h"
#include "tnw/verify.h"
#include "verifier.h"

#define SALT_SIZE 16
/* Consents of one act: more than a server can give. */
#define ACT_MAX 64

/* A receipt under examination. */
struct receipt {
    const json_t *json;
    struct checkpoint sealed;
    uint8_t salt[SALT_SIZE];
    struct tnw_finding *finding;
};

/* One of its two steps: the terms as they were, and the record that says so. */
struct step {
    const char *name;
    const char *action;
    const char *or_action; /* which does the same; NULL: there is none */
    bool may_be_among;     /* its act can have done the same for several consents */
    const char *when;      /* the members of the terms that its record vouches for */
    const char *who;
    const json_t *terms;
    const json_t *proof; /* record, leaf, inclusion */
    struct logged record;
};

static const char *const receipt_members[] = {"type",      "consent", "salt",       "given",
                                              "withdrawn", "key",     "checkpoint", NULL};
static const char *const act_members[] = {"type",      "consent", "salt",       "given", "among",
                                          "withdrawn", "key",     "checkpoint", NULL};
static const char *const given_members[] = {"record", "leaf", "inclusion", NULL};
static const char *const withdrawn_members[] = {"record", "leaf", "inclusion", "consent", NULL};

static enum tnw_err
receipt_misformed(const struct receipt *receipt, const char *where)
{
    return fault_found(receipt->finding, TNW_FAULT_FORM, FAULT_NOWHERE, "%s is not as in a receipt", where);
}

static bool
read_salt(const json_t *value, uint8_t salt[SALT_SIZE])
{
    const char *text = json_string_value(value);
    return text != NULL && strlen(text) == (size_t)2 * SALT_SIZE && hex_decode(salt, SALT_SIZE, text) == TNW_OK;
}

/* Where an act names this consent; -1: nowhere, or twice. */
static int
place_in_act(const json_t *objects, const json_t *id)
{
    int found = -1;
    for (size_t i = 0; i < json_array_size(objects); i++) {
        if (json_equal(json_array_get(objects, i), id)) {
            found = found < 0 ? (int)i : (int)json_array_size(objects);
        }
    }
    return found < (int)json_array_size(objects) ? found : -1;
}

/* One consent's digest is the content; of an act with several, SHA-256("tnw/consents/v1" 0x00 ‖ digests) is, and this
 * one's stands where the record names it. */
static bool
is_content(const struct receipt *receipt, const struct step *step, const struct hash *digest,
           const struct hash *content)
{
    static const char tag[] = "tnw/consents/v1"; /* its NUL is hashed too */
    const json_t *objects = json_object_get(step->record.json, "objects");
    const json_t *among = json_object_get(receipt->json, "among");
    struct hash digests[ACT_MAX];
    size_t count = json_array_size(objects);
    if (!step->may_be_among || objects == NULL) {
        return objects == NULL && hash_eq(digest, content) && (!step->may_be_among || among == NULL);
    }
    int at = place_in_act(objects, json_object_get(step->terms, "id"));
    if (at < 0 || count > ACT_MAX || json_array_size(among) != count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!reading_hash(json_array_get(among, i), &digests[i])) {
            return false;
        }
    }
    struct slice parts[] = {slice_of(tag, sizeof tag), slice_of(digests, count * sizeof digests[0])};
    struct hash act = hash_parts(parts, 2);
    return hash_eq(&digests[at], digest) && hash_eq(&act, content);
}

/* SHA-256("tnw/consent/v1" 0x00 ‖ salt ‖ terms) is what the record holds of the terms. */
static enum tnw_err
check_terms(const struct receipt *receipt, const struct step *step)
{
    static const char tag[] = "tnw/consent/v1"; /* its NUL is hashed too */
    struct buf text = {0};
    struct hash content;
    json_canonical(&text, step->terms);
    enum tnw_err err = text.err;
    if (err == TNW_OK) {
        struct slice parts[] = {slice_of(tag, sizeof tag), slice_of(receipt->salt, SALT_SIZE), buf_slice(&text)};
        struct hash digest = hash_parts(parts, 3);
        if (!reading_hash(json_object_get(step->record.json, "content"), &content) ||
            !is_content(receipt, step, &digest, &content)) {
            err = fault_found(receipt->finding, TNW_FAULT_TERMS, (int64_t)step->record.seq,
                              "the terms of \"%s\" are not those that were recorded", step->name);
        }
    }
    buf_free(&text);
    return err;
}

/* Whether the record is of this step, for this consent. */
static enum tnw_err
check_subject(const struct receipt *receipt, const struct step *step)
{
    const json_t *record = step->record.json;
    const json_t *id = json_object_get(step->terms, "id");
    bool action = step_proof_is_text(record, "action", step->action) ||
                  (step->or_action != NULL && step_proof_is_text(record, "action", step->or_action));
    bool names = json_equal(json_object_get(record, "object"), id) ||
                 (step->may_be_among && place_in_act(json_object_get(record, "objects"), id) >= 0);
    if (!action || !names || !step_proof_is_text(record, "decision", "permit") ||
        !json_equal(json_object_get(record, "dossier"), json_object_get(step->terms, "dossier"))) {
        return fault_found(receipt->finding, TNW_FAULT_SUBJECT, (int64_t)step->record.seq,
                           "the record of \"%s\" is about something else", step->name);
    }
    return TNW_OK;
}

/* It is a record as the server makes them, of the moment and by the one whom the terms name. */
static enum tnw_err
check_rules(const struct receipt *receipt, const struct step *step)
{
    const json_t *record = step->record.json;
    int64_t seq = (int64_t)step->record.seq;
    if (step->record.broken != NULL) {
        return fault_found(receipt->finding, TNW_FAULT_RULE, seq, "the record of \"%s\": %s", step->name,
                           step->record.broken);
    }
    if (!json_equal(json_object_get(record, "time"), json_object_get(step->terms, step->when)) ||
        !json_equal(json_object_get(record, "actor"), json_object_get(step->terms, step->who))) {
        return fault_found(receipt->finding, TNW_FAULT_SUBJECT, seq,
                           "when or by whom, as the terms of \"%s\" say it, is not what was recorded", step->name);
    }
    return TNW_OK;
}

static enum tnw_err
check_step(const struct receipt *receipt, struct step *step, struct tnw_receipt_step *out)
{
    enum tnw_err err = logged_read(&step->record, json_object_get(step->proof, "record"));
    if (err == TNW_E_CORRUPT || !json_is_object(step->terms)) {
        return receipt_misformed(receipt, step->name);
    }
    if (err == TNW_OK) {
        err = check_subject(receipt, step);
    }
    if (err == TNW_OK) {
        err = check_terms(receipt, step);
    }
    if (err == TNW_OK) {
        err = step_proof_check(&receipt->sealed, &step->record, step->proof, step->name, receipt->finding);
    }
    if (err == TNW_OK) {
        err = check_rules(receipt, step);
    }
    if (err != TNW_OK) {
        return err;
    }
    out->seq = step->record.seq;
    return reading_copy(out->time, sizeof out->time, json_object_get(step->record.json, "time")) &&
                   reading_copy(out->actor, sizeof out->actor, json_object_get(step->record.json, "actor"))
               ? TNW_OK
               : receipt_misformed(receipt, step->name);
}

/* Whether all members of one, apart from what a withdrawal changes, stand in the other as well. */
static bool
holds_the_same(const json_t *one, const json_t *other)
{
    json_t *object = json_unconst(one);
    for (void *it = json_object_iter(object); it != NULL; it = json_object_iter_next(object, it)) {
        const char *name = json_object_iter_key(it);
        bool changes = strcmp(name, "withdrawn") == 0 || strcmp(name, "withdrawn_by") == 0;
        if (!changes && !json_equal(json_object_iter_value(it), json_object_get(other, name))) {
            return false;
        }
    }
    return true;
}

/* What the withdrawal may change in the terms: that it happened. Without copies: jansson's lose members when memory
 * runs out. */
static bool
same_but_withdrawn(const json_t *given, const json_t *withdrawn)
{
    return json_is_string(json_object_get(withdrawn, "withdrawn")) &&
           json_is_string(json_object_get(withdrawn, "withdrawn_by")) && holds_the_same(given, withdrawn) &&
           holds_the_same(withdrawn, given);
}

static enum tnw_err
check_steps(const struct receipt *receipt, struct tnw_receipt_proof *proof)
{
    const json_t *withdrawn = json_object_get(receipt->json, "withdrawn");
    struct step given = {.name = "given",
                         .action = "consent.give",
                         .or_action = "consent.answer",
                         .may_be_among = true,
                         .when = "granted",
                         .who = "granted_by",
                         .terms = json_object_get(receipt->json, "consent"),
                         .proof = json_object_get(receipt->json, "given")};
    struct step ended = {.name = "withdrawn",
                         .action = "consent.withdraw",
                         .when = "withdrawn",
                         .who = "withdrawn_by",
                         .terms = json_object_get(withdrawn, "consent"),
                         .proof = withdrawn};
    proof->is_withdrawn = !json_is_null(withdrawn);
    if (!reading_only(given.proof, given_members) ||
        (proof->is_withdrawn && !reading_only(withdrawn, withdrawn_members))) {
        return receipt_misformed(receipt, "a step");
    }
    enum tnw_err err = check_step(receipt, &given, &proof->given);
    if (err == TNW_OK &&
        (!reading_copy(proof->consent, sizeof proof->consent, json_object_get(given.terms, "id")) ||
         !reading_copy(proof->dossier, sizeof proof->dossier, json_object_get(given.terms, "dossier")))) {
        err = receipt_misformed(receipt, "consent");
    }
    if (err == TNW_OK && proof->is_withdrawn) {
        err = check_step(receipt, &ended, &proof->withdrawn);
        if (err == TNW_OK && (!same_but_withdrawn(given.terms, ended.terms) || ended.record.seq <= given.record.seq)) {
            err = fault_found(receipt->finding, TNW_FAULT_SUBJECT, (int64_t)ended.record.seq,
                              "what was withdrawn is not what was given");
        }
    }
    return err;
}

enum tnw_err
tnw_verify_receipt(const struct tnw_verifier *verifier, const char *json, size_t len, struct tnw_receipt_proof *proof,
                   struct tnw_finding *finding)
{
    fault_none(finding);
    json_t *value;
    enum tnw_err err = strict_json_parse(&value, json, len);
    struct receipt receipt = {.json = value, .finding = finding};
    *proof = (struct tnw_receipt_proof){0};
    if (err == TNW_E_NO_MEMORY) {
        return err;
    }
    bool of_act = json_object_get(value, "among") != NULL;
    if (!reading_only(value, of_act ? act_members : receipt_members) ||
        !step_proof_is_text(value, "type", "tnw/receipt/v1") ||
        !read_salt(json_object_get(value, "salt"), receipt.salt)) {
        err = receipt_misformed(&receipt, "it");
    }
    if (err == TNW_OK) {
        err = verifier_open_members(verifier, value, &receipt.sealed, &proof->seal, finding);
    }
    if (err == TNW_OK) {
        err = check_steps(&receipt, proof);
    }
    if (err != TNW_OK) {
        *proof = (struct tnw_receipt_proof){0};
    }
    json_decref(value);
    return err;
}
