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

/* A tree is its size and its peaks: peaks[level] is the perfect subtree of that level at the right edge, there where bit
 * `level` of size is set. */

/* Appends a leaf. In/Out: size; peaks. Out: nodes: the perfect subtrees that the leaf completes, from level 1 up, one for each
 * one bit at the end of the old size; NULL: not wanted. */
void merkle_add(uint64_t *size, struct hash peaks[MERKLE_LEVELS], const struct hash *leaf, struct hash *nodes);
/* Of the whole tree; SHA-256("") when it is empty. */
struct hash merkle_root(uint64_t size, const struct hash peaks[MERKLE_LEVELS]);

#endif
