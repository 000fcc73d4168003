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
merkle_add(uint64_t *size, struct hash peaks[MERKLE_LEVELS], const struct hash *leaf, struct hash *nodes)
{
    struct hash hash = *leaf;
    unsigned level = 0;
    for (; (*size >> level & 1) != 0; level++) {
        hash = merkle_node(&peaks[level], &hash);
        if (nodes != NULL) {
            nodes[level] = hash;
        }
    }
    peaks[level] = hash;
    ++*size;
}

/* The peaks are the perfect subtrees from right to left; RFC 9162 splits at the largest power of two, so the root folds
 * them from the smallest up. */
struct hash
merkle_root(uint64_t size, const struct hash peaks[MERKLE_LEVELS])
{
    struct hash root = hash_of(slice_of("", 0));
    bool first = true;
    for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
        if ((size >> level & 1) == 0) {
            continue;
        }
        root = first ? peaks[level] : merkle_node(&peaks[level], &root);
        first = false;
    }
    return root;
}
