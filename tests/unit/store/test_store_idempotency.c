/* Answers kept for retries: replaced, expired by age, and encrypted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/idempotency.h"
#include "store/records/own/kept_clock.h"
#include "store/txn.h"
#include "store_place.h"

static const struct hash key_one = {{1}};

/* Answers lie by half days. */
#define HALF_DAY ((time_ms)12 * 3600 * 1000)

static void
put_answer(struct txn *txn, uint8_t actor, time_ms kept, const char *text)
{
    struct id id = place_id(actor);
    struct slice wrapped;
    struct kept_answer answer = {.request = {{9, 9}}, .kept = kept};
    if (!txn_get(txn, SPACE_DATA_KEY, id_slice(&id), &wrapped)) {
        cipher_new_key(txn, &id);
    }
    buf_put_str(&answer.answer, text);
    idempotency_put(txn, &id, &key_one, &answer);
    kept_answer_wipe(&answer);
}

/* text: NULL when nothing must be there. */
static void
assert_answer_at(struct txn *txn, time_ms now, uint8_t actor, const char *text)
{
    struct id id = place_id(actor);
    struct kept_answer answer;
    bool found = idempotency_get(txn, &id, &key_one, now, &answer);
    assert_int_equal(txn_error(txn), TNW_OK);
    assert_int_equal(found, text != NULL);
    if (found) {
        assert_true(slice_eq(buf_slice(&answer.answer), slice_str(text)));
        assert_int_equal(answer.request.bytes[1], 9);
    }
    kept_answer_wipe(&answer);
}

static void
assert_answer(struct txn *txn, uint8_t actor, const char *text)
{
    assert_answer_at(txn, 6 * HALF_DAY - 1, actor, text);
}

static void
an_answer_is_for_its_actor_and_key_only(void **state)
{
    struct id one = place_id(1);
    struct hash key_two = {{2}};
    struct kept_answer answer;
    struct txn *txn = place_write(*state);
    put_answer(txn, 1, 100, "answer");
    assert_answer_at(txn, 100, 1, "answer");
    assert_answer_at(txn, 100, 2, NULL);
    assert_false(idempotency_get(txn, &one, &key_two, 100, &answer));
    place_commit(txn);
}

/* Answers of five half days, of which three are within a day of the fifth's end. */
static void
answers_expire_by_age_a_few_at_a_time(void **state)
{
    struct txn *txn = place_write(*state);
    for (uint8_t i = 1; i <= 5; i++) {
        put_answer(txn, (uint8_t)(6 - i), (i + 1) * HALF_DAY - 1, "answer"); /* actor 5 is the oldest */
    }
    idempotency_expire(txn, 4 * HALF_DAY - 1, 10);
    assert_answer_at(txn, 2 * HALF_DAY, 5, "answer");
    idempotency_expire(txn, 6 * HALF_DAY, 2);
    assert_answer_at(txn, 2 * HALF_DAY, 5, NULL);
    assert_answer_at(txn, 3 * HALF_DAY, 4, NULL);
    assert_answer(txn, 3, "answer");
    idempotency_expire(txn, 6 * HALF_DAY, 10);
    assert_answer(txn, 3, NULL);
    assert_answer(txn, 2, "answer");
    assert_answer(txn, 1, "answer");
    idempotency_expire(txn, 8 * HALF_DAY, 10);
    assert_answer(txn, 1, NULL);
    place_commit(txn);
}

static void
an_answer_is_found_for_a_day_at_least(void **state)
{
    struct txn *txn = place_write(*state);
    put_answer(txn, 1, HALF_DAY, "answer");
    assert_answer_at(txn, HALF_DAY, 1, "answer");
    assert_answer_at(txn, 3 * HALF_DAY, 1, "answer");
    assert_answer_at(txn, 4 * HALF_DAY, 1, NULL);
    assert_answer_at(txn, 0, 1, NULL);
    place_commit(txn);
}

static void
an_answer_that_was_replaced_lives_as_long_as_the_new_one(void **state)
{
    struct txn *txn = place_write(*state);
    put_answer(txn, 1, HALF_DAY, "old");
    put_answer(txn, 1, 2 * HALF_DAY, "new");
    assert_answer_at(txn, 2 * HALF_DAY, 1, "new");
    idempotency_expire(txn, 4 * HALF_DAY, 10);
    assert_answer_at(txn, 2 * HALF_DAY, 1, "new");
    idempotency_expire(txn, 5 * HALF_DAY, 10);
    assert_answer_at(txn, 2 * HALF_DAY, 1, NULL);
    struct range range;
    struct slice rest;
    struct slice value;
    range_open(&range, txn, SPACE_IDEMPOTENCY, slice_str(""), slice_str(""), false);
    assert_false(range_next(&range, &rest, &value));
    range_close(&range);
    place_commit(txn);
}

