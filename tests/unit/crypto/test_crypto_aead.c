/* Encrypted bytes are decrypted only as they were, under the same key, for the same purpose. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "crypto/aead.h"

/* McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B: test cases 13, 14 and 16 (AES-256). */
static const struct {
    const char *key;
    const char *nonce;
    const char *ad;
    const char *plain;
    const char *cipher;
    const char *tag;
} vectors[] = {
    {"0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "", "",
     "530f8afbc74536b9a963b4f1c4cb738b"},
    {"0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "",
     "00000000000000000000000000000000", "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"},
    {"feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
     "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
     "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
     "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
     "76fc6ece0f4e1768cddf8853bb2d551b"},
};

static const struct aead_key key_one = {{1}};

/* Each with working memory of its own. */
static void
encrypt(struct buf *out, const struct aead_key *key, struct slice ad, struct slice plain)
{
    struct aead_scratch *scratch = aead_scratch_new();
    aead_encrypt(scratch, out, key, ad, plain);
    aead_scratch_free(&scratch);
}

static enum tnw_err
decrypt(struct buf *out, const struct aead_key *key, struct slice ad, struct slice encrypted)
{
    struct aead_scratch *scratch = aead_scratch_new();
    enum tnw_err err = aead_decrypt(scratch, out, key, ad, encrypted);
    aead_scratch_free(&scratch);
    return err;
}

static void
put_unhex(struct buf *out, const char *hex)
{
    size_t len = strlen(hex) / 2;
    uint8_t none;
    uint8_t *at = len == 0 ? &none : buf_grow(out, len);
    assert_int_equal(hex_decode(at, len, hex), TNW_OK);
}

static void
published_ciphertexts_are_decrypted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        struct aead_key key;
        struct buf ad = {0};
        struct buf encrypted = {0};
        struct buf plain = {0};
        struct buf out = {0};
        assert_int_equal(hex_decode(key.bytes, AEAD_KEY, vectors[i].key), TNW_OK);
        put_unhex(&ad, vectors[i].ad);
        put_unhex(&encrypted, vectors[i].nonce);
        put_unhex(&encrypted, vectors[i].cipher);
        put_unhex(&encrypted, vectors[i].tag);
        put_unhex(&plain, vectors[i].plain);
        assert_int_equal(decrypt(&out, &key, buf_slice(&ad), buf_slice(&encrypted)), TNW_OK);
        assert_true(slice_eq(buf_slice(&out), buf_slice(&plain)));
        buf_free(&ad);
        buf_free(&encrypted);
        buf_free(&plain);
        buf_free(&out);
    }
}

static struct buf
encrypted_text(const char *ad, const char *text)
{
    struct buf encrypted = {0};
    encrypt(&encrypted, &key_one, slice_str(ad), slice_str(text));
    assert_int_equal(encrypted.err, TNW_OK);
    assert_int_equal(encrypted.len, strlen(text) + AEAD_OVERHEAD);
    return encrypted;
}

static void
what_is_encrypted_is_decrypted_behind_what_is_there(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a", "sixteen bytes...", "a little more than one block"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct buf encrypted = encrypted_text("place", texts[i]);
        struct buf out = {0};
        buf_put_str(&out, "before ");
        assert_int_equal(decrypt(&out, &key_one, slice_str("place"), buf_slice(&encrypted)), TNW_OK);
        assert_memory_equal(buf_text(&out), "before ", 7);
        assert_string_equal(buf_text(&out) + 7, texts[i]);
        buf_free(&out);
        buf_free(&encrypted);
    }
}

static void
assert_refused(const struct aead_key *key, struct slice ad, struct slice encrypted)
{
    struct buf out = {0};
    buf_put_str(&out, "kept");
    assert_int_equal(decrypt(&out, key, ad, encrypted), TNW_E_CRYPTO);
    assert_int_equal(out.err, TNW_OK);
    assert_string_equal(buf_text(&out), "kept");
    buf_free(&out);
}

