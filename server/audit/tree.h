/*
 * The log's Merkle tree as it grows: what is computed again from the records, to be compared with what is stored.
 */
#ifndef TNW_AUDIT_TREE_H
#define TNW_AUDIT_TREE_H

#include "audit/proof.h"
#include "crypto/merkle.h"

/* As in crypto/merkle.h. Zeros: the empty tree. */
struct tree {
    uint64_t size;
    struct hash peaks[MERKLE_LEVELS];
};

void tree_add(struct tree *tree, const struct hash *leaf);
struct hash tree_root(const struct tree *tree);
/* The tree of that size as it is stored. Errors: CORRUPT: a node is missing; USAGE: the log is not that large. */
TNW_MUST_CHECK enum tnw_err tree_load(struct tree *out, const struct proof_source *source, uint64_t size);

#endif
