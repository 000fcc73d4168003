/* Base64 against the vectors of RFC 4648, and texts that must not be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/base64.h"

static void
assert_pair(struct slice bytes, const char *text)
{
    struct buf out = {0};
    uint8_t back[256];
    size_t len;
    base64_encode(&out, bytes);
    assert_string_equal(buf_text(&out), text);
    assert_int_equal(out.len, BASE64_LENGTH(bytes.len));
    assert_int_equal(base64_decode(back, bytes.len, &len, slice_str(text)), TNW_OK);
    assert_true(slice_eq(slice_of(back, len), bytes));
    if (bytes.len > 0) {
        assert_int_equal(base64_decode(back, bytes.len - 1, &len, slice_str(text)), TNW_E_CORRUPT);
        assert_int_equal(len, 0);
    }
    buf_free(&out);
}

/* RFC 4648, section 10. */
static void
texts_are_those_of_rfc_4648(void **state)
{
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"}};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_pair(slice_str(pairs[i][0]), pairs[i][1]);
    }
}

static void
every_byte_and_every_letter_have_their_place(void **state)
{
    (void)state;
    uint8_t bytes[48];
    for (uint8_t i = 0; i < 16; i++) { /* the values 0 to 63, six bits each */
        uint32_t group =
            (uint32_t)(4 * i) << 18 | (uint32_t)(4 * i + 1) << 12 | (uint32_t)(4 * i + 2) << 6 | (uint32_t)(4 * i + 3);
        bytes[3 * i] = (uint8_t)(group >> 16);
        bytes[3 * i + 1] = (uint8_t)(group >> 8);
        bytes[3 * i + 2] = (uint8_t)group;
    }
    assert_pair(slice_of(bytes, sizeof bytes), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
}

/* Of all 2^8 values of each character, those that read give the one text back. */
static void
each_value_has_one_text(void **state)
{
    static const char *const texts[] = {"Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE="};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (size_t at = 0; at < strlen(texts[i]); at++) {
            for (unsigned c = 0; c < 256; c++) {
                uint8_t text[9];
                uint8_t bytes[6];
                size_t len;
                struct buf again = {0};
                struct slice whole = slice_of(text, strlen(texts[i]));
                memcpy(text, texts[i], whole.len);
                text[at] = (uint8_t)c;
                if (base64_decode(bytes, sizeof bytes, &len, whole) == TNW_OK) {
                    base64_encode(&again, slice_of(bytes, len));
                    assert_true(slice_eq(buf_slice(&again), whole));
                }
                buf_free(&again);
            }
        }
    }
}

static void
other_forms_are_refused(void **state)
{
    static const char *const texts[] = {"Z",    "Zg",       "Zg=",  "Zg===", "Zh==",  "Zm9=",     "Zm8=\n",
                                        " Zg=", "Zg= =",    "====", "=Zg=",  "Z===",  "Zg==Zg==", "Zm-v",
                                        "Zm_v", "Zm8=Zm9v", "=",    "==",    "Zg==A", "Zm9vYg=v", "Zm9v\nYg=="};
    (void)state;
    uint8_t bytes[16];
    size_t len;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(base64_decode(bytes, sizeof bytes, &len, slice_str(texts[i])), TNW_E_CORRUPT);
        assert_int_equal(len, 0);
    }
    assert_int_equal(base64_decode(bytes, sizeof bytes, &len, slice_of("Zm\0v", 4)), TNW_E_CORRUPT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_those_of_rfc_4648),
        cmocka_unit_test(every_byte_and_every_letter_have_their_place),
        cmocka_unit_test(each_value_has_one_text),
        cmocka_unit_test(other_forms_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
