/* Roots and proofs of the log against the definitions of RFC 9162, written out, for all sizes to 257 and a sample up to
 * 100 000; and every proof also with one bit changed in each element. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/proof.h"
#include "crypto/merkle.h"
#include "evidence_naive.h"
#include "unit/evidence_random.h"

#define SMALL 257
#define LARGE 100000

/* Perfect subtrees as the log stores them, and how many were read. */
struct shelf {
    struct evidence_naive *naive;
    size_t reads;
    bool broken;
};

static bool
read_node(void *ctx, uint8_t level, uint64_t index, struct hash *out)
{
    struct shelf *shelf = ctx;
    uint64_t begin = index << level;
    uint64_t end = (index + 1) << level;
    shelf->reads++;
    assert_true(end <= shelf->naive->size);
    *out = evidence_naive_perfect(shelf->naive, level, begin);
    return !shelf->broken;
}

struct world {
    struct evidence_random random;
    struct shelf shelf;
    struct proof_source source;
};

static struct world
world_new(uint64_t size)
{
    struct world world = {.random = evidence_random(size)};
    world.shelf.naive = evidence_naive_new(size);
    world.source = (struct proof_source){.node = read_node, .size = size};
    return world;
}

/* The source points into the world, which has its place only now. */
static void
world_start(struct world *world)
{
    world->source.ctx = &world->shelf;
}

static void
world_free(struct world *world)
{
    evidence_naive_free(&world->shelf.naive);
}

static void
assert_path(const struct proof *proof, const struct hash *path, size_t count)
{
    assert_int_equal(proof->count, count);
    for (size_t i = 0; i < count; i++) {
        assert_true(hash_eq(&proof->path[i], &path[i]));
    }
}

/* One subject of a proof: what a verifier holds besides the path. */
struct claim {
    bool consistency;
    uint64_t first; /* index, or the smaller size */
    uint64_t size;
    struct hash start; /* leaf, or the root of the smaller size */
    struct hash root;
};

static enum tnw_err
check(const struct proof *proof, const struct claim *claim)
{
    return claim->consistency ? proof_check_consistency(proof, claim->first, &claim->start, claim->size, &claim->root)
                              : proof_check_inclusion(proof, &claim->start, claim->first, claim->size, &claim->root);
}

static void
assert_refused(struct evidence_random *random, struct hash *hash, const struct proof *proof, const struct claim *claim)
{
    struct hash good = *hash;
    evidence_random_flip(random, hash->bytes, HASH_SIZE);
    assert_int_equal(check(proof, claim), TNW_E_CRYPTO);
    *hash = good;
}

/* The proof passes; with one bit changed in any of its elements, or one element more or less, it does not. */
static void
assert_tight(struct evidence_random *random, struct proof *proof, struct claim *claim)
{
    assert_int_equal(check(proof, claim), TNW_OK);
    for (size_t i = 0; i < proof->count; i++) {
        assert_refused(random, &proof->path[i], proof, claim);
    }
    assert_refused(random, &claim->root, proof, claim);
    if (!claim->consistency || claim->first > 0) {
        assert_refused(random, &claim->start, proof, claim);
    }
    proof->path[proof->count++] = claim->root;
    assert_int_equal(check(proof, claim), TNW_E_CRYPTO);
    proof->count--;
    if (proof->count > 0) {
        proof->count--;
        assert_int_equal(check(proof, claim), TNW_E_CRYPTO);
        proof->count++;
    }
}

/* The eight inputs of the reference tests of Certificate Transparency (google/certificate-transparency,
 * merkle_tree_test.cc). */
static void
set_reference_leaves(struct evidence_naive *naive)
{
    static const char *const leaves[] = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
    for (size_t i = 0; i < 8; i++) {
        uint8_t bytes[16];
        size_t len = strlen(leaves[i]) / 2;
        assert_int_equal(hex_decode(bytes, len, leaves[i]), TNW_OK);
        naive->leaves[i] = merkle_leaf(slice_of(bytes, len));
    }
    evidence_naive_grow(naive);
}

