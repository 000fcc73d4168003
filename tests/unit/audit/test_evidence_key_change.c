/* A log that goes on under another key: the old one signs the new one, at one place in the log. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "audit/note/key_change.h"

#define SEQ UINT64_C(4711)

struct keys {
    struct sign_key *secret;
    struct note_key old;
    struct note_key fresh;
};

static struct sign_key *
make_key(struct note_key *key, const char *name, uint8_t number)
{
    uint8_t seed[SIGN_SEED] = {number};
    uint8_t public_key[SIGN_PUBLIC];
    struct sign_key *secret;
    assert_int_equal(sign_key_new(&secret, seed), TNW_OK);
    sign_key_public(secret, public_key);
    assert_int_equal(note_key_set(key, slice_str(name), NOTE_ED25519, public_key), TNW_OK);
    return secret;
}

static int
set_up(void **state)
{
    static struct keys keys;
    struct sign_key *fresh = make_key(&keys.fresh, "log.example/2", 2);
    sign_key_free(&fresh);
    keys.secret = make_key(&keys.old, "log.example/1", 1);
    *state = &keys;
    return 0;
}

static int
tear_down(void **state)
{
    sign_key_free(&((struct keys *)*state)->secret);
    return 0;
}

static struct buf
signed_ground(const struct keys *k)
{
    struct buf ground = {0};
    assert_int_equal(key_change_encode(&ground, SEQ, &k->fresh, &k->old, k->secret), TNW_OK);
    return ground;
}

static void
a_signed_change_names_both_keys(void **state)
{
    const struct keys *k = *state;
    struct key_change change;
    struct buf ground = signed_ground(k);
    assert_int_equal(key_change_open(&change, buf_slice(&ground), SEQ), TNW_OK);
    assert_true(change.is_signed);
    assert_memory_equal(&change.old, &k->old, sizeof k->old);
    assert_memory_equal(&change.fresh, &k->fresh, sizeof k->fresh);
    assert_int_equal(key_change_open(&change, buf_slice(&ground), SEQ + 1), TNW_E_CRYPTO);
    buf_free(&ground);
}

static void
no_changed_bit_of_a_signed_change_passes(void **state)
{
    struct buf ground = signed_ground(*state);
    for (size_t bit = 0; bit < 8 * ground.len; bit++) {
        struct key_change change;
        ground.ptr[bit / 8] ^= (uint8_t)(1U << bit % 8);
        enum tnw_err err = key_change_open(&change, buf_slice(&ground), SEQ);
        assert_true(err == TNW_E_CORRUPT || err == TNW_E_CRYPTO);
        ground.ptr[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    buf_free(&ground);
}

static void
a_change_without_the_old_key_proves_nothing(void **state)
{
    const struct keys *k = *state;
    struct key_change change;
    struct buf ground = {0};
    assert_int_equal(key_change_encode(&ground, SEQ, &k->fresh, NULL, NULL), TNW_OK);
    assert_int_equal(key_change_open(&change, buf_slice(&ground), SEQ), TNW_OK);
    assert_false(change.is_signed);
    assert_memory_equal(&change.fresh, &k->fresh, sizeof k->fresh);
    buf_free(&ground);
}

static void
what_is_no_change_is_refused(void **state)
{
    const struct keys *k = *state;
    struct key_change change;
    struct buf out = {0};
    assert_int_equal(key_change_encode(&out, SEQ, &k->fresh, &k->fresh, k->secret), TNW_E_USAGE);
    struct note_key odd = k->fresh;
    odd.name[0] = '"';
    assert_int_equal(key_change_encode(&out, SEQ, &odd, NULL, NULL), TNW_E_USAGE);
    struct buf same = {0};
    assert_int_equal(key_change_encode(&same, SEQ, &k->old, &k->old, k->secret), TNW_OK);
    assert_int_equal(key_change_open(&change, buf_slice(&same), SEQ), TNW_E_CORRUPT);
    static const char *const bad[] = {"", "role", "new:", "old:a+01234567+AAAA", "new:a+01234567+AAAA"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(key_change_open(&change, slice_str(bad[i]), SEQ), TNW_E_CORRUPT);
    }
    struct buf more = signed_ground(k);
    buf_put_str(&more, " more:x");
    assert_int_equal(key_change_open(&change, buf_slice(&more), SEQ), TNW_E_CORRUPT);
    buf_free(&more);
    buf_free(&same);
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_signed_change_names_both_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_changed_bit_of_a_signed_change_passes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_change_without_the_old_key_proves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_change_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
