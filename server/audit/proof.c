#include "audit/proof.h"

#define SIZE_LIMIT (UINT64_C(1) << 63)

/* A run of proving: the path from the root down, and the first error. */
struct run {
    const struct proof_source *source;
    struct proof *path;
    enum tnw_err err;
};

/* The largest power of two below n; n > 1. RFC 9162 calls it k. */
static uint64_t
split_point(uint64_t n)
{
    return UINT64_C(1) << (63 - __builtin_clzll(n - 1));
}

static struct hash
node(struct run *run, uint8_t level, uint64_t index)
{
    struct hash hash = {0};
    if (run->err == TNW_OK && !run->source->node(run->source->ctx, level, index, &hash)) {
        run->err = TNW_E_CORRUPT;
    }
    return hash;
}

/* The hash of the leaves [begin, end) that one subtree of a larger tree covers: its perfect subtrees have the sizes of
 * the bits of its length, the smallest at the right, and fold from there. */
static struct hash
range(struct run *run, uint64_t begin, uint64_t end)
{
    struct hash hash = {0};
    bool first = true;
    for (uint64_t left = end - begin; left > 0; left &= left - 1) {
        uint8_t level = (uint8_t)__builtin_ctzll(left);
        struct hash peak = node(run, level, ((begin + left) >> level) - 1);
        hash = first ? peak : merkle_node(&peak, &hash);
        first = false;
    }
    return hash;
}

static void
push(struct run *run, uint64_t begin, uint64_t end)
{
    run->path->path[run->path->count++] = range(run, begin, end);
}

/* Proving goes from the root down, a path from the leaf up. */
static enum tnw_err
finish(struct run *run)
{
    struct proof *proof = run->path;
    for (size_t i = 0; i < proof->count / 2; i++) {
        struct hash other = proof->path[proof->count - 1 - i];
        proof->path[proof->count - 1 - i] = proof->path[i];
        proof->path[i] = other;
    }
    if (run->err != TNW_OK) {
        proof->count = 0;
    }
    return run->err;
}

static bool
has_size(const struct proof_source *source, uint64_t size)
{
    return size <= source->size && source->size < SIZE_LIMIT;
}

enum tnw_err
proof_tree(const struct proof_source *source, uint64_t size, struct merkle_tree *out)
{
    *out = (struct merkle_tree){.size = size};
    if (!has_size(source, size)) {
        return TNW_E_USAGE;
    }
    struct run run = {.source = source};
    for (uint64_t left = size; left > 0; left &= left - 1) {
        uint8_t level = (uint8_t)__builtin_ctzll(left);
        out->peaks[level] = node(&run, level, (size >> level) - 1); /* the last subtree of its level */
    }
    return run.err;
}

enum tnw_err
proof_root(const struct proof_source *source, uint64_t size, struct hash *out)
{
    struct merkle_tree tree;
    enum tnw_err err = proof_tree(source, size, &tree);
    *out = merkle_root(&tree);
    return err;
}

enum tnw_err
proof_inclusion(const struct proof_source *source, uint64_t index, uint64_t size, struct proof *out)
{
    out->count = 0;
    if (!has_size(source, size) || index >= size) {
        return TNW_E_USAGE;
    }
    struct run run = {.source = source, .path = out};
    for (uint64_t begin = 0, end = size; end - begin > 1;) {
        uint64_t middle = begin + split_point(end - begin);
        if (index < middle) {
            push(&run, middle, end);
            end = middle;
        } else {
            push(&run, begin, middle);
            begin = middle;
        }
    }
    return finish(&run);
}

enum tnw_err
proof_consistency(const struct proof_source *source, uint64_t from, uint64_t to, struct proof *out)
{
    out->count = 0;
    if (!has_size(source, to) || from > to) {
        return TNW_E_USAGE;
    }
    if (from == 0) {
        return TNW_OK;
    }
    struct run run = {.source = source, .path = out};
    uint64_t begin = 0;
    uint64_t end = to;
    while (end != from) {
        uint64_t middle = begin + split_point(end - begin);
        if (from <= middle) {
            push(&run, middle, end);
            end = middle;
        } else {
            push(&run, begin, middle);
            begin = middle;
        }
    }
    if (begin > 0) { /* else the verifier has it already: it is the old root */
        push(&run, begin, end);
    }
    return finish(&run);
}

