/* What anybody changes in the data file is found out, in every family of records. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/cipher/cipher.h"
#include "store_families.h"
#include "store_place.h"

/* One family in a fresh store. */
struct setting {
    struct place *place;
    const struct family *family;
};

static struct setting
prepared(void **state, size_t which)
{
    struct setting s = {.place = *state, .family = &store_families[which]};
    struct txn *txn = place_write(s.place);
    store_families_prepare(txn);
    s.family->put(txn, 1);
    place_commit(txn);
    return s;
}

/* In a write transaction that is thrown away, with the stored bytes replaced: what reading says. */
static enum tnw_err
read_changed(const struct setting *s, struct slice raw)
{
    struct txn *txn = place_write(s->place);
    struct key key = s->family->key(1);
    txn_put(txn, s->family->space, key_slice(&key), raw);
    assert_false(s->family->get(txn, 1));
    enum tnw_err err = txn_error(txn);
    txn_abort(&txn);
    return err;
}

static void
copy_raw(const struct setting *s, struct buf *out)
{
    struct txn *txn = place_read(s->place);
    struct key key = s->family->key(1);
    struct slice raw;
    assert_true(txn_get(txn, s->family->space, key_slice(&key), &raw));
    buf_put_slice(out, raw);
    txn_abort(&txn);
}

static void
an_absent_record_is_absent_and_no_error(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        struct setting s = prepared(state, i);
        struct txn *txn = place_read(s.place);
        assert_true(s.family->get(txn, 1));
        assert_false(s.family->get(txn, 2 + (s.family->space == SPACE_DOSSIER)));
        assert_int_equal(txn_error(txn), TNW_OK);
        txn_abort(&txn);
    }
}

static void
every_flipped_byte_is_found_out(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        struct setting s = prepared(state, i);
        struct buf raw = {0};
        copy_raw(&s, &raw);
        for (size_t at = 0; at < raw.len; at++) {
            raw.ptr[at] ^= (uint8_t)(1U << at % 8);
            assert_int_equal(read_changed(&s, buf_slice(&raw)), TNW_E_CRYPTO);
            raw.ptr[at] ^= (uint8_t)(1U << at % 8);
        }
        buf_free(&raw);
    }
}

static void
an_encrypted_value_that_is_cut_is_found_out(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        struct setting s = prepared(state, i);
        struct buf raw = {0};
        copy_raw(&s, &raw);
        assert_int_equal(read_changed(&s, slice_of(raw.ptr, raw.len - 1)), TNW_E_CRYPTO);
        assert_int_equal(read_changed(&s, slice_of(raw.ptr, 27)), TNW_E_CRYPTO);
        assert_int_equal(read_changed(&s, slice_of(raw.ptr, 1)), TNW_E_CRYPTO);
        buf_free(&raw);
    }
}

static void
a_value_moved_to_another_key_is_found_out(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        struct setting s = prepared(state, i);
        struct buf raw = {0};
        copy_raw(&s, &raw);
        struct txn *txn = place_write(s.place);
        struct key key = s.family->key(2);
        txn_put(txn, s.family->space, key_slice(&key), buf_slice(&raw));
        assert_false(s.family->get(txn, 2));
        assert_int_equal(txn_error(txn), TNW_E_CRYPTO);
        txn_abort(&txn);
        buf_free(&raw);
    }
}

/* A thread and a consent of the same dossier and id have the same key: the space is bound too. */
static void
a_value_moved_to_another_space_is_found_out(void **state)
{
    struct place *place = *state;
    struct txn *txn = place_write(place);
    store_families_prepare(txn);
    struct id dossier = place_id(1);
    struct key key = key_of(&dossier);
    key_add_id(&key, &dossier);
    struct buf plain = {0};
    struct buf out = {0};
    struct slice raw;
    buf_put_str(&plain, "content");
    cipher_put(txn, SPACE_THREAD, key_slice(&key), &dossier, &plain);
    assert_true(txn_get(txn, SPACE_THREAD, key_slice(&key), &raw));
    struct buf copy = {0};
    buf_put_slice(&copy, raw);
    txn_put(txn, SPACE_CONSENT, key_slice(&key), buf_slice(&copy));
    assert_false(cipher_get(txn, SPACE_CONSENT, key_slice(&key), &dossier, &out));
    assert_int_equal(txn_error(txn), TNW_E_CRYPTO);
    assert_int_equal(out.len, 0);
    txn_abort(&txn);
    buf_free(&copy);
    buf_free(&out);
}

