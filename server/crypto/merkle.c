#include "crypto/merkle.h"

struct hash
merkle_leaf(struct slice record)
{
    struct slice parts[] = {slice_of("\0", 1), record};
    return hash_parts(parts, 2);
}

struct hash
merkle_node(const struct hash *left, const struct hash *right)
{
    struct slice parts[] = {slice_of("\1", 1), hash_slice(left), hash_slice(right)};
    return hash_parts(parts, 3);
}

void
merkle_add(struct merkle_tree *tree, const struct hash *leaf, struct hash *nodes)
{
    struct hash hash = *leaf;
    unsigned level = 0;
    for (; (tree->size >> level & 1) != 0; level++) {
        hash = merkle_node(&tree->peaks[level], &hash);
        if (nodes != NULL) {
            nodes[level] = hash;
        }
    }
    tree->peaks[level] = hash;
    tree->size++;
}

/* The peaks are the perfect subtrees from right to left; RFC 9162 splits at the largest power of two, so the root folds
 * them from the smallest up. */
struct hash
merkle_root(const struct merkle_tree *tree)
{
    struct hash root = hash_of(slice_of("", 0));
    bool first = true;
    for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
        if ((tree->size >> level & 1) == 0) {
            continue;
        }
        root = first ? tree->peaks[level] : merkle_node(&tree->peaks[level], &root);
        first = false;
    }
    return root;
}
