/*
 * The tree of an export's records as it grows, held against the hashes that stand behind each record (docs/protocol.md,
 * part 4).
 */
#ifndef TNW_LIB_EXPORT_TREE_H
#define TNW_LIB_EXPORT_TREE_H

#include <jansson.h>

#include "crypto/merkle.h"
#include "tnw/verify.h"

/* Adds a leaf. In: hashes: the leaf's and those of the perfect subtrees that it completes, from level 1 up. Errors:
 * CRYPTO, with the finding: another number of them, or one that is not what the records give. */
TNW_MUST_CHECK enum tnw_err export_tree_add(struct merkle_tree *tree, const struct hash *leaf, const json_t *hashes,
                                            struct tnw_finding *finding);

#endif