/* The sample's plain text, rightly encrypted, with another length or another first byte. */
static enum tnw_err
read_encrypted(const struct setting *s, struct slice plain_text)
{
    struct txn *txn = place_write(s->place);
    struct key key = s->family->key(1);
    struct id place = store_families_place(s->family, 1);
    struct buf plain = {0};
    buf_put_slice(&plain, plain_text);
    cipher_put(txn, s->family->space, key_slice(&key), &place, &plain);
    bool found = s->family->get(txn, 1);
    enum tnw_err err = txn_error(txn);
    assert_int_equal(found, err == TNW_OK);
    txn_abort(&txn);
    return err;
}

static void
open_plain(const struct setting *s, struct buf *out)
{
    struct txn *txn = place_read(s->place);
    struct key key = s->family->key(1);
    struct id place = store_families_place(s->family, 1);
    assert_true(cipher_get(txn, s->family->space, key_slice(&key), &place, out));
    txn_abort(&txn);
}

static void
a_record_of_another_version_is_corrupt(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        struct setting s = prepared(state, i);
        struct buf plain = {0};
        open_plain(&s, &plain);
        unsigned current = plain.ptr[0];
        assert_int_equal(read_encrypted(&s, buf_slice(&plain)), TNW_OK);
        for (unsigned version = 0; version < 256; version += version < 4 ? 1 : 63) {
            plain.ptr[0] = (uint8_t)version;
            assert_int_equal(read_encrypted(&s, buf_slice(&plain)), version == current ? TNW_OK : TNW_E_CORRUPT);
        }
        buf_free(&plain);
    }
}

static void
a_record_that_is_too_short_or_too_long_is_corrupt(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        struct setting s = prepared(state, i);
        struct buf plain = {0};
        open_plain(&s, &plain);
        assert_true(s.family->open_end ? plain.len >= s.family->fixed : plain.len == s.family->fixed);
        for (size_t len = 0; len < s.family->fixed; len++) {
            assert_int_equal(read_encrypted(&s, slice_of(plain.ptr, len)), TNW_E_CORRUPT);
        }
        assert_int_equal(read_encrypted(&s, slice_of(plain.ptr, s.family->fixed)), TNW_OK);
        buf_put_u8(&plain, 'x');
        assert_int_equal(read_encrypted(&s, buf_slice(&plain)), s.family->open_end ? TNW_OK : TNW_E_CORRUPT);
        buf_free(&plain);
    }
}

/* Nor does a transaction that has seen the key remember it. */
static void
without_its_key_a_place_is_corrupt(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        struct setting s = prepared(state, i);
        struct txn *txn = place_write(s.place);
        struct id place = store_families_place(s.family, 1);
        assert_true(s.family->get(txn, 1));
        cipher_drop_key(txn, &place);
        assert_false(s.family->get(txn, 1));
        assert_int_equal(txn_error(txn), TNW_E_CORRUPT);
        txn_abort(&txn);
    }
}

/* The wrapped key of another dossier in the place of this one's. */
static void
an_exchanged_data_key_is_found_out(void **state)
{
    struct setting s = prepared(state, 1);
    struct id one = place_id(1);
    struct id two = place_id(2);
    struct txn *txn = place_write(s.place);
    struct slice wrapped;
    struct buf copy = {0};
    assert_true(txn_get(txn, SPACE_DATA_KEY, id_slice(&two), &wrapped));
    buf_put_slice(&copy, wrapped);
    txn_put(txn, SPACE_DATA_KEY, id_slice(&one), buf_slice(&copy));
    assert_false(s.family->get(txn, 1));
    assert_int_equal(txn_error(txn), TNW_E_CRYPTO);
    txn_abort(&txn);
    buf_free(&copy);
}

/* Tools outlive transactions and remember a key, but not beyond what is stored. */
static void
under_a_new_key_the_old_values_stay_shut(void **state)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        struct setting s = prepared(state, i);
        struct txn *txn = place_write(s.place);
        struct id place = store_families_place(s.family, 1);
        assert_true(s.family->get(txn, 1));
        cipher_new_key(txn, &place);
        assert_false(s.family->get(txn, 1));
        assert_int_equal(txn_error(txn), TNW_E_CRYPTO);
        txn_abort(&txn);
        txn = place_read(s.place);
        assert_true(s.family->get(txn, 1));
        txn_abort(&txn);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(an_absent_record_is_absent_and_no_error),
        WITH_PLACE(every_flipped_byte_is_found_out),
        WITH_PLACE(an_encrypted_value_that_is_cut_is_found_out),
        WITH_PLACE(a_value_moved_to_another_key_is_found_out),
        WITH_PLACE(a_value_moved_to_another_space_is_found_out),
        WITH_PLACE(a_record_of_another_version_is_corrupt),
        WITH_PLACE(a_record_that_is_too_short_or_too_long_is_corrupt),
        WITH_PLACE(without_its_key_a_place_is_corrupt),
        WITH_PLACE(under_a_new_key_the_old_values_stay_shut),
        WITH_PLACE(an_exchanged_data_key_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