/* The roots that the same file expects at each size. */
static void
roots_are_the_known_answers_of_certificate_transparency(void **state)
{
    static const char *const roots[] = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    };
    (void)state;
    struct world world = world_new(8);
    world_start(&world);
    set_reference_leaves(world.shelf.naive);
    for (size_t size = 0; size <= 8; size++) {
        struct hash root;
        char text[2 * HASH_SIZE + 1];
        assert_int_equal(proof_root(&world.source, size, &root), TNW_OK);
        hex_encode(text, root.bytes, HASH_SIZE);
        assert_string_equal(text, roots[size]);
    }
    world_free(&world);
}

/* The path that the same file expects for leaf 5 (its sixth) in a tree of 8. */
static void
a_path_is_the_known_answer_of_certificate_transparency(void **state)
{
    static const char *const inclusion[] = {"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"};
    (void)state;
    struct world world = world_new(8);
    world_start(&world);
    set_reference_leaves(world.shelf.naive);
    struct proof proof;
    assert_int_equal(proof_inclusion(&world.source, 5, 8, &proof), TNW_OK);
    assert_int_equal(proof.count, 3);
    for (size_t i = 0; i < 3; i++) {
        char text[2 * HASH_SIZE + 1];
        hex_encode(text, proof.path[i].bytes, HASH_SIZE);
        assert_string_equal(text, inclusion[i]);
    }
    world_free(&world);
}

static struct claim
inclusion_claim(const struct world *world, uint64_t index, uint64_t size)
{
    const struct evidence_naive *naive = world->shelf.naive;
    return (struct claim){
        .first = index, .size = size, .start = naive->leaves[index], .root = evidence_naive_root(naive, 0, size)};
}

static struct claim
consistency_claim(const struct world *world, uint64_t from, uint64_t to)
{
    const struct evidence_naive *naive = world->shelf.naive;
    return (struct claim){.consistency = true,
                          .first = from,
                          .size = to,
                          .start = evidence_naive_root(naive, 0, from),
                          .root = evidence_naive_root(naive, 0, to)};
}

static void
every_root_to_257_is_the_definition(void **state)
{
    (void)state;
    struct world world = world_new(SMALL);
    world_start(&world);
    for (uint64_t size = 0; size <= SMALL; size++) {
        struct hash root;
        struct hash expected = evidence_naive_root(world.shelf.naive, 0, size);
        assert_int_equal(proof_root(&world.source, size, &root), TNW_OK);
        assert_true(hash_eq(&root, &expected));
    }
    world_free(&world);
}

static void
every_inclusion_to_257_is_the_definition_and_tight(void **state)
{
    (void)state;
    struct world world = world_new(SMALL);
    world_start(&world);
    for (uint64_t size = 1; size <= SMALL; size++) {
        struct claim claim = inclusion_claim(&world, 0, size);
        for (uint64_t index = 0; index < size; index++) {
            struct hash path[PROOF_PATH];
            struct proof proof;
            size_t count = evidence_naive_inclusion(world.shelf.naive, index, 0, size, path);
            assert_int_equal(proof_inclusion(&world.source, index, size, &proof), TNW_OK);
            assert_path(&proof, path, count);
            claim.first = index;
            claim.start = world.shelf.naive->leaves[index];
            assert_tight(&world.random, &proof, &claim);
        }
    }
    world_free(&world);
}

