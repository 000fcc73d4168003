/* SHA-256 and HMAC-SHA-256 against published answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "crypto/hash.h"

static void
assert_hash(const struct hash *hash, const char *hex)
{
    char text[2 * HASH_SIZE + 1];
    hex_encode(text, hash->bytes, HASH_SIZE);
    assert_string_equal(text, hex);
}

/* NIST, FIPS 180-4 example values (csrc.nist.gov, "SHA256.pdf"), and SHA-256 of nothing from the NIST CAVP short
 * messages. */
static void
sha256_gives_the_answers_of_nist(void **state)
{
    (void)state;
    struct hash hash = hash_of(slice_str(""));
    assert_hash(&hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    hash = hash_of(slice_str("abc"));
    assert_hash(&hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash = hash_of(slice_str("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"));
    assert_hash(&hash, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    struct buf million = {0};
    memset(buf_grow(&million, 1000000), 'a', 1000000);
    hash = hash_of(buf_slice(&million));
    assert_hash(&hash, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    buf_free(&million);
}

static void
parts_hash_like_the_whole(void **state)
{
    (void)state;
    struct slice parts[] = {slice_str("a"), slice_str(""), slice_str("bc"), slice_of(NULL, 0)};
    struct hash hash = hash_parts(parts, 4);
    assert_hash(&hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    hash = hash_parts(NULL, 0);
    assert_hash(&hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static struct hash
hmac_of(struct slice key, struct slice bytes)
{
    return hash_hmac(key, &bytes, 1);
}

/* RFC 4231, section 4: test cases 1 to 4. 5 cuts the answer short, 6 and 7 have keys longer than a block: both are not
 * done here. */
static void
hmac_gives_the_answers_of_rfc_4231(void **state)
{
    (void)state;
    uint8_t key[25];
    uint8_t data[50];
    memset(key, 0x0b, 20);
    struct hash hash = hmac_of(slice_of(key, 20), slice_str("Hi There"));
    assert_hash(&hash, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");

    hash = hmac_of(slice_str("Jefe"), slice_str("what do ya want for nothing?"));
    assert_hash(&hash, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

    memset(key, 0xaa, sizeof key);
    memset(data, 0xdd, sizeof data);
    hash = hmac_of(slice_of(key, 20), slice_of(data, 50));
    assert_hash(&hash, "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");

    for (uint8_t i = 0; i < 25; i++) {
        key[i] = (uint8_t)(i + 1);
    }
    memset(data, 0xcd, sizeof data);
    hash = hmac_of(slice_of(key, 25), slice_of(data, 50));
    assert_hash(&hash, "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
}

static void
hashes_are_equal_only_when_every_bit_is(void **state)
{
    (void)state;
    struct hash a = hash_of(slice_str("a"));
    struct hash b = a;
    assert_true(hash_eq(&a, &b));
    for (unsigned bit = 0; bit < 8 * HASH_SIZE; bit++) {
        b.bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
        assert_false(hash_eq(&a, &b));
        b.bytes[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_gives_the_answers_of_nist),
        cmocka_unit_test(parts_hash_like_the_whole),
        cmocka_unit_test(hmac_gives_the_answers_of_rfc_4231),
        cmocka_unit_test(hashes_are_equal_only_when_every_bit_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
