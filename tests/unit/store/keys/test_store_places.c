/* Each place has a data key of its own, made with its first value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/cipher/cipher.h"
#include "store/cipher/place.h"
#include "store/records/inbox.h"
#include "unit/store/store_families.h"
#include "unit/store/store_place.h"

static bool
has_key(struct txn *txn, const struct id *place)
{
    struct slice wrapped;
    return txn_get(txn, SPACE_DATA_KEY, id_slice(place), &wrapped);
}

static void
put_event(struct txn *txn, const struct id *actor)
{
    struct event event = {.type = EVENT_PARTICIPANT_ADDED, .dossier = place_id(9)};
    inbox_put(txn, actor, &event);
}

static bool
get_event(struct txn *txn, const struct id *actor)
{
    struct range walk;
    struct event event;
    inbox_walk(&walk, txn, actor, 0);
    bool found = inbox_next(&walk, actor, &event);
    range_close(&walk);
    return found;
}

static void
the_first_value_of_a_place_makes_its_key(void **state)
{
    struct id one = place_id(1);
    struct id two = place_id(2);
    struct slice wrapped;
    struct buf first = {0};
    struct txn *txn = place_write(*state);
    assert_false(has_key(txn, &one));
    put_event(txn, &one);
    assert_true(txn_get(txn, SPACE_DATA_KEY, id_slice(&one), &wrapped));
    buf_put_slice(&first, wrapped);
    place_commit(txn);
    txn = place_write(*state);
    put_event(txn, &one);
    inbox_put_seen(txn, &one, 1);
    put_event(txn, &two);
    assert_true(txn_get(txn, SPACE_DATA_KEY, id_slice(&one), &wrapped));
    assert_true(slice_eq(wrapped, buf_slice(&first)));
    place_commit(txn);
    txn = place_read(*state);
    assert_true(has_key(txn, &two));
    assert_true(get_event(txn, &one));
    assert_int_equal(inbox_seen(txn, &one), 1);
    assert_int_equal(txn_error(txn), TNW_OK);
    txn_abort(&txn);
    buf_free(&first);
}

/* A key that was made in a transaction that came to nothing opens nothing. */
static void
a_key_goes_with_the_transaction_that_made_it(void **state)
{
    struct id one = place_id(1);
    struct txn *txn = place_write(*state);
    put_event(txn, &one);
    txn_abort(&txn);
    txn = place_write(*state);
    assert_false(has_key(txn, &one));
    put_event(txn, &one);
    place_commit(txn);
    txn = place_read(*state);
    assert_true(get_event(txn, &one));
    txn_abort(&txn);
}

static void
without_its_key_a_place_is_shut_and_others_are_not(void **state)
{
    struct id one = place_id(1);
    struct id two = place_id(2);
    struct txn *txn = place_write(*state);
    put_event(txn, &one);
    put_event(txn, &two);
    cipher_drop_key(txn, &one);
    place_commit(txn);
    txn = place_read(*state);
    assert_true(get_event(txn, &two));
    assert_int_equal(txn_error(txn), TNW_OK);
    assert_false(get_event(txn, &one));
    assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
    txn_abort(&txn);
}

/* What is of a dossier, or in a case discussion, waits for nobody to make it a key: its own was destroyed. */
static void
a_dossier_gets_no_second_key_by_a_write(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        const struct family *family = &store_families[i];
        struct id place = store_families_place(family, 1);
        struct txn *txn = place_write(*state);
        store_families_prepare(txn);
        cipher_drop_key(txn, &place);
        family->put(txn, 1);
        assert_int_equal(txn_error(txn), place_makes_key(family->space) ? TNW_OK : TNW_E_CORRUPT);
        txn_abort(&txn);
    }
}

/* More than a transaction keeps at hand. */
static void
many_places_are_read_in_one_transaction(void **state)
{
    enum { PLACES = 3 * RACK_KEYS };
    struct txn *txn = place_write(*state);
    for (uint8_t number = 1; number <= PLACES; number++) {
        struct id actor = place_id(number);
        put_event(txn, &actor);
    }
    place_commit(txn);
    txn = place_read(*state);
    for (unsigned round = 0; round < 2; round++) {
        for (uint8_t number = 1; number <= PLACES; number++) {
            struct id actor = place_id(number);
            assert_true(get_event(txn, &actor));
        }
    }
    assert_int_equal(txn_error(txn), TNW_OK);
    txn_abort(&txn);
}

/* Of no row is more said than what stands in it. */
static void
the_place_of_each_row_is_the_one_that_opens_it(void **state)
{
    struct txn *txn = place_write(*state);
    store_families_prepare(txn);
    for (size_t i = 0; i < FAMILIES; i++) {
        const struct family *family = &store_families[i];
        struct slice value;
        struct id place;
        struct buf plain = {0};
        family->put(txn, 1);
        struct key key = family->key(1);
        if (place_rule(family->space) == PLACE_RULE_THREAD) { /* the samples have no thread */
            struct id dossier = place_id(1);
            txn_put(txn, SPACE_THREAD_PLACE, slice_of(key.bytes, ID_SIZE), id_slice(&dossier));
        }
        assert_true(txn_get(txn, family->space, key_slice(&key), &value));
        assert_true(place_of_row(txn, family->space, key_slice(&key), value, &place));
        assert_true(cipher_decrypt(txn, family->space, key_slice(&key), &place, value, &plain));
        assert_false(place_of_row(txn, family->space, slice_of(key.bytes, 3), slice_of("", 0), &place) &&
                     place_rule(family->space) != PLACE_RULE_NOBODY);
        buf_free(&plain);
    }
    assert_int_equal(txn_error(txn), TNW_OK);
    txn_abort(&txn);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(the_first_value_of_a_place_makes_its_key),
        WITH_PLACE(a_key_goes_with_the_transaction_that_made_it),
        WITH_PLACE(without_its_key_a_place_is_shut_and_others_are_not),
        WITH_PLACE(a_dossier_gets_no_second_key_by_a_write),
        WITH_PLACE(many_places_are_read_in_one_transaction),
        WITH_PLACE(the_place_of_each_row_is_the_one_that_opens_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