/* What was young when the log's time leapt is young for another day, whichever way it leapt. */
static void
an_answer_outlives_a_leap_of_the_time(void **state)
{
    static const time_ms leaps[] = {100 * HALF_DAY, -30 * HALF_DAY};
    for (size_t i = 0; i < sizeof leaps / sizeof leaps[0]; i++) {
        struct txn *txn = place_write(*state);
        const time_ms from = 40 * HALF_DAY;
        const time_ms to = from + leaps[i];
        const struct kept_clock clock = {.base = {.leap_from = from, .leap_to = to}, .number = i + 1};
        put_answer(txn, 1, from - 3 * HALF_DAY, "old");
        put_answer(txn, 2, from - HALF_DAY, "young");
        kept_clock_put(txn, &clock);
        put_answer(txn, 3, to, "new");
        for (time_ms now = to; now <= to + 2 * HALF_DAY; now += HALF_DAY) {
            idempotency_expire(txn, now, 10);
            assert_answer_at(txn, now, 1, NULL);
            assert_answer_at(txn, now, 2, "young");
            assert_answer_at(txn, now, 3, "new");
        }
        assert_answer_at(txn, to + 2 * HALF_DAY + 1, 2, NULL);
        idempotency_expire(txn, to + 20 * HALF_DAY, 10);
        txn_abort(&txn);
    }
}

static struct key
stored_key(uint8_t actor)
{
    struct id id = place_id(actor);
    struct key key = {.len = 0};
    key_add_u32(&key, 0);
    key_add(&key, key_one.bytes, HASH_SIZE);
    key_add_id(&key, &id);
    return key;
}

/* The first 16 bytes say under whose key the rest is encrypted: another place has none. */
static void
every_flipped_byte_is_found_out(void **state)
{
    struct id id = place_id(1);
    struct key key = stored_key(1);
    struct buf copy = {0};
    struct slice raw;
    struct txn *txn = place_write(*state);
    put_answer(txn, 1, 100, "answer");
    place_commit(txn);
    txn = place_read(*state);
    assert_true(txn_get(txn, SPACE_IDEMPOTENCY, key_slice(&key), &raw));
    buf_put_slice(&copy, raw);
    txn_abort(&txn);
    for (size_t i = 0; i < copy.len; i++) {
        struct kept_answer answer;
        txn = place_write(*state);
        copy.ptr[i] ^= 4;
        txn_put(txn, SPACE_IDEMPOTENCY, key_slice(&key), buf_slice(&copy));
        copy.ptr[i] ^= 4;
        assert_false(idempotency_get(txn, &id, &key_one, 100, &answer));
        assert_int_equal(txn_error(txn), i < ID_SIZE ? TNW_E_CORRUPT : TNW_E_CRYPTO);
        kept_answer_wipe(&answer);
        txn_abort(&txn);
    }
    buf_free(&copy);
}

static void
an_answer_moved_to_another_actor_is_found_out(void **state)
{
    struct id two = place_id(2);
    struct key from = stored_key(1);
    struct key to = stored_key(2);
    struct kept_answer answer;
    struct slice raw;
    struct buf copy = {0};
    struct txn *txn = place_write(*state);
    put_answer(txn, 1, 100, "answer");
    assert_true(txn_get(txn, SPACE_IDEMPOTENCY, key_slice(&from), &raw));
    buf_put_slice(&copy, raw);
    txn_put(txn, SPACE_IDEMPOTENCY, key_slice(&to), buf_slice(&copy));
    assert_false(idempotency_get(txn, &two, &key_one, 100, &answer));
    assert_int_equal(txn_error(txn), TNW_E_CRYPTO);
    kept_answer_wipe(&answer);
    txn_abort(&txn);
    buf_free(&copy);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(an_answer_is_for_its_actor_and_key_only),
        WITH_PLACE(answers_expire_by_age_a_few_at_a_time),
        WITH_PLACE(an_answer_outlives_a_leap_of_the_time),
        WITH_PLACE(an_answer_is_found_for_a_day_at_least),
        WITH_PLACE(an_answer_that_was_replaced_lives_as_long_as_the_new_one),
        WITH_PLACE(every_flipped_byte_is_found_out),
        WITH_PLACE(an_answer_moved_to_another_actor_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
