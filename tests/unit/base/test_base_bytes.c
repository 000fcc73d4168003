/* Bytes with owners, the bounded cursor, and hex. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"

static void
content_survives_growth(void **state)
{
    (void)state;
    struct buf buf = {0};
    for (unsigned i = 0; i < 100000; i++) {
        buf_put_u8(&buf, (uint8_t)(i * 7));
    }
    assert_int_equal(buf.err, TNW_OK);
    assert_int_equal(buf.len, 100000);
    for (unsigned i = 0; i < 100000; i++) {
        assert_int_equal(buf.ptr[i], (uint8_t)(i * 7));
    }
    buf_free(&buf);
}

static void
integers_are_big_endian(void **state)
{
    (void)state;
    static const uint8_t expected[] = {0x01, 0x01, 0x02, 0x01, 0x02, 0x03, 0x04, 0x01,
                                       0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08};
    struct buf buf = {0};
    buf_put_u8(&buf, 0x01);
    buf_put_u16(&buf, 0x0102);
    buf_put_u32(&buf, 0x01020304);
    buf_put_u64(&buf, 0x0102030405060708);
    assert_int_equal(buf.len, sizeof expected);
    assert_memory_equal(buf.ptr, expected, sizeof expected);
    struct cursor cur = cursor_of(buf_slice(&buf));
    assert_int_equal(cursor_u8(&cur), 0x01);
    assert_int_equal(cursor_u16(&cur), 0x0102);
    assert_int_equal(cursor_u32(&cur), 0x01020304);
    assert_true(cursor_u64(&cur) == 0x0102030405060708);
    assert_int_equal(cursor_end(&cur), TNW_OK);
    buf_free(&buf);
}

static void
after_a_failed_growth_nothing_is_appended(void **state)
{
    (void)state;
    struct buf buf = {0};
    buf_put_str(&buf, "kept");
    assert_null(buf_grow(&buf, SIZE_MAX));
    assert_int_equal(buf.err, TNW_E_NO_MEMORY);
    buf_put_str(&buf, "lost");
    buf_put_u64(&buf, 1);
    buf_put_hex(&buf, slice_str("x"));
    buf_printf(&buf, "%d", 1);
    assert_null(buf_grow(&buf, 1));
    assert_null(buf_text(&buf));
    assert_int_equal(buf.len, 4);
    assert_int_equal(buf.err, TNW_E_NO_MEMORY);
    buf_clear(&buf);
    buf_put_str(&buf, "again");
    assert_string_equal(buf_text(&buf), "again");
    buf_free(&buf);
}

static void
a_runaway_buffer_stops_before_it_takes_all_memory(void **state)
{
    (void)state;
    struct buf buf = {0};
    assert_null(buf_grow(&buf, ((size_t)256 << 20) + 1));
    assert_int_equal(buf.err, TNW_E_NO_MEMORY);
    assert_null(buf.ptr);
    buf_free(&buf);
}

static void
cleared_bytes_are_wiped_and_freed_ones_forgotten(void **state)
{
    (void)state;
    static const uint8_t zeros[6];
    struct buf buf = {0};
    buf_put_str(&buf, "secret");
    buf_clear(&buf);
    assert_int_equal(buf.len, 0);
    assert_memory_equal(buf.ptr, zeros, sizeof zeros);
    buf_free(&buf);
    assert_null(buf.ptr);
    assert_int_equal(buf.cap, 0);
    buf_free(&buf);

    char text[] = "secret";
    bytes_wipe(text, 6);
    assert_memory_equal(text, zeros, sizeof zeros);
    bytes_wipe(NULL, 0);
}

static void
printed_text_of_any_length_arrives_whole(void **state)
{
    (void)state;
    static const int lengths[] = {0, 1, 510, 511, 512, 513, 5000};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        struct buf buf = {0};
        buf_printf(&buf, "<%*s>", lengths[i], "");
        assert_int_equal(buf.len, lengths[i] + 2);
        const char *text = buf_text(&buf);
        assert_int_equal(strlen(text), buf.len);
        assert_int_equal(text[0], '<');
        assert_int_equal(text[buf.len - 1], '>');
        buf_free(&buf);
    }
}

static void
text_ends_with_a_nul_that_does_not_count(void **state)
{
    (void)state;
    struct buf buf = {0};
    assert_string_equal(buf_text(&buf), "");
    assert_int_equal(buf.len, 0);
    buf_put(&buf, "a\0b", 3);
    assert_memory_equal(buf_text(&buf), "a\0b", 4);
    assert_int_equal(buf.len, 3);
    buf_free(&buf);
}

static void
slices_are_equal_only_when_every_bit_is(void **state)
{
    (void)state;
    uint8_t a[9] = "abcdefghi";
    uint8_t b[9] = "abcdefghi";
    assert_true(slice_eq(slice_of(a, 9), slice_of(b, 9)));
    assert_true(slice_eq_ct(slice_of(a, 9), slice_of(b, 9)));
    assert_false(slice_eq(slice_of(a, 9), slice_of(b, 8)));
    assert_false(slice_eq_ct(slice_of(a, 9), slice_of(b, 8)));
    for (unsigned bit = 0; bit < 72; bit++) {
        b[bit / 8] ^= (uint8_t)(1U << bit % 8);
        assert_false(slice_eq(slice_of(a, 9), slice_of(b, 9)));
        assert_false(slice_eq_ct(slice_of(a, 9), slice_of(b, 9)));
        b[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    assert_true(slice_eq(slice_of(NULL, 0), slice_str("")));
    assert_true(slice_eq_ct(slice_str(NULL), slice_str("")));
}

/* u16, 3 bytes, u32: what is cut anywhere is CORRUPT, and gives zeros from there on. */
static void
every_truncation_is_corrupt(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    for (size_t len = 0; len <= sizeof bytes; len++) {
        uint8_t three[3] = {9, 9, 9};
        struct cursor cur = cursor_of(slice_of(bytes, len));
        uint16_t first = cursor_u16(&cur);
        cursor_bytes(&cur, three, 3);
        uint32_t last = cursor_u32(&cur);
        bool whole = len == sizeof bytes;
        assert_int_equal(cursor_end(&cur), whole ? TNW_OK : TNW_E_CORRUPT);
        assert_int_equal(first, len >= 2 ? 0x0102 : 0);
        assert_int_equal(three[2], len >= 5 ? 5 : 0);
        assert_int_equal(last, whole ? 0x06070809 : 0);
    }
}

