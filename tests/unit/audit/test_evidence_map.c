/* The map of dossiers against a recomputation from its definition, with keys that share long prefixes, and every proof
 * also with one bit changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/map.h"
#include "evidence_shelf.h"
#include "unit/evidence_random.h"

#define KEYS 3000

static int
by_key(const void *a, const void *b)
{
    return memcmp(((const struct map_entry *)a)->key.bytes, ((const struct map_entry *)b)->key.bytes, HASH_SIZE);
}

/* docs/protocol.md part 4, word for word: an empty subtree is zeros, one with one leaf is the leaf, else left and
 * right. */
static struct hash
naive_root(const struct map_entry *entries, size_t count, unsigned depth)
{
    struct buf bytes = {0};
    if (count == 0) {
        return (struct hash){0};
    }
    if (count == 1) {
        buf_put(&bytes, "tnw/map/leaf/v1", 16);
        buf_put_slice(&bytes, hash_slice(&entries[0].key));
        buf_put_u64(&bytes, entries[0].counter);
        buf_put_slice(&bytes, hash_slice(&entries[0].head));
    } else {
        size_t middle = 0;
        while (middle < count && (entries[middle].key.bytes[depth / 8] & 0x80U >> depth % 8) == 0) {
            middle++;
        }
        struct hash left = naive_root(entries, middle, depth + 1);
        struct hash right = naive_root(entries + middle, count - middle, depth + 1);
        buf_put(&bytes, "tnw/map/node/v1", 16);
        buf_put_slice(&bytes, hash_slice(&left));
        buf_put_slice(&bytes, hash_slice(&right));
    }
    struct hash hash = hash_of(buf_slice(&bytes));
    buf_free(&bytes);
    return hash;
}

/* A new key: random, or like an earlier one in its first bits, up to 199 of them. */
static struct hash
fresh_key(struct evidence_random *random, const struct map_entry *entries, size_t count)
{
    struct hash key;
    evidence_random_fill(random, key.bytes, HASH_SIZE);
    if (count == 0 || evidence_random_below(random, 3) > 0) {
        return key;
    }
    unsigned shared = (unsigned)evidence_random_below(random, 200);
    const struct hash *model = &entries[evidence_random_below(random, count)].key;
    memcpy(key.bytes, model->bytes, shared / 8);
    uint8_t mask = (uint8_t)(0xff00U >> shared % 8);
    key.bytes[shared / 8] = (uint8_t)((model->bytes[shared / 8] & mask) | (key.bytes[shared / 8] & ~mask));
    return key;
}

/* The model: all entries, sorted. */
struct world {
    struct evidence_random random;
    struct evidence_shelf *shelf;
    struct map_store store;
    struct map_entry entries[KEYS];
    size_t count;
    struct hash root;
};

/* Sets up to `most` entries, new ones and known ones mixed, in model and map. */
static void
play_batch(struct world *world, size_t most)
{
    size_t before = world->count;
    size_t size = 0;
    struct map_entry *batch = calloc(most, sizeof *batch);
    assert_non_null(batch);
    for (size_t i = 0; i < most && world->count < KEYS; i++) {
        struct map_entry *entry = &world->entries[world->count];
        if (before > 0 && evidence_random_below(&world->random, 3) == 0) {
            entry = &world->entries[i * before / most];
            if (size > 0 && hash_eq(&batch[size - 1].key, &entry->key)) {
                continue;
            }
        } else {
            entry->key = fresh_key(&world->random, world->entries, world->count);
            entry->counter = 0;
            world->count++;
        }
        entry->counter++;
        evidence_random_fill(&world->random, entry->head.bytes, HASH_SIZE);
        batch[size++] = *entry;
    }
    qsort(world->entries, world->count, sizeof *batch, by_key);
    qsort(batch, size, sizeof *batch, by_key);
    size_t unique = 0; /* a known entry can have been chosen twice: the newer state counts */
    for (size_t i = 0; i < size; i++) {
        struct map_entry *now = bsearch(&batch[i], world->entries, world->count, sizeof *batch, by_key);
        assert_non_null(now);
        unique -= unique > 0 && hash_eq(&batch[unique - 1].key, &now->key) ? 1 : 0;
        batch[unique++] = *now;
    }
    assert_int_equal(map_update(&world->store, &world->root, batch, unique), TNW_OK);
    free(batch);
}

