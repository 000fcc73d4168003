#include "audit/tree.h"

unsigned
tree_add(struct tree *tree, const struct hash *leaf, struct hash nodes[MERKLE_LEVELS])
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
    return level;
}

struct hash
tree_root(const struct tree *tree)
{
    return merkle_root(tree->size, tree->peaks);
}

enum tnw_err
tree_load(struct tree *out, const struct proof_source *source, uint64_t size)
{
    *out = (struct tree){.size = size};
    if (size > source->size) {
        return TNW_E_USAGE;
    }
    for (unsigned level = 0; level < MERKLE_LEVELS - 1; level++) {
        uint64_t past = size >> level; /* the peak is the last subtree of its level, when there is one */
        if ((past & 1) != 0 && !source->node(source->ctx, (uint8_t)level, past - 1, &out->peaks[level])) {
            return TNW_E_CORRUPT;
        }
    }
    return TNW_OK;
}