static void
every_consistency_to_257_is_the_definition_and_tight(void **state)
{
    (void)state;
    struct world world = world_new(SMALL);
    world_start(&world);
    for (uint64_t to = 0; to <= SMALL; to++) {
        struct claim claim = consistency_claim(&world, 0, to);
        for (uint64_t from = 0; from <= to; from++) {
            struct hash path[PROOF_PATH];
            struct proof proof;
            size_t count = from == 0 ? 0 : evidence_naive_consistency(world.shelf.naive, from, 0, to, true, path);
            assert_int_equal(proof_consistency(&world.source, from, to, &proof), TNW_OK);
            assert_path(&proof, path, count);
            claim.first = from;
            claim.start = evidence_naive_root(world.shelf.naive, 0, from);
            if (from > 0) {
                assert_tight(&world.random, &proof, &claim);
            }
        }
    }
    world_free(&world);
}

/* 2·log2(100 000) is 34. */
static void
a_sample_to_100000_is_the_definition_tight_and_read_in_log_n(void **state)
{
    (void)state;
    struct world world = world_new(LARGE);
    world_start(&world);
    for (unsigned i = 0; i < 300; i++) {
        struct hash path[PROOF_PATH];
        struct proof proof;
        uint64_t size = 1 + evidence_random_below(&world.random, LARGE);
        uint64_t first = evidence_random_below(&world.random, size);
        struct claim claim = inclusion_claim(&world, first, size);
        size_t count = evidence_naive_inclusion(world.shelf.naive, first, 0, size, path);
        world.shelf.reads = 0;
        assert_int_equal(proof_inclusion(&world.source, first, size, &proof), TNW_OK);
        assert_true(world.shelf.reads <= 34);
        assert_path(&proof, path, count);
        assert_tight(&world.random, &proof, &claim);

        claim = consistency_claim(&world, first + 1, size);
        count = evidence_naive_consistency(world.shelf.naive, first + 1, 0, size, true, path);
        world.shelf.reads = 0;
        assert_int_equal(proof_consistency(&world.source, first + 1, size, &proof), TNW_OK);
        assert_true(world.shelf.reads <= 34);
        assert_path(&proof, path, count);
        assert_tight(&world.random, &proof, &claim);
    }
    world_free(&world);
}

static void
what_cannot_be_proven_is_refused(void **state)
{
    (void)state;
    struct world world = world_new(100);
    world_start(&world);
    struct proof proof;
    struct hash root;
    assert_int_equal(proof_root(&world.source, 101, &root), TNW_E_USAGE);
    assert_int_equal(proof_inclusion(&world.source, 100, 100, &proof), TNW_E_USAGE);
    assert_int_equal(proof_inclusion(&world.source, 0, 0, &proof), TNW_E_USAGE);
    assert_int_equal(proof_inclusion(&world.source, 3, 101, &proof), TNW_E_USAGE);
    assert_int_equal(proof_consistency(&world.source, 51, 50, &proof), TNW_E_USAGE);
    assert_int_equal(proof_consistency(&world.source, 5, 101, &proof), TNW_E_USAGE);
    world.shelf.broken = true;
    assert_int_equal(proof_root(&world.source, 99, &root), TNW_E_CORRUPT);
    assert_int_equal(proof_inclusion(&world.source, 7, 99, &proof), TNW_E_CORRUPT);
    assert_int_equal(proof_consistency(&world.source, 7, 99, &proof), TNW_E_CORRUPT);
    assert_int_equal(proof.count, 0);
    world_free(&world);
}

/* A proof is of one place and two sizes: with another number it fails, even where the paths are of one length. */
static void
a_proof_does_not_pass_for_other_numbers(void **state)
{
    (void)state;
    struct world world = world_new(100);
    world_start(&world);
    struct proof proof;
    struct claim claim = inclusion_claim(&world, 37, 100);
    assert_int_equal(proof_inclusion(&world.source, 37, 100, &proof), TNW_OK);
    for (uint64_t index = 0; index < 130; index++) {
        claim.first = index;
        assert_int_equal(check(&proof, &claim), index == 37 ? TNW_OK : TNW_E_CRYPTO);
    }
    claim.first = UINT64_MAX;
    assert_int_equal(check(&proof, &claim), TNW_E_CRYPTO);
    claim = consistency_claim(&world, 37, 100);
    assert_int_equal(proof_consistency(&world.source, 37, 100, &proof), TNW_OK);
    for (uint64_t from = 0; from < 130; from++) {
        claim.first = from;
        assert_int_equal(check(&proof, &claim), from == 37 ? TNW_OK : TNW_E_CRYPTO);
    }
    proof.count = PROOF_PATH + 1;
    claim.first = 37;
    assert_int_equal(check(&proof, &claim), TNW_E_CRYPTO);
    world_free(&world);
}