static void
a_failed_cursor_gives_nothing_any_more(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {1, 2, 3, 4};
    struct cursor cur = cursor_of(slice_of(bytes, 4));
    assert_true(cursor_u64(&cur) == 0);
    assert_int_equal(cursor_u8(&cur), 0);
    assert_int_equal(cursor_u16(&cur), 0);
    assert_null(cursor_slice(&cur, 1).ptr);
    assert_int_equal(cursor_rest(&cur).len, 0);
    assert_int_equal(cur.err, TNW_E_CORRUPT);
    assert_int_equal(cursor_end(&cur), TNW_E_CORRUPT);
    cur = cursor_of(slice_of(bytes, 4));
    cur.err = TNW_E_NO_MEMORY; /* the reader's own reason */
    assert_int_equal(cursor_u8(&cur), 0);
    assert_int_equal(cursor_end(&cur), TNW_E_NO_MEMORY);
}

static void
a_length_beyond_the_end_does_not_wrap_around(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {1, 2, 3, 4};
    struct cursor cur = cursor_of(slice_of(bytes, 4));
    assert_null(cursor_slice(&cur, SIZE_MAX).ptr);
    assert_int_equal(cur.err, TNW_E_CORRUPT);
}

static void
bytes_left_over_are_corrupt(void **state)
{
    (void)state;
    static const uint8_t bytes[] = {1, 2};
    struct cursor cur = cursor_of(slice_of(bytes, 2));
    assert_int_equal(cursor_u8(&cur), 1);
    assert_int_equal(cursor_end(&cur), TNW_E_CORRUPT);
    assert_int_equal(cursor_rest(&cur).len, 1);
    assert_int_equal(cursor_end(&cur), TNW_OK);
}

static void
hex_reads_back_what_it_wrote(void **state)
{
    (void)state;
    uint8_t bytes[256];
    uint8_t back[256];
    char text[513];
    struct buf buf = {0};
    for (unsigned i = 0; i < 256; i++) {
        bytes[i] = (uint8_t)i;
    }
    hex_encode(text, bytes, 256);
    assert_int_equal(strlen(text), 512);
    assert_memory_equal(text, "000102030405060708090a0b0c0d0e0f10", 34);
    assert_int_equal(hex_decode(back, 256, text), TNW_OK);
    assert_memory_equal(bytes, back, 256);
    buf_put_hex(&buf, slice_of(bytes, 256));
    assert_string_equal(buf_text(&buf), text);
    buf_free(&buf);
}

static void
hex_takes_lower_case_digits_of_the_right_number_only(void **state)
{
    (void)state;
    uint8_t out[2];
    char text[] = "0a1b";
    assert_int_equal(hex_decode(out, 2, text), TNW_OK);
    assert_int_equal(hex_decode(out, 2, "0a1"), TNW_E_CORRUPT);
    assert_int_equal(hex_decode(out, 2, "0a1b2"), TNW_E_CORRUPT);
    assert_int_equal(hex_decode(out, 2, ""), TNW_E_CORRUPT);
    for (size_t at = 0; at < 4; at++) {
        char right = text[at];
        for (int c = 1; c < 256; c++) {
            text[at] = (char)c;
            bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            assert_int_equal(hex_decode(out, 2, text), digit ? TNW_OK : TNW_E_CORRUPT);
        }
        text[at] = right;
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_survives_growth),
        cmocka_unit_test(integers_are_big_endian),
        cmocka_unit_test(after_a_failed_growth_nothing_is_appended),
        cmocka_unit_test(a_runaway_buffer_stops_before_it_takes_all_memory),
        cmocka_unit_test(cleared_bytes_are_wiped_and_freed_ones_forgotten),
        cmocka_unit_test(printed_text_of_any_length_arrives_whole),
        cmocka_unit_test(text_ends_with_a_nul_that_does_not_count),
        cmocka_unit_test(slices_are_equal_only_when_every_bit_is),
        cmocka_unit_test(every_truncation_is_corrupt),
        cmocka_unit_test(a_failed_cursor_gives_nothing_any_more),
        cmocka_unit_test(a_length_beyond_the_end_does_not_wrap_around),
        cmocka_unit_test(bytes_left_over_are_corrupt),
        cmocka_unit_test(hex_reads_back_what_it_wrote),
        cmocka_unit_test(hex_takes_lower_case_digits_of_the_right_number_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