/* Nonce, text and tag: 12, 7 and 16 bytes. */
static void
every_flipped_bit_is_refused_and_leaves_nothing(void **state)
{
    (void)state;
    struct buf encrypted = encrypted_text("place", "content");
    for (size_t bit = 0; bit < 8 * encrypted.len; bit++) {
        encrypted.ptr[bit / 8] ^= (uint8_t)(1U << bit % 8);
        assert_refused(&key_one, slice_str("place"), buf_slice(&encrypted));
        encrypted.ptr[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    buf_free(&encrypted);
}

static void
every_other_length_is_refused(void **state)
{
    (void)state;
    struct buf encrypted = encrypted_text("place", "content");
    size_t whole = encrypted.len;
    buf_put_u8(&encrypted, 0);
    for (size_t len = 0; len <= encrypted.len; len++) {
        if (len != whole) {
            assert_refused(&key_one, slice_str("place"), slice_of(encrypted.ptr, len));
        }
    }
    buf_free(&encrypted);
}

static void
another_place_or_key_is_refused(void **state)
{
    (void)state;
    struct buf encrypted = encrypted_text("place", "content");
    char ad[] = "place";
    for (size_t i = 0; i < 5; i++) {
        ad[i] ^= 1;
        assert_refused(&key_one, slice_str(ad), buf_slice(&encrypted));
        ad[i] ^= 1;
    }
    assert_refused(&key_one, slice_str(""), buf_slice(&encrypted));
    assert_refused(&key_one, slice_str("plac"), buf_slice(&encrypted));
    assert_refused(&key_one, slice_str("place "), buf_slice(&encrypted));
    for (size_t i = 0; i < AEAD_KEY; i++) {
        struct aead_key other = key_one;
        other.bytes[i] ^= 0x80;
        assert_refused(&other, slice_str("place"), buf_slice(&encrypted));
    }
    buf_free(&encrypted);
}

static void
the_same_text_is_encrypted_differently_each_time(void **state)
{
    (void)state;
    struct buf one = encrypted_text("place", "content");
    struct buf two = encrypted_text("place", "content");
    assert_memory_not_equal(one.ptr, two.ptr, 12);
    assert_memory_not_equal(one.ptr + 12, two.ptr + 12, 7);
    buf_free(&one);
    buf_free(&two);
}

/* Six keys in turn outnumber what a scratch keeps ready; decrypting fails in between without harm to the next. */
static void
one_scratch_serves_several_keys_in_both_directions(void **state)
{
    (void)state;
    struct aead_scratch *scratch = aead_scratch_new();
    for (unsigned i = 0; i < 100; i++) {
        struct aead_key key = {{(uint8_t)(i % 6 + 1)}};
        struct aead_key other = {{(uint8_t)((i + 1) % 6 + 1)}};
        struct buf encrypted = {0};
        struct buf out = {0};
        aead_encrypt(scratch, &encrypted, &key, slice_str("place"), slice_str("text"));
        assert_int_equal(aead_decrypt(scratch, &out, &other, slice_str("place"), buf_slice(&encrypted)), TNW_E_CRYPTO);
        assert_int_equal(aead_decrypt(scratch, &out, &key, slice_str("place"), buf_slice(&encrypted)), TNW_OK);
        assert_string_equal(buf_text(&out), "text");
        buf_clear(&out);
        assert_int_equal(decrypt(&out, &key, slice_str("place"), buf_slice(&encrypted)), TNW_OK);
        buf_free(&encrypted);
        buf_free(&out);
    }
    aead_scratch_free(&scratch);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_ciphertexts_are_decrypted),
        cmocka_unit_test(what_is_encrypted_is_decrypted_behind_what_is_there),
        cmocka_unit_test(every_flipped_bit_is_refused_and_leaves_nothing),
        cmocka_unit_test(every_other_length_is_refused),
        cmocka_unit_test(another_place_or_key_is_refused),
        cmocka_unit_test(the_same_text_is_encrypted_differently_each_time),
        cmocka_unit_test(one_scratch_serves_several_keys_in_both_directions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
