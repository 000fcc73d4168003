#include "tnw/verify.h"

#include <string.h>

#include "audit/proof.h"
#include "fault.h"
#include "logged.h"
#include "reading.h"
#include "shapes/strict_json.h"
#include "verifier.h"

enum tnw_err
tnw_verify_checkpoint(const struct tnw_verifier *verifier, const char *note, size_t len, struct tnw_seal *seal,
                      struct tnw_finding *finding)
{
    struct checkpoint checkpoint;
    fault_none(finding);
    return verifier_open(verifier, slice_of(note, len), &checkpoint, seal, finding);
}

/* Of the last line only: in an export the lines before it are records. */
enum tnw_err
tnw_verify_named_key(const char *json, size_t len, char key[TNW_KEY_TEXT])
{
    key[0] = 0;
    while (len > 0 && json[len - 1] == '\n') {
        len--;
    }
    const char *last = len == 0 ? NULL : memrchr(json, '\n', len);
    json_t *value;
    enum tnw_err err = strict_json_parse(&value, json, len);
    if (err == TNW_E_CORRUPT && last != NULL) {
        err = strict_json_parse(&value, last + 1, len - (size_t)(last + 1 - json));
    }
    struct note_key parsed;
    const json_t *sealed = json_object_get(value, "sealed");
    bool ok = reading_copy(key, TNW_KEY_TEXT, json_object_get(json_is_object(sealed) ? sealed : value, "key")) &&
              note_key_parse(&parsed, slice_str(key)) == TNW_OK;
    json_decref(value);
    if (!ok) {
        key[0] = 0;
    }
    return ok ? TNW_OK : err == TNW_E_NO_MEMORY ? err : TNW_E_CRYPTO;
}

/* A path as it came in a typed answer. */
static bool
path_of(tnw_texts path, struct proof *out)
{
    out->count = 0;
    for (; path != NULL && path[out->count] != NULL; out->count++) {
        if (out->count == PROOF_PATH || !reading_hash_text(path[out->count], &out->path[out->count])) {
            return false;
        }
    }
    return true;
}

/* Holds the record, when there is one, against what the proof says of it. */
static enum tnw_err
check_record(const char *record, const struct tnw_inclusion *proof, const struct hash *leaf,
             struct tnw_finding *finding)
{
    struct logged logged;
    if (record == NULL) {
        return TNW_OK;
    }
    json_t *json;
    enum tnw_err err = strict_json_parse(&json, record, strlen(record));
    if (err == TNW_OK) {
        err = logged_read(&logged, json);
    }
    if (err == TNW_E_CORRUPT) {
        err = fault_found(finding, TNW_FAULT_FORM, proof->seq, "it is not a record");
    } else if (err == TNW_OK && !hash_eq(&logged.leaf, leaf)) {
        err = fault_found(finding, TNW_FAULT_RECORD, proof->seq, "the record is not what its leaf hash stands for");
    } else if (err == TNW_OK && logged.seq != (uint64_t)proof->seq) {
        err = fault_found(finding, TNW_FAULT_ORDER, proof->seq, "the record says that it is number %llu",
                          (unsigned long long)logged.seq);
    }
    json_decref(json);
    return err;
}

enum tnw_err
tnw_verify_inclusion(const struct tnw_seal *seal, const struct tnw_inclusion *proof, const char *record,
                     struct tnw_finding *finding)
{
    struct proof path;
    struct hash leaf;
    struct hash root;
    fault_none(finding);
    if (!reading_hash_text(seal->root, &root)) {
        return TNW_E_USAGE;
    }
    if (proof->seq < 0 || !reading_hash_text(proof->leaf, &leaf) || !path_of(proof->path, &path)) {
        return fault_found(finding, TNW_FAULT_FORM, FAULT_NOWHERE, "it is not an inclusion proof");
    }
    if (proof->size < 0 || (uint64_t)proof->size != seal->size || strcmp(proof->root, seal->root) != 0) {
        return fault_found(finding, TNW_FAULT_INCLUSION, proof->seq,
                           "the proof is for another log than the checkpoint's");
    }
    enum tnw_err err = check_record(record, proof, &leaf, finding);
    if (err == TNW_OK && proof_check_inclusion(&path, &leaf, (uint64_t)proof->seq, seal->size, &root) != TNW_OK) {
        err = fault_found(finding, TNW_FAULT_INCLUSION, proof->seq, "the proof does not lead to the checkpoint's root");
    }
    return err;
}

enum tnw_err
tnw_verify_consistency(const struct tnw_seal *older, const struct tnw_seal *newer, const struct tnw_consistency *proof,
                       struct tnw_finding *finding)
{
    struct proof path = {0};
    struct hash from;
    struct hash to;
    fault_none(finding);
    if (older->size > newer->size || !reading_hash_text(older->root, &from) || !reading_hash_text(newer->root, &to)) {
        return TNW_E_USAGE;
    }
    if (older->size == newer->size) {
        bool same = strcmp(older->root, newer->root) == 0;
        return same ? TNW_OK
                    : fault_found(finding, TNW_FAULT_FORK, FAULT_NOWHERE, "two checkpoints of size %llu differ",
                                  (unsigned long long)older->size);
    }
    if (proof == NULL || proof->from < 0 || proof->to < 0 || !path_of(proof->path, &path)) {
        return fault_found(finding, TNW_FAULT_FORM, FAULT_NOWHERE, "it is not a consistency proof");
    }
    if ((uint64_t)proof->from != older->size || (uint64_t)proof->to != newer->size) {
        return fault_found(finding, TNW_FAULT_CONSISTENCY, FAULT_NOWHERE, "the proof is for other sizes");
    }
    if (proof_check_consistency(&path, older->size, &from, newer->size, &to) != TNW_OK) {
        return fault_found(finding, TNW_FAULT_CONSISTENCY, FAULT_NOWHERE,
                           "the log of size %llu is not the start of that of size %llu",
                           (unsigned long long)older->size, (unsigned long long)newer->size);
    }
    return TNW_OK;
}
