#include "audit/tree.h"

void
tree_add(struct tree *tree, const struct hash *leaf)
{
    merkle_add(&tree->size, tree->peaks, leaf, NULL);
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