static struct world *
world_new(uint64_t seed)
{
    struct world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    world->random = evidence_random(seed);
    world->shelf = evidence_shelf_new();
    world->store = evidence_shelf_store(world->shelf);
    world->root = map_empty();
    return world;
}

static void
world_free(struct world *world)
{
    evidence_shelf_free(&world->shelf);
    free(world);
}

static void
the_map_of_any_history_has_the_root_of_its_definition(void **state)
{
    (void)state;
    struct world *world = world_new(1);
    static const size_t sizes[] = {1, 1, 2, 5, 1, 40, 3, 200, 1000, 7, 1200, 600, 900};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        play_batch(world, sizes[i]);
        struct hash root = naive_root(world->entries, world->count, 0);
        assert_true(hash_eq(&root, &world->root));
    }
    assert_true(world->count > 2000);
    world_free(world);
}

static void
one_batch_and_one_by_one_make_the_same_map(void **state)
{
    (void)state;
    struct world *world = world_new(2);
    play_batch(world, 500);
    struct evidence_shelf *shelf = evidence_shelf_new();
    struct map_store store = evidence_shelf_store(shelf);
    struct hash root = map_empty();
    for (size_t i = world->count; i-- > 0;) {
        assert_int_equal(map_update(&store, &root, &world->entries[i], 1), TNW_OK);
    }
    assert_true(hash_eq(&root, &world->root));
    evidence_shelf_free(&shelf);
    world_free(world);
}

static void
nothing_changes_without_entries_and_order_is_asked_for(void **state)
{
    (void)state;
    struct world *world = world_new(3);
    play_batch(world, 50);
    struct hash before = world->root;
    assert_int_equal(map_update(&world->store, &world->root, NULL, 0), TNW_OK);
    assert_true(hash_eq(&before, &world->root));
    struct map_entry wrong[] = {world->entries[1], world->entries[0]};
    assert_int_equal(map_update(&world->store, &world->root, wrong, 2), TNW_E_USAGE);
    wrong[1] = wrong[0];
    assert_int_equal(map_update(&world->store, &world->root, wrong, 2), TNW_E_USAGE);
    assert_true(hash_eq(&before, &world->root));
    world_free(world);
}

static void
assert_refused(const struct map_proof *proof, const struct hash *root, const struct hash *key)
{
    bool member = true;
    assert_int_equal(map_check(proof, root, key, &member), TNW_E_CRYPTO);
    assert_false(member);
}

/* Changes each element of a proof by one bit, its length by one and its end to the other kind: none may pass. */
static void
tamper(struct evidence_random *random, struct map_proof *proof, const struct hash *root, const struct hash *key)
{
    struct map_proof good = *proof;
    for (size_t i = 0; i < proof->count; i++) {
        evidence_random_flip(random, proof->siblings[i].bytes, HASH_SIZE);
        assert_refused(proof, root, key);
        proof->siblings[i] = good.siblings[i];
    }
    struct hash other = *root;
    evidence_random_flip(random, other.bytes, HASH_SIZE);
    assert_refused(proof, &other, key);
    if (proof->end == MAP_LEAF) {
        evidence_random_flip(random, proof->leaf.key.bytes, HASH_SIZE);
        assert_refused(proof, root, key);
        proof->leaf = good.leaf;
        proof->leaf.counter ^= UINT64_C(1) << evidence_random_below(random, 64);
        assert_refused(proof, root, key);
        proof->leaf = good.leaf;
        evidence_random_flip(random, proof->leaf.head.bytes, HASH_SIZE);
        assert_refused(proof, root, key);
        proof->leaf = good.leaf;
    }
    proof->end = proof->end == MAP_LEAF ? MAP_EMPTY : MAP_LEAF;
    assert_refused(proof, root, key);
    proof->end = good.end;
    if (proof->count > 0) {
        proof->count--;
        assert_refused(proof, root, key);
        proof->count++;
    }
    if (proof->count < MAP_DEPTH) {
        proof->siblings[proof->count++] = map_empty();
        assert_refused(proof, root, key);
        proof->count--;
    }
}

