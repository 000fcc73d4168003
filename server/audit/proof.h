/*
 * Inclusion and consistency proofs of the log's Merkle tree (RFC 9162, section 2.1), at any size that it ever had.
 */
#ifndef TNW_AUDIT_PROOF_H
#define TNW_AUDIT_PROOF_H

#include <stdbool.h>

#include "crypto/merkle.h"

/* Enough for both kinds in a log of up to 2^63 records. */
#define PROOF_PATH 64

/* A path, in the order of RFC 9162: from the leaf's neighbour up. */
struct proof {
    size_t count;
    struct hash path[PROOF_PATH];
};

/* Where the stored hashes of perfect subtrees come from: (level, index) covers the 2^level leaves from index·2^level
 * on. node returns false when it has none. */
struct proof_source {
    bool (*node)(void *ctx, uint8_t level, uint64_t index, struct hash *out);
    void *ctx;
    uint64_t size; /* of the log now; below 2^63 */
};

/* The tree at that size. Reads one node for each bit set in size.
 * Errors: USAGE: size is above the source's; CORRUPT: a node is missing. */
TNW_MUST_CHECK enum tnw_err proof_tree(const struct proof_source *source, uint64_t size, struct merkle_tree *out);
/* Its root. Errors: as above. */
TNW_MUST_CHECK enum tnw_err proof_root(const struct proof_source *source, uint64_t size, struct hash *out);
/* Proves that leaf `index` is in the tree of that size (2.1.3.1), index < size. At most 2·log2(size) reads. Errors: as
 * above. */
TNW_MUST_CHECK enum tnw_err proof_inclusion(const struct proof_source *source, uint64_t index, uint64_t size,
                                            struct proof *out);
/* Proves that the tree of size `from` is the start of that of size `to` (2.1.4.1), from ≤ to. Empty for 0 and for two
 * equal sizes, which RFC 9162 leaves out. At most 2·log2(to) reads. Errors: as above. */
TNW_MUST_CHECK enum tnw_err proof_consistency(const struct proof_source *source, uint64_t from, uint64_t to,
                                              struct proof *out);

/* Checks an inclusion proof (2.1.3.2). leaf: the leaf's hash, not the record. Errors: CRYPTO: it does not prove
 * that. */
TNW_MUST_CHECK enum tnw_err proof_check_inclusion(const struct proof *proof, const struct hash *leaf, uint64_t index,
                                                  uint64_t size, const struct hash *root);
/* Checks a consistency proof (2.1.4.2). Errors: CRYPTO: it does not prove that. */
TNW_MUST_CHECK enum tnw_err proof_check_consistency(const struct proof *proof, uint64_t from,
                                                    const struct hash *from_root, uint64_t to,
                                                    const struct hash *to_root);

#endif
