/*
 * The hashes of the log's Merkle tree (RFC 9162, section 2.1). Pure.
 */
#ifndef TNW_AUDIT_MERKLE_H
#define TNW_AUDIT_MERKLE_H

#include "crypto/hash.h"
#include "store/audit_log.h"

struct hash merkle_leaf(struct slice record);                               /* SHA-256(0x00 ‖ record) */
struct hash merkle_node(const struct hash *left, const struct hash *right); /* SHA-256(0x01 ‖ left ‖ right) */
struct hash merkle_root(const struct audit_tail *tail); /* of the whole tree; SHA-256("") when it is empty */

#endif
