/* Ed25519 against the vectors of RFC 8032, and signatures that must not pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "crypto/sign.h"

struct vector {
    const char *seed;
    const char *public_key;
    const char *message;
    const char *signature;
};

/* RFC 8032, section 7.1: TEST 1, TEST 2, TEST 3 and TEST SHA(abc). */
static const struct vector vectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246"
     "55"
     "141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb"
     "00"
     "d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc"
     "02"
     "7beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2"
     "a9"
     "ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad"
     "9b"
     "ef1177331a704"},
};

struct sample {
    uint8_t seed[SIGN_SEED];
    uint8_t public_key[SIGN_PUBLIC];
    uint8_t bytes[64];
    struct slice message;
    uint8_t signature[SIGN_SIGNATURE];
};

static void
load(struct sample *out, const struct vector *vector)
{
    size_t len = strlen(vector->message) / 2;
    assert_int_equal(hex_decode(out->seed, sizeof out->seed, vector->seed), TNW_OK);
    assert_int_equal(hex_decode(out->public_key, sizeof out->public_key, vector->public_key), TNW_OK);
    assert_int_equal(hex_decode(out->bytes, len, vector->message), TNW_OK);
    assert_int_equal(hex_decode(out->signature, sizeof out->signature, vector->signature), TNW_OK);
    out->message = slice_of(out->bytes, len);
}

static enum tnw_err
verify(const struct sample *sample)
{
    return sign_verify(sample->public_key, sample->message, sample->signature);
}

static void
keys_and_signatures_are_those_of_rfc_8032(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        struct sample sample;
        struct sign_key *key;
        uint8_t got[SIGN_SIGNATURE];
        load(&sample, &vectors[i]);
        assert_int_equal(sign_key_new(&key, sample.seed), TNW_OK);
        sign_key_public(key, got);
        assert_memory_equal(got, sample.public_key, SIGN_PUBLIC);
        assert_int_equal(sign_make(key, sample.message, got), TNW_OK);
        assert_memory_equal(got, sample.signature, SIGN_SIGNATURE);
        assert_int_equal(verify(&sample), TNW_OK);
        sign_key_free(&key);
        assert_null(key);
        sign_key_free(&key);
    }
}

static void
no_changed_bit_passes(void **state)
{
    (void)state;
    struct sample sample;
    load(&sample, &vectors[2]);
    for (unsigned bit = 0; bit < 8 * SIGN_SIGNATURE; bit++) {
        sample.signature[bit / 8] ^= (uint8_t)(1U << bit % 8);
        assert_int_equal(verify(&sample), TNW_E_CRYPTO);
        sample.signature[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    for (unsigned bit = 0; bit < 16; bit++) {
        sample.bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
        assert_int_equal(verify(&sample), TNW_E_CRYPTO);
        sample.bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    for (unsigned bit = 0; bit < 8 * SIGN_PUBLIC; bit++) {
        sample.public_key[bit / 8] ^= (uint8_t)(1U << bit % 8);
        assert_int_equal(verify(&sample), TNW_E_CRYPTO);
        sample.public_key[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    sample.message.len--;
    assert_int_equal(verify(&sample), TNW_E_CRYPTO);
    sample.message.len++;
    assert_int_equal(verify(&sample), TNW_OK);
}

/* RFC 8032, section 5.1.7: S must be below the group's order L; S + L satisfies the same equation. */
static void
the_second_form_of_a_signature_is_refused(void **state)
{
    static const uint8_t order[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,       0xd6,
                                      0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, [31] = 0x10};
    (void)state;
    struct sample sample;
    load(&sample, &vectors[1]);
    unsigned carry = 0;
    for (size_t i = 0; i < 32; i++) {
        carry += sample.signature[32 + i] + (unsigned)order[i];
        sample.signature[32 + i] = (uint8_t)carry;
        carry >>= 8;
    }
    assert_int_equal(carry, 0);
    assert_int_equal(verify(&sample), TNW_E_CRYPTO);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_and_signatures_are_those_of_rfc_8032),
        cmocka_unit_test(no_changed_bit_passes),
        cmocka_unit_test(the_second_form_of_a_signature_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
