/* Ranges over keys with a prefix, both ways, and the list of audit records that is built on them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/audit/audit_log.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/txn.h"
#include "store_place.h"

/* The range as one text: what is behind the prefix, each followed by a blank. */
static const char *
range_text(struct txn *txn, const char *prefix, const char *after, bool reverse)
{
    static char text[256];
    struct range range;
    struct slice rest;
    struct slice value;
    size_t len = 0;
    range_open(&range, txn, SPACE_META, slice_str(prefix), slice_str(after), reverse);
    while (range_next(&range, &rest, &value)) {
        assert_true(len + rest.len + 1 < sizeof text);
        memcpy(text + len, rest.ptr, rest.len);
        len += rest.len;
        text[len++] = ' ';
    }
    range_close(&range);
    text[len] = 0;
    assert_int_equal(txn_error(txn), TNW_OK);
    return text;
}

static struct txn *
write_keys(void **state)
{
    static const char *const keys[] = {"pa1", "pb1", "pb2", "pb22", "pb3", "pc1", "pc\xff"};
    struct txn *txn = place_write(*state);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        txn_put(txn, SPACE_META, slice_str(keys[i]), slice_str("v"));
    }
    return txn;
}

static void
a_range_holds_the_keys_with_its_prefix_in_order(void **state)
{
    struct txn *txn = write_keys(state);
    assert_string_equal(range_text(txn, "pb", "", false), "1 2 22 3 ");
    assert_string_equal(range_text(txn, "pb", "", true), "3 22 2 1 ");
    assert_string_equal(range_text(txn, "pa", "", false), "1 ");
    assert_string_equal(range_text(txn, "pa", "", true), "1 ");
    assert_string_equal(range_text(txn, "pc", "", true), "\xff 1 ");
    txn_abort(&txn);
}

static void
a_range_goes_on_behind_where_one_was(void **state)
{
    struct txn *txn = write_keys(state);
    assert_string_equal(range_text(txn, "pb", "1", false), "2 22 3 ");
    assert_string_equal(range_text(txn, "pb", "2", false), "22 3 ");
    assert_string_equal(range_text(txn, "pb", "21", false), "22 3 ");
    assert_string_equal(range_text(txn, "pb", "3", false), "");
    assert_string_equal(range_text(txn, "pb", "0", false), "1 2 22 3 ");
    assert_string_equal(range_text(txn, "pb", "3", true), "22 2 1 ");
    assert_string_equal(range_text(txn, "pb", "21", true), "2 1 ");
    assert_string_equal(range_text(txn, "pb", "1", true), "");
    assert_string_equal(range_text(txn, "pb", "9", true), "3 22 2 1 ");
    txn_abort(&txn);
}

static void
a_range_without_keys_is_empty(void **state)
{
    struct txn *txn = write_keys(state);
    assert_string_equal(range_text(txn, "p0", "", false), "");
    assert_string_equal(range_text(txn, "p0", "", true), "");
    assert_string_equal(range_text(txn, "pbb", "", false), "");
    assert_string_equal(range_text(txn, "pz", "", false), "");
    assert_string_equal(range_text(txn, "pz", "", true), "");
    assert_string_equal(range_text(txn, "pz", "1", true), "");
    struct range range;
    struct slice rest;
    struct slice value;
    range_open(&range, txn, SPACE_ACTOR, slice_str(""), slice_str(""), true);
    assert_false(range_next(&range, &rest, &value));
    range_close(&range);
    range_open(&range, txn, SPACE_ACTOR, slice_str(""), slice_str(""), false);
    assert_false(range_next(&range, &rest, &value));
    assert_false(range_next(&range, &rest, &value));
    range_close(&range);
    txn_abort(&txn);
}

static void
a_range_in_a_failed_transaction_is_empty(void **state)
{
    struct txn *txn = write_keys(state);
    struct range range;
    struct slice rest;
    struct slice value;
    range_open(&range, txn, SPACE_META, slice_str("pb"), slice_str(""), false);
    assert_true(range_next(&range, &rest, &value));
    txn_set_error(txn, TNW_E_CORRUPT);
    txn_set_error(txn, TNW_E_IO);
    assert_false(range_next(&range, &rest, &value));
    range_close(&range);
    assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
    assert_false(txn_get(txn, SPACE_META, slice_str("pb1"), &value));
    assert_int_equal(txn_commit(&txn), TNW_E_CORRUPT);
    assert_null(txn);
    txn = place_read(*state);
    assert_false(txn_get(txn, SPACE_META, slice_str("pb1"), &value));
    txn_abort(&txn);
}