/* Where the verifier stands: the node on the way up and the last node of its level. */
struct climb {
    uint64_t at;
    uint64_t last;
};

static void
climb_one(struct climb *climb)
{
    climb->at >>= 1;
    climb->last >>= 1;
}

/* RFC 9162, 2.1.3.2 step 4: "If LSB(fn) is set, or if fn is equal to sn". Returns whether the sibling is to the left,
 * and has then moved past the levels at which the node is alone. */
static bool
sibling_is_left(struct climb *climb)
{
    if ((climb->at & 1) == 0 && climb->at != climb->last) {
        return false;
    }
    while ((climb->at & 1) == 0 && climb->at != 0) {
        climb_one(climb);
    }
    return true;
}

enum tnw_err
proof_check_inclusion(const struct proof *proof, const struct hash *leaf, uint64_t index, uint64_t size,
                      const struct hash *root)
{
    if (index >= size || size >= SIZE_LIMIT || proof->count > PROOF_PATH) {
        return TNW_E_CRYPTO;
    }
    struct climb climb = {.at = index, .last = size - 1};
    struct hash hash = *leaf;
    for (size_t i = 0; i < proof->count; i++) {
        if (climb.last == 0) {
            return TNW_E_CRYPTO;
        }
        bool left = sibling_is_left(&climb);
        hash = left ? merkle_node(&proof->path[i], &hash) : merkle_node(&hash, &proof->path[i]);
        climb_one(&climb);
    }
    return climb.last == 0 && hash_eq(&hash, root) ? TNW_OK : TNW_E_CRYPTO;
}

/* The sizes for which there is nothing to prove but what the roots say. */
static enum tnw_err
check_trivial(const struct proof *proof, uint64_t from, const struct hash *from_root, uint64_t to,
              const struct hash *to_root)
{
    struct hash empty = hash_of(slice_of("", 0));
    bool ok =
        proof->count == 0 && (from > 0 || hash_eq(from_root, &empty)) && (from != to || hash_eq(from_root, to_root));
    return ok ? TNW_OK : TNW_E_CRYPTO;
}

enum tnw_err
proof_check_consistency(const struct proof *proof, uint64_t from, const struct hash *from_root, uint64_t to,
                        const struct hash *to_root)
{
    if (from > to || to >= SIZE_LIMIT || proof->count > PROOF_PATH) {
        return TNW_E_CRYPTO;
    }
    if (from == 0 || from == to) {
        return check_trivial(proof, from, from_root, to, to_root);
    }
    if (proof->count == 0) {
        return TNW_E_CRYPTO;
    }
    struct climb climb = {.at = from - 1, .last = to - 1};
    while ((climb.at & 1) != 0) {
        climb_one(&climb);
    }
    /* A `from` that is a power of two is one perfect subtree: the path leaves out its hash, which is the old root. */
    bool perfect = (from & (from - 1)) == 0;
    struct hash old = perfect ? *from_root : proof->path[0];
    struct hash new = old;
    for (size_t i = perfect ? 0 : 1; i < proof->count; i++) {
        const struct hash *sibling = &proof->path[i];
        if (climb.last == 0) {
            return TNW_E_CRYPTO;
        }
        if (sibling_is_left(&climb)) {
            old = merkle_node(sibling, &old);
            new = merkle_node(sibling, &new);
        } else {
            new = merkle_node(&new, sibling);
        }
        climb_one(&climb);
    }
    return climb.last == 0 && hash_eq(&old, from_root) && hash_eq(&new, to_root) ? TNW_OK : TNW_E_CRYPTO;
}
