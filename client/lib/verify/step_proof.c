#include "step_proof.h"

#include <string.h>

#include "audit/proof.h"
#include "fault.h"
#include "reading.h"

static const char *const inclusion_members[] = {"seq", "size", "leaf", "root", "path", NULL};

bool
step_proof_is_text(const json_t *object, const char *name, const char *text)
{
    const char *value = json_string_value(json_object_get(object, name));
    return value != NULL && strcmp(value, text) == 0;
}

enum tnw_err
step_proof_check(const struct checkpoint *sealed, const struct logged *record, const json_t *step, const char *name,
                 struct tnw_finding *finding)
{
    const json_t *inclusion = json_object_get(step, "inclusion");
    struct proof path;
    struct hash leaf[2];
    struct hash root;
    uint64_t seq;
    uint64_t size;
    int64_t at = (int64_t)record->seq;
    if (!reading_only(inclusion, inclusion_members) || !reading_hash(json_object_get(step, "leaf"), &leaf[0]) ||
        !reading_hash(json_object_get(inclusion, "leaf"), &leaf[1]) ||
        !reading_hash(json_object_get(inclusion, "root"), &root) ||
        !reading_count(json_object_get(inclusion, "seq"), &seq) ||
        !reading_count(json_object_get(inclusion, "size"), &size) ||
        !reading_hashes(json_object_get(inclusion, "path"), path.path, PROOF_PATH, &path.count)) {
        return fault_found(finding, TNW_FAULT_FORM, FAULT_NOWHERE, "a proof is not as in a receipt");
    }
    if (!hash_eq(&leaf[0], &record->leaf) || !hash_eq(&leaf[1], &record->leaf)) {
        return fault_found(finding, TNW_FAULT_RECORD, at, "the record of \"%s\" is not what its leaf hash stands for",
                           name);
    }
    if (seq != record->seq || size != sealed->size || !hash_eq(&root, &sealed->root) ||
        proof_check_inclusion(&path, &record->leaf, seq, size, &root) != TNW_OK) {
        return fault_found(finding, TNW_FAULT_INCLUSION, at, "the record of \"%s\" is not proven to be in the log",
                           name);
    }
    return TNW_OK;
}