struct listed {
    uint64_t seqs[16];
    size_t count;
    size_t stop_after;
};

static bool
see(void *ctx, uint64_t seq, struct slice record)
{
    struct listed *listed = ctx;
    assert_int_equal(record.len, 1);
    assert_int_equal(record.ptr[0], 'a' + seq);
    listed->seqs[listed->count++] = seq;
    return listed->count != listed->stop_after;
}

/* Records 0 to 5. */
static struct txn *
write_log(void **state)
{
    struct txn *txn = place_write(*state);
    for (uint64_t seq = 0; seq < 6; seq++) {
        uint8_t value[4 * HASH_SIZE] = {0};
        size_t room = audit_log_completes(seq) * HASH_SIZE;
        value[room] = (uint8_t)('a' + seq);
        audit_log_put(txn, seq, slice_of(value, room + 1));
    }
    return txn;
}

static void
the_log_lists_from_where_one_asks(void **state)
{
    static const struct {
        uint64_t after;
        bool reverse;
        size_t limit;
        const char *seqs;
        bool more;
    } rows[] = {
        {UINT64_MAX, false, 10, "012345", false},
        {UINT64_MAX, false, 6, "012345", false},
        {UINT64_MAX, false, 5, "01234", true},
        {0, false, 2, "12", true},
        {3, false, 2, "45", false},
        {5, false, 2, "", false},
        {UINT64_MAX, true, 2, "54", true},
        {2, true, 2, "10", false},
        {0, true, 2, "", false},
    };
    struct txn *txn = write_log(state);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct listed listed = {.count = 0};
        bool more = audit_log_list(txn, rows[i].after, rows[i].reverse, rows[i].limit, see, &listed);
        assert_int_equal(listed.count, strlen(rows[i].seqs));
        for (size_t n = 0; n < listed.count; n++) {
            assert_int_equal(listed.seqs[n], rows[i].seqs[n] - '0');
        }
        assert_int_equal(more, rows[i].more);
    }
    txn_abort(&txn);
}

static void
a_list_stops_when_told(void **state)
{
    struct txn *txn = write_log(state);
    struct listed one = {.stop_after = 1};
    (void)audit_log_list(txn, UINT64_MAX, false, 10, see, &one);
    assert_int_equal(one.count, 1);
    txn_abort(&txn);
}

static void
a_record_is_never_written_over(void **state)
{
    struct txn *txn = write_log(state);
    audit_log_put(txn, 3, slice_str("other"));
    assert_int_not_equal(txn_error(txn), TNW_OK);
    txn_abort(&txn);
}

/* Leaf 1 completes one subtree: its value is 32 bytes and a record. */
static void
a_value_without_a_record_is_corrupt(void **state)
{
    struct txn *txn = write_log(state);
    struct key key = key_of_u64(1);
    uint8_t value[HASH_SIZE + 1] = {7};
    struct hash hash;
    struct slice record;
    txn_put(txn, SPACE_AUDIT, key_slice(&key), slice_of(value, HASH_SIZE + 1));
    assert_true(audit_log_get_node(txn, 1, 0, &hash) && hash.bytes[0] == 7);
    assert_true(audit_log_get(txn, 1, &record) && record.len == 1);
    txn_put(txn, SPACE_AUDIT, key_slice(&key), slice_of(value, HASH_SIZE));
    assert_false(audit_log_get_node(txn, 1, 0, &hash));
    assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
    txn_abort(&txn);
}

static void
nodes_beyond_all_bounds_are_absent(void **state)
{
    struct txn *txn = write_log(state);
    struct hash hash;
    assert_false(audit_log_get_node(txn, 62, 1, &hash));
    assert_false(audit_log_get_node(txn, 63, 0, &hash));
    assert_false(audit_log_get_node(txn, 255, 0, &hash));
    assert_false(audit_log_get_node(txn, 0, UINT64_MAX, &hash));
    assert_int_equal(txn_error(txn), TNW_OK);
    txn_abort(&txn);
}