/* Where the hashes would fit, the length of the path tells the sizes apart: of a larger tree for a smaller one, and the
 * reverse. */
static void
a_path_too_long_or_too_short_for_the_size_is_refused(void **state)
{
    (void)state;
    struct world world = world_new(8);
    world_start(&world);
    struct proof proof;
    struct claim claim = inclusion_claim(&world, 3, 4);
    assert_int_equal(proof_inclusion(&world.source, 3, 4, &proof), TNW_OK);
    claim.first = 1;
    claim.size = 2;
    assert_int_equal(check(&proof, &claim), TNW_E_CRYPTO);
    claim = inclusion_claim(&world, 0, 4);
    assert_int_equal(proof_inclusion(&world.source, 0, 4, &proof), TNW_OK);
    claim.size = 8;
    assert_int_equal(check(&proof, &claim), TNW_E_CRYPTO);
    claim = consistency_claim(&world, 7, 8);
    assert_int_equal(proof_consistency(&world.source, 7, 8, &proof), TNW_OK);
    claim.first = 3;
    claim.size = 4;
    assert_int_equal(check(&proof, &claim), TNW_E_CRYPTO);
    claim = consistency_claim(&world, 2, 4);
    assert_int_equal(proof_consistency(&world.source, 2, 4, &proof), TNW_OK);
    claim.size = 8;
    assert_int_equal(check(&proof, &claim), TNW_E_CRYPTO);
    world_free(&world);
}

static void
from_nothing_and_to_itself_the_roots_alone_decide(void **state)
{
    (void)state;
    struct world world = world_new(10);
    world_start(&world);
    struct proof none = {0};
    struct hash empty = hash_of(slice_of("", 0));
    struct hash root = evidence_naive_root(world.shelf.naive, 0, 10);
    assert_int_equal(proof_check_consistency(&none, 0, &empty, 10, &root), TNW_OK);
    assert_int_equal(proof_check_consistency(&none, 0, &root, 10, &root), TNW_E_CRYPTO);
    assert_int_equal(proof_check_consistency(&none, 10, &root, 10, &root), TNW_OK);
    assert_int_equal(proof_check_consistency(&none, 10, &empty, 10, &root), TNW_E_CRYPTO);
    assert_int_equal(proof_check_consistency(&none, 0, &empty, 0, &empty), TNW_OK);
    assert_int_equal(proof_check_consistency(&none, 9, &root, 10, &root), TNW_E_CRYPTO);
    assert_int_equal(proof_check_consistency(&none, 8, &root, 10, &root), TNW_E_CRYPTO);
    world_free(&world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roots_are_the_known_answers_of_certificate_transparency),
        cmocka_unit_test(a_path_is_the_known_answer_of_certificate_transparency),
        cmocka_unit_test(every_root_to_257_is_the_definition),
        cmocka_unit_test(every_inclusion_to_257_is_the_definition_and_tight),
        cmocka_unit_test(every_consistency_to_257_is_the_definition_and_tight),
        cmocka_unit_test(a_sample_to_100000_is_the_definition_tight_and_read_in_log_n),
        cmocka_unit_test(what_cannot_be_proven_is_refused),
        cmocka_unit_test(a_proof_does_not_pass_for_other_numbers),
        cmocka_unit_test(a_path_too_long_or_too_short_for_the_size_is_refused),
        cmocka_unit_test(from_nothing_and_to_itself_the_roots_alone_decide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
