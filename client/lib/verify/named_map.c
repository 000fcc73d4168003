#include "named_map.h"

#include "audit/proof.h"
#include "fault.h"
#include "logged.h"
#include "reading.h"

enum tnw_err
named_map_take(const json_t *shown, const struct checkpoint *sealed, struct map_root *map, struct tnw_finding *finding)
{
    struct logged record;
    struct proof path;
    enum tnw_err err = logged_read(&record, json_object_get(shown, "record"));
    *map = (struct map_root){0};
    if (err == TNW_E_CORRUPT || !reading_hashes(json_object_get(shown, "path"), path.path, PROOF_PATH, &path.count)) {
        return fault_found(finding, TNW_FAULT_FORM, FAULT_NOWHERE,
                           "the record that names the map is not as in an access log with proofs");
    }
    if (err != TNW_OK) {
        return err;
    }
    int64_t seq = (int64_t)record.seq;
    if (!record.names_map || record.seq + 1 != sealed->size) {
        return fault_found(finding, TNW_FAULT_MAP, seq,
                           "record %llu is not the checkpoint's last one, which names the map",
                           (unsigned long long)record.seq);
    }
    if (proof_check_inclusion(&path, &record.leaf, record.seq, sealed->size, &sealed->root) != TNW_OK) {
        return fault_found(finding, TNW_FAULT_INCLUSION, seq,
                           "record %llu, which names the map, is not proven to be in the log",
                           (unsigned long long)record.seq);
    }
    if (record.broken != NULL) {
        return fault_found(finding, TNW_FAULT_RULE, seq, "record %llu: %s", (unsigned long long)record.seq,
                           record.broken);
    }
    *map = record.map;
    return TNW_OK;
}