/* Leaf 255 completes a node of level 8, which is remembered; but not what only a transaction that was given up knew. */
static void
an_upper_node_is_remembered_once_it_is_on_disk(void **state)
{
    struct key key = key_of_u64(255);
    uint8_t value[8 * HASH_SIZE + 1] = {0};
    struct hash hash;
    value[7 * HASH_SIZE] = 1;
    struct txn *txn = place_write(*state);
    txn_put(txn, SPACE_AUDIT, key_slice(&key), slice_of(value, sizeof value));
    assert_true(audit_log_get_node(txn, 8, 0, &hash) && hash.bytes[0] == 1);
    txn_abort(&txn);
    value[7 * HASH_SIZE] = 2;
    txn = place_write(*state);
    txn_put(txn, SPACE_AUDIT, key_slice(&key), slice_of(value, sizeof value));
    place_commit(txn);
    for (unsigned i = 0; i < 2; i++) {
        txn = place_read(*state);
        assert_true(audit_log_get_node(txn, 8, 0, &hash) && hash.bytes[0] == 2);
        assert_true(audit_log_get_node(txn, 7, 1, &hash) && hash.bytes[0] == 0);
        assert_false(audit_log_get_node(txn, 8, 1, &hash));
        txn_abort(&txn);
    }
}

static void
heads_and_links_come_back_whole_and_are_corrupt_when_cut(void **state)
{
    struct txn *txn = place_write(*state);
    struct id one = place_id(1);
    struct id two = place_id(2);
    struct id found;
    struct audit_head head = {.counter = 3, .leaf = {{4}}, .written = 5};
    struct audit_link links[2] = {{.dossier = one, .counter = 6, .previous = {{7}}}, {.dossier = two, .counter = 8}};
    struct slice stored;
    assert_false(audit_log_get_head(txn, &one, &head) || head.counter != 0);
    head = (struct audit_head){.counter = 3, .leaf = {{4}}, .written = 5};
    audit_log_put_head(txn, &two, &head);
    assert_true(audit_log_next_head(txn, &one, &found, &head) && id_eq(&found, &two));
    assert_true(head.counter == 3 && head.leaf.bytes[0] == 4 && head.written == 5);
    assert_false(audit_log_next_head(txn, &two, &found, &head));
    assert_false(audit_log_get_links(txn, 9, &stored));
    audit_log_put_links(txn, 9, links, 2);
    assert_true(audit_log_get_links(txn, 9, &stored));
    assert_int_equal(stored.len, 2 * AUDIT_LINK_SIZE);
    struct audit_link first = audit_log_link(stored, 0);
    struct audit_link second = audit_log_link(stored, 1);
    assert_true(id_eq(&first.dossier, &one) && first.counter == 6 && first.previous.bytes[0] == 7);
    assert_true(id_eq(&second.dossier, &two) && second.counter == 8 && second.previous.bytes[0] == 0);
    struct key key = key_of_u64(9);
    txn_put(txn, SPACE_AUDIT_LINK, key_slice(&key), slice_str("too short"));
    assert_false(audit_log_get_links(txn, 9, &stored));
    assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
    txn_abort(&txn);
    txn = place_write(*state);
    txn_put(txn, SPACE_AUDIT_HEAD, id_slice(&one), slice_str("too short"));
    assert_false(audit_log_get_head(txn, &one, &head));
    assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
    txn_abort(&txn);
}

/* Says that there is one record, and lacks its peak; then one byte too many. */
static void
a_damaged_tail_is_corrupt(void **state)
{
    static const uint8_t tail[49] = {[7] = 1};
    static const size_t lengths[] = {0, 7, 15, 16, 47, 49};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct txn *txn = place_write(*state);
        txn_put(txn, SPACE_META, slice_str("audit_tail"), slice_of(tail, lengths[i]));
        assert_null(audit_log_tail(txn));
        assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
        txn_abort(&txn);
    }
    struct txn *txn = place_write(*state);
    txn_put(txn, SPACE_META, slice_str("audit_tail"), slice_of(tail, 48));
    assert_int_equal(audit_log_tail(txn)->tree.size, 1);
    txn_abort(&txn);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_range_holds_the_keys_with_its_prefix_in_order),
        WITH_PLACE(a_range_goes_on_behind_where_one_was),
        WITH_PLACE(a_range_without_keys_is_empty),
        WITH_PLACE(a_range_in_a_failed_transaction_is_empty),
        WITH_PLACE(the_log_lists_from_where_one_asks),
        WITH_PLACE(a_list_stops_when_told),
        WITH_PLACE(a_record_is_never_written_over),
        WITH_PLACE(a_value_without_a_record_is_corrupt),
        WITH_PLACE(nodes_beyond_all_bounds_are_absent),
        WITH_PLACE(an_upper_node_is_remembered_once_it_is_on_disk),
        WITH_PLACE(heads_and_links_come_back_whole_and_are_corrupt_when_cut),
        WITH_PLACE(a_damaged_tail_is_corrupt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