static void
every_entry_is_proven_and_no_changed_proof_passes(void **state)
{
    (void)state;
    struct world *world = world_new(4);
    struct map_proof proof;
    bool member;
    play_batch(world, 1500);
    for (size_t i = 0; i < world->count; i += 7) {
        const struct map_entry *entry = &world->entries[i];
        assert_int_equal(map_prove(&world->store, &world->root, &entry->key, &proof), TNW_OK);
        assert_int_equal(map_check(&proof, &world->root, &entry->key, &member), TNW_OK);
        assert_true(member);
        assert_int_equal(by_key(&proof.leaf, entry), 0);
        assert_int_equal(proof.leaf.counter, entry->counter);
        assert_true(hash_eq(&proof.leaf.head, &entry->head));
        tamper(&world->random, &proof, &world->root, &entry->key);
    }
    world_free(world);
}

static void
every_absent_key_is_proven_absent_and_no_changed_proof_passes(void **state)
{
    (void)state;
    struct world *world = world_new(5);
    struct map_proof proof;
    bool member;
    size_t ends[2] = {0};
    play_batch(world, 1500);
    for (size_t i = 0; i < 400; i++) {
        struct hash key = fresh_key(&world->random, world->entries, world->count);
        assert_int_equal(map_prove(&world->store, &world->root, &key, &proof), TNW_OK);
        assert_int_equal(map_check(&proof, &world->root, &key, &member), TNW_OK);
        assert_false(member);
        ends[proof.end]++;
        tamper(&world->random, &proof, &world->root, &key);
    }
    assert_true(ends[MAP_EMPTY] > 20 && ends[MAP_LEAF] > 20);
    world_free(world);
}

static void
the_empty_map_proves_every_key_absent(void **state)
{
    (void)state;
    struct world *world = world_new(6);
    struct hash key = fresh_key(&world->random, NULL, 0);
    struct map_proof proof;
    bool member = true;
    assert_int_equal(map_prove(&world->store, &world->root, &key, &proof), TNW_OK);
    assert_int_equal(map_check(&proof, &world->root, &key, &member), TNW_OK);
    assert_false(member);
    play_batch(world, 1);
    assert_refused(&proof, &world->root, &key);
    world_free(world);
}

static void
keys_that_differ_in_the_last_bit_only_are_two_entries(void **state)
{
    (void)state;
    struct world *world = world_new(7);
    struct map_proof proof;
    bool member;
    struct map_entry pair[2] = {{.counter = 1}, {.counter = 2}};
    memset(pair[0].key.bytes, 0xa5, HASH_SIZE);
    pair[0].key.bytes[31] = 0xa4;
    pair[1].key = pair[0].key;
    pair[1].key.bytes[31] = 0xa5;
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(map_update(&world->store, &world->root, &pair[i], 1), TNW_OK);
    }
    struct hash root = naive_root(pair, 2, 0);
    assert_true(hash_eq(&root, &world->root));
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(map_prove(&world->store, &world->root, &pair[i].key, &proof), TNW_OK);
        assert_int_equal(proof.count, 256);
        assert_int_equal(map_check(&proof, &world->root, &pair[i].key, &member), TNW_OK);
        assert_true(member && proof.leaf.counter == i + 1);
        tamper(&world->random, &proof, &world->root, &pair[i].key);
    }
    proof.count = MAP_DEPTH + 1;
    assert_refused(&proof, &world->root, &pair[1].key);
    world_free(world);
}

