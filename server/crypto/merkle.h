/*
 * The hashes of the log's Merkle tree (RFC 9162, section 2.1). Pure.
 */
#ifndef TNW_CRYPTO_MERKLE_H
#define TNW_CRYPTO_MERKLE_H

#include "crypto/hash.h"

/* Sizes stay below 2^63. */
#define MERKLE_LEVELS 64

struct hash merkle_leaf(struct slice record);                               /* SHA-256(0x00 ‖ record) */
struct hash merkle_node(const struct hash *left, const struct hash *right); /* SHA-256(0x01 ‖ left ‖ right) */
/* Of the whole tree; SHA-256("") when it is empty. peaks[level] is the perfect subtree of that level at the right edge, there
 * where bit `level` of size is set. */
struct hash merkle_root(uint64_t size, const struct hash peaks[MERKLE_LEVELS]);

#endif
