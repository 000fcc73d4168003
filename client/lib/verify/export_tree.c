#include "export_tree.h"

#include "fault.h"
#include "reading.h"

/* All hashes below the level fit: it is here that records and hashes part. */
static enum tnw_err
differing_hash(uint64_t seq, unsigned level, struct tnw_finding *finding)
{
    unsigned long long last = seq;
    if (level == 0) {
        return fault_found(finding, TNW_FAULT_RECORD, (int64_t)seq,
                           "record %llu is not what the hash behind it stands for: one of them was changed", last);
    }
    return fault_found(finding, TNW_FAULT_RECORD, (int64_t)seq,
                       "records %llu to %llu do not give the hash over them: one of them was changed, or the hash",
                       last + 1 - (1ULL << level), last);
}

enum tnw_err
export_tree_add(struct merkle_tree *tree, const struct hash *leaf, const json_t *hashes, struct tnw_finding *finding)
{
    struct hash stated[MERKLE_LEVELS];
    struct hash made[MERKLE_LEVELS];
    uint64_t seq = tree->size;
    size_t completes = (size_t)__builtin_ctzll(~seq);
    size_t count;
    if (!reading_hashes(hashes, stated, MERKLE_LEVELS, &count) || count != completes + 1) {
        return fault_found(finding, TNW_FAULT_FORM, FAULT_NOWHERE, "the line is not the hashes of record %llu",
                           (unsigned long long)seq);
    }
    made[0] = *leaf;
    merkle_add(tree, leaf, made + 1);
    for (unsigned level = 0; level < count; level++) {
        if (!hash_eq(&made[level], &stated[level])) {
            return differing_hash(seq, level, finding);
        }
    }
    return TNW_OK;
}