/* Roots that no sound server signs: an entry below an empty neighbour, and one on the other side of its first bit. */
static void
an_entry_where_it_cannot_stand_is_refused(void **state)
{
    (void)state;
    struct map_proof proof = {.count = 1, .end = MAP_LEAF};
    struct hash other = hash_of(slice_str("another subtree"));
    bool member;
    for (unsigned side = 0; side < 2; side++) {
        proof.leaf.key.bytes[0] = side == 0 ? 0x00 : 0x80;
        struct hash leaf = map_leaf(&proof.leaf);
        struct hash key = proof.leaf.key;
        proof.siblings[0] = other;
        struct hash root = side == 0 ? map_node(&leaf, &other) : map_node(&other, &leaf);
        assert_int_equal(map_check(&proof, &root, &key, &member), TNW_OK);
        assert_true(member);
        proof.siblings[0] = map_empty();
        root = side == 0 ? map_node(&leaf, &proof.siblings[0]) : map_node(&proof.siblings[0], &leaf);
        assert_refused(&proof, &root, &key);
        proof.siblings[0] = other;
        root = side == 0 ? map_node(&other, &leaf) : map_node(&leaf, &other);
        key.bytes[0] ^= 0x80;
        assert_refused(&proof, &root, &key);
    }
}

/* Whatever single bit changes in the store, it is either off the path, or found. */
static void
what_was_changed_in_the_store_is_never_proven_nor_built_upon(void **state)
{
    (void)state;
    struct world *world = world_new(8);
    struct map_proof proof;
    play_batch(world, 60);
    for (size_t i = 0; i < world->count; i++) {
        struct map_entry entry = world->entries[i];
        assert_int_equal(map_prove(&world->store, &world->root, &entry.key, &proof), TNW_OK);
        size_t depth = evidence_random_below(&world->random, proof.count + 1);
        struct hash root = world->root;
        evidence_shelf_damage(world->shelf, &world->random, depth, &entry.key);
        assert_int_equal(map_prove(&world->store, &root, &entry.key, &proof), TNW_E_CORRUPT);
        assert_int_equal(map_update(&world->store, &root, &entry, 1), TNW_E_CORRUPT);
        assert_true(hash_eq(&root, &world->root));
        evidence_shelf_mend(world->shelf);
    }
    world_free(world);
}

/* Computed once with Python's hashlib from the definition in docs/protocol.md, part 4. */
static void
a_map_of_three_dossiers_has_its_known_root(void **state)
{
    (void)state;
    struct world *world = world_new(9);
    struct map_entry entries[3];
    for (uint8_t i = 0; i < 3; i++) {
        struct id id;
        memset(id.bytes, i + 1, ID_SIZE);
        uint8_t head = (uint8_t)('a' + i);
        entries[i] = (struct map_entry){.key = map_key(&id), .counter = i + 1U, .head = hash_of(slice_of(&head, 1))};
    }
    qsort(entries, 3, sizeof entries[0], by_key);
    assert_int_equal(map_update(&world->store, &world->root, entries, 3), TNW_OK);
    char text[2 * HASH_SIZE + 1];
    hex_encode(text, world->root.bytes, HASH_SIZE);
    assert_string_equal(text, "127a3e0af85c3d680277b5cebbf57db6fb5c2129c5ae463812830f55cc7746d2");
    world_free(world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_map_of_any_history_has_the_root_of_its_definition),
        cmocka_unit_test(one_batch_and_one_by_one_make_the_same_map),
        cmocka_unit_test(nothing_changes_without_entries_and_order_is_asked_for),
        cmocka_unit_test(every_entry_is_proven_and_no_changed_proof_passes),
        cmocka_unit_test(every_absent_key_is_proven_absent_and_no_changed_proof_passes),
        cmocka_unit_test(the_empty_map_proves_every_key_absent),
        cmocka_unit_test(keys_that_differ_in_the_last_bit_only_are_two_entries),
        cmocka_unit_test(an_entry_where_it_cannot_stand_is_refused),
        cmocka_unit_test(what_was_changed_in_the_store_is_never_proven_nor_built_upon),
        cmocka_unit_test(a_map_of_three_dossiers_has_its_known_root),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
