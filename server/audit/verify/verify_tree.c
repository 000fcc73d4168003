#include "audit/verify/verify_tree.h"

/* Records against nodes. What is stored and what is computed are both in doubt: the node above, or the log's tail, says
 * which of them is right, and that one is built upon, so that one bad place is not found again in all nodes above
 * it. */
#include <inttypes.h>

/* A node in doubt. */
struct doubt {
    uint8_t level;
    uint64_t index;
    struct hash stored;
    struct hash computed;
};

/* Whether the stored parent is that over this hash. */
static bool
parent_says(struct verify_run *run, const struct doubt *doubt, const struct hash *hash)
{
    struct hash parent;
    struct hash sibling;
    if (!run->source.node(run->source.ctx, (uint8_t)(doubt->level + 1), doubt->index / 2, &parent)) {
        return false;
    }
    bool right = (doubt->index & 1) != 0;
    if (right) {
        sibling = run->tree.peaks[doubt->level];
    } else if (!run->source.node(run->source.ctx, doubt->level, doubt->index + 1, &sibling)) {
        return false;
    }
    struct hash over = right ? merkle_node(&sibling, hash) : merkle_node(hash, &sibling);
    return hash_eq(&over, &parent);
}

/* Whether it is the peak that the tail has. */
static bool
tail_says(const struct verify_run *run, const struct doubt *doubt, const struct hash *hash)
{
    uint64_t past = run->tail.tree.size >> doubt->level;
    return (past & 1) != 0 && past - 1 == doubt->index && hash_eq(hash, &run->tail.tree.peaks[doubt->level]);
}

static bool
is_confirmed(struct verify_run *run, const struct doubt *doubt, const struct hash *hash)
{
    bool confirmed = tail_says(run, doubt, hash) || parent_says(run, doubt, hash);
    (void)verify_run_was_damaged(run);
    return confirmed;
}

/* Returns the hash to go on with. */
static struct hash
settle_subtrees(struct verify_run *run, const struct doubt *doubt)
{
    uint64_t first = doubt->index << doubt->level;
    uint64_t last = first + (UINT64_C(1) << doubt->level) - 1;
    if (run->holes > first) { /* that a record is missing was told: its hash is not known */
        return doubt->stored;
    }
    if (is_confirmed(run, doubt, &doubt->computed)) {
        verify_run_find(run, VERIFY_TREE,
                        "node (%u, %" PRIu64 "): was changed: it is not that of records %" PRIu64 " to %" PRIu64,
                        doubt->level, doubt->index, first, last);
        return doubt->computed;
    }
    verify_run_find(run, VERIFY_TREE,
                    "records %" PRIu64 " to %" PRIu64 ": one of them was changed: they do not give node (%u, %" PRIu64
                    ")",
                    first, last, doubt->level, doubt->index);
    return doubt->stored;
}

void
verify_tree_add(struct verify_run *run, const struct hash *leaf)
{
    static const struct hash unknown = {{0}};
    struct merkle_tree *tree = &run->tree;
    struct doubt at = {.computed = leaf == NULL ? unknown : *leaf};
    for (; (tree->size >> at.level & 1) != 0 && run->err == TNW_OK;) {
        at.computed = merkle_node(&tree->peaks[at.level], &at.computed);
        at.level++;
        at.index = tree->size >> at.level;
        bool found = run->source.node(run->source.ctx, at.level, at.index, &at.stored);
        if (!verify_run_was_damaged(run) && found && !hash_eq(&at.stored, &at.computed)) {
            at.computed = settle_subtrees(run, &at);
        }
    }
    tree->peaks[at.level] = at.computed;
    tree->size++;
}

void
verify_tree_end(struct verify_run *run)
{
    const struct merkle_tree *tree = &run->tree;
    struct slice record;
    for (unsigned level = 0; level < MERKLE_LEVELS && tree->size == run->tail.tree.size; level++) {
        bool has = (tree->size >> level & 1) != 0;
        if (has && !hash_eq(&tree->peaks[level], &run->tail.tree.peaks[level])) {
            verify_run_find(run, VERIFY_TAIL,
                            "tail: its peak of level %u is not that of the records before record %" PRIu64, level,
                            tree->size);
        }
    }
    if (tree->size == run->tail.tree.size && run->holes != tree->size && run->time != run->tail.time) {
        verify_run_find(run, VERIFY_TAIL, "tail: its time is not that of the last record");
    }
    if (audit_log_get(run->txn, run->tail.tree.size, &record)) {
        verify_run_find(run, VERIFY_TAIL, "record %" PRIu64 ": lies behind the end that the tail says",
                        run->tail.tree.size);
    }
    (void)verify_run_was_damaged(run);
}
