/* The log's tree against the definition of RFC 9162, written down as simply as it can be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/record.h"
#include "crypto/merkle.h"
#include "unit/store/store_place.h"

#define SIZES 258

/* RFC 9162, section 2.1.1: MTH of leaves[0, n), by the definition. */
static struct hash
naive_root(const struct hash *leaves, size_t n)
{
    if (n == 0) {
        return hash_of(slice_of("", 0));
    }
    if (n == 1) {
        return leaves[0];
    }
    size_t k = 1;
    while (2 * k < n) {
        k *= 2;
    }
    struct hash left = naive_root(leaves, k);
    struct hash right = naive_root(leaves + k, n - k);
    uint8_t node[1 + 2 * HASH_SIZE] = {1};
    memcpy(node + 1, left.bytes, HASH_SIZE);
    memcpy(node + 1 + HASH_SIZE, right.bytes, HASH_SIZE);
    return hash_of(slice_of(node, sizeof node));
}

static struct hash
naive_leaf(struct slice record)
{
    struct buf bytes = {0};
    buf_put_u8(&bytes, 0);
    buf_put_slice(&bytes, record);
    struct hash hash = hash_of(buf_slice(&bytes));
    buf_free(&bytes);
    return hash;
}

/* The leaves and roots of the reference tests of Certificate Transparency (github.com/google/certificate-transparency,
 * merkletree tests), which RFC 9162 left as they were in RFC 6962. */
static const struct {
    const char *leaf;
    const char *root;
} reference[] = {
    {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
    {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
    {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
    {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
    {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
    {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
    {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
    {"606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

static void
leaf_and_node_hashes_give_the_reference_roots(void **state)
{
    (void)state;
    struct hash leaves[8];
    for (size_t n = 0; n < 8; n++) {
        uint8_t bytes[16];
        char root_text[2 * HASH_SIZE + 1];
        size_t len = strlen(reference[n].leaf) / 2;
        assert_int_equal(hex_decode(bytes, len, reference[n].leaf), TNW_OK);
        leaves[n] = merkle_leaf(slice_of(bytes, len));
        struct hash root = naive_root(leaves, n + 1);
        hex_encode(root_text, root.bytes, HASH_SIZE);
        assert_string_equal(root_text, reference[n].root);
    }
    struct hash node = merkle_node(&leaves[0], &leaves[1]);
    struct hash expected = naive_root(leaves, 2);
    assert_true(hash_eq(&node, &expected));
}

static void
append(struct txn *txn, unsigned number)
{
    static const uint8_t policy[HASH_SIZE];
    struct audit_record record = {.origin = "local",
                                  .action = "me.read",
                                  .object = "",
                                  .decision = "permit",
                                  .policy = policy,
                                  .role = ROLE_NONE,
                                  .purpose = PURPOSE_NONE,
                                  .status = 200 + (int)number,
                                  .ground = slice_str("role")};
    audit_record_append(txn, &record, 1000);
}

/* Some in one transaction, some in their own: the tail goes through the store in between. */
static void
tail_and_root_are_right_for_every_size(void **state)
{
    struct hash leaves[SIZES] = {0};
    struct txn *txn = place_write(*state);
    for (unsigned n = 0; n < SIZES; n++) {
        struct audit_tail *tail = audit_log_tail(txn);
        assert_int_equal(tail->tree.size, n);
        struct hash root = merkle_root(&tail->tree);
        struct hash expected = naive_root(leaves, n);
        assert_true(hash_eq(&root, &expected));
        append(txn, n);
        struct slice record;
        assert_true(audit_log_get(txn, n, &record));
        leaves[n] = naive_leaf(record);
        if (n % 3 == 0) {
            place_commit(txn);
            txn = place_write(*state);
        }
    }
    place_commit(txn);
}

/* Node (level, index) covers the leaves from index << level, 1 << level of them; it is there once they all are. */
static void
every_whole_node_is_stored_and_no_other(void **state)
{
    struct hash leaves[SIZES] = {0};
    struct txn *txn = place_write(*state);
    for (unsigned n = 0; n < SIZES; n++) {
        append(txn, n);
        struct slice record;
        assert_true(audit_log_get(txn, n, &record));
        leaves[n] = naive_leaf(record);
    }
    for (uint8_t level = 0; level < 9; level++) {
        for (uint64_t index = 0; index <= (uint64_t)SIZES >> level; index++) {
            struct hash hash;
            bool whole = (index + 1) << level <= SIZES;
            assert_int_equal(audit_log_get_node(txn, level, index, &hash), whole);
            if (whole) {
                struct hash expected = naive_root(leaves + (index << level), (size_t)1 << level);
                assert_true(hash_eq(&hash, &expected));
            }
        }
    }
    assert_int_equal(txn_error(txn), TNW_OK);
    place_commit(txn);
}

static void
every_flipped_bit_of_a_record_gives_another_root(void **state)
{
    (void)state;
    uint8_t record[] = "{}";
    struct hash leaves[3] = {merkle_leaf(slice_str("a")), merkle_leaf(slice_of(record, 2)),
                             merkle_leaf(slice_str("b"))};
    struct hash root = naive_root(leaves, 3);
    for (unsigned bit = 0; bit < 16; bit++) {
        record[bit / 8] ^= (uint8_t)(1U << bit % 8);
        leaves[1] = merkle_leaf(slice_of(record, 2));
        struct hash other = naive_root(leaves, 3);
        assert_false(hash_eq(&root, &other));
        record[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(leaf_and_node_hashes_give_the_reference_roots),
        WITH_PLACE(tail_and_root_are_right_for_every_size),
        WITH_PLACE(every_whole_node_is_stored_and_no_other),
        WITH_PLACE(every_flipped_bit_of_a_record_gives_another_root),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
