/* Values that are longer than an engine takes come back whole, and leave nothing behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h needs those above. */
#include <cmocka.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/txn.h"
#include "store_place.h"

#define MAX ENGINE_VALUE_MAX
#define LONGEST (3 * MAX + 1)

static const size_t lengths[] = {0, 1, MAX - 1, MAX, MAX + 1, 2 * MAX - 1, 2 * MAX, 2 * MAX + 1, LONGEST};
#define LENGTHS (sizeof lengths / sizeof lengths[0])

static uint8_t *
make_bytes(void)
{
    uint8_t *bytes = malloc(LONGEST);
    assert_non_null(bytes);
    for (size_t i = 0; i < LONGEST; i++) {
        bytes[i] = (uint8_t)(i * 31 + i / 251);
    }
    return bytes;
}

static size_t
count_pieces(struct txn *txn)
{
    struct range range;
    struct slice rest;
    struct slice value;
    size_t count = 0;
    range_open(&range, txn, SPACE_PIECE, slice_of(NULL, 0), slice_of(NULL, 0), false);
    while (range_next(&range, &rest, &value)) {
        count++;
    }
    range_close(&range);
    return count;
}

static struct key
key_number(uint8_t number)
{
    struct id id = place_id(number);
    return key_of(&id);
}

static void
values_of_every_length_come_back_whole_by_key_and_by_walk(void **state)
{
    uint8_t *bytes = make_bytes();
    struct txn *txn = place_write(*state);
    for (uint8_t i = 0; i < LENGTHS; i++) {
        struct key key = key_number(i);
        txn_put(txn, SPACE_FRAGMENT, key_slice(&key), slice_of(bytes, lengths[i]));
    }
    place_commit(txn);
    txn = place_read(*state);
    struct slice value;
    for (uint8_t i = 0; i < LENGTHS; i++) {
        struct key key = key_number(i);
        assert_true(txn_get(txn, SPACE_FRAGMENT, key_slice(&key), &value));
        assert_true(slice_eq(value, slice_of(bytes, lengths[i])));
    }
    struct range range;
    struct slice rest;
    range_open(&range, txn, SPACE_FRAGMENT, slice_of(NULL, 0), slice_of(NULL, 0), true);
    for (size_t i = LENGTHS; i-- > 0;) {
        assert_true(range_next(&range, &rest, &value));
        assert_true(slice_eq(value, slice_of(bytes, lengths[i])));
    }
    assert_false(range_next(&range, &rest, &value));
    range_close(&range);
    struct id last = place_id(LENGTHS - 1);
    struct slice key;
    assert_true(txn_last(txn, SPACE_FRAGMENT, &last, &key, &value));
    assert_true(slice_eq(value, slice_of(bytes, LONGEST)));
    assert_int_equal(txn_error(txn), TNW_OK);
    txn_abort(&txn);
    free(bytes);
}

static void
a_value_that_is_deleted_takes_its_pieces_along(void **state)
{
    uint8_t *bytes = make_bytes();
    struct key one = key_number(1);
    struct key two = key_number(2);
    struct txn *txn = place_write(*state);
    txn_put(txn, SPACE_FRAGMENT, key_slice(&one), slice_of(bytes, LONGEST));
    txn_put(txn, SPACE_FRAGMENT, key_slice(&two), slice_of(bytes, MAX));
    assert_int_equal(count_pieces(txn), 4);
    txn_del(txn, SPACE_FRAGMENT, key_slice(&one));
    assert_int_equal(count_pieces(txn), 1);
    txn_del(txn, SPACE_FRAGMENT, key_slice(&two));
    txn_del(txn, SPACE_FRAGMENT, key_slice(&two)); /* absent is fine */
    assert_int_equal(count_pieces(txn), 0);
    place_commit(txn);
    free(bytes);
}

static void
a_short_value_over_a_long_one_is_short(void **state)
{
    uint8_t *bytes = make_bytes();
    struct key key = key_number(1);
    struct slice value;
    struct txn *txn = place_write(*state);
    static const size_t steps[] = {LONGEST, 5, 2 * MAX, MAX, MAX - 1};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        txn_put(txn, SPACE_FRAGMENT, key_slice(&key), slice_of(bytes + i, steps[i]));
        assert_true(txn_get(txn, SPACE_FRAGMENT, key_slice(&key), &value));
        assert_true(slice_eq(value, slice_of(bytes + i, steps[i])));
    }
    place_commit(txn);
    free(bytes);
}

static void
a_missing_piece_is_damage(void **state)
{
    uint8_t *bytes = make_bytes();
    struct key key = key_number(1);
    struct slice value;
    for (unsigned gone = 1; gone <= 3; gone++) {
        struct txn *txn = place_write(*state);
        txn_put(txn, SPACE_FRAGMENT, key_slice(&key), slice_of(bytes, LONGEST));
        struct key piece = key_of_piece(SPACE_FRAGMENT, key_slice(&key), gone);
        txn_del(txn, SPACE_PIECE, key_slice(&piece));
        assert_false(txn_get(txn, SPACE_FRAGMENT, key_slice(&key), &value));
        assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
        txn_abort(&txn);
    }
    free(bytes);
}

/* A space that is not declared long takes no such value: our bug, and nothing is stored. */
static void
elsewhere_a_long_value_is_refused(void **state)
{
    uint8_t *bytes = make_bytes();
    struct key key = key_number(1);
    struct txn *txn = place_write(*state);
    txn_put(txn, SPACE_ACTOR, key_slice(&key), slice_of(bytes, MAX + 1));
    assert_int_equal(txn_error(txn), TNW_E_INTERNAL);
    txn_abort(&txn);
    free(bytes);
}

static void
encrypted_values_of_every_length_open_again(void **state)
{
    uint8_t *bytes = make_bytes();
    struct id place = place_id(1);
    struct txn *txn = place_write(*state);
    cipher_new_key(txn, &place);
    for (uint8_t i = 0; i < LENGTHS; i++) {
        for (size_t less = 0; less <= AEAD_OVERHEAD && less <= lengths[i]; less += AEAD_OVERHEAD) {
            struct key key = key_number(i);
            struct slice want = slice_of(bytes, lengths[i] - less);
            struct buf plain = {0};
            struct buf out = {0};
            buf_put_slice(&plain, want);
            cipher_put(txn, SPACE_MESSAGE, key_slice(&key), &place, &plain);
            assert_true(cipher_get(txn, SPACE_MESSAGE, key_slice(&key), &place, &out));
            assert_true(slice_eq(buf_slice(&out), want));
            buf_free(&out);
        }
    }
    place_commit(txn);
    free(bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(values_of_every_length_come_back_whole_by_key_and_by_walk),
        WITH_PLACE(a_value_that_is_deleted_takes_its_pieces_along),
        WITH_PLACE(a_short_value_over_a_long_one_is_short),
        WITH_PLACE(a_missing_piece_is_damage),
        WITH_PLACE(elsewhere_a_long_value_is_refused),
        WITH_PLACE(encrypted_values_of_every_length_open_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
