/*
 * The log's Merkle tree (RFC 9162, section 2.1): its hashes, and how it grows. Pure.
 */
#ifndef TNW_CRYPTO_MERKLE_H
#define TNW_CRYPTO_MERKLE_H

#include "crypto/hash.h"

/* Sizes stay below 2^63. */
#define MERKLE_LEVELS 64

struct hash merkle_leaf(struct slice record);                               /* SHA-256(0x00 ‖ record) */
struct hash merkle_node(const struct hash *left, const struct hash *right); /* SHA-256(0x01 ‖ left ‖ right) */

/* A tree as it grows. Zeros: the empty one. */
struct merkle_tree {
    uint64_t size;
    struct hash
        peaks[MERKLE_LEVELS]; /* the perfect subtree of each level at the right edge, where that bit of size is set */
};

/* Appends a leaf. Out: nodes: the perfect subtrees that it completes, from level 1 up, one for each one bit at the end
 * of the old size; NULL: not wanted. */
void merkle_add(struct merkle_tree *tree, const struct hash *leaf, struct hash *nodes);
/* SHA-256("") when it is empty. */
struct hash merkle_root(const struct merkle_tree *tree);

#endif
