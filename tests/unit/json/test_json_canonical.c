#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json/json.h"

/* RFC 8785, appendix B: the bits of a double and its text; the rest are neighbours of powers of two and of the places
 * where the notation changes. */
static const struct number {
    uint64_t bits;
    const char *text;
} numbers[] = {
    {0x0000000000000000, "0"},
    {0x8000000000000000, "0"},
    {0x0000000000000001, "5e-324"},
    {0x8000000000000001, "-5e-324"},
    {0x7fefffffffffffff, "1.7976931348623157e+308"},
    {0xffefffffffffffff, "-1.7976931348623157e+308"},
    {0x4340000000000000, "9007199254740992"},
    {0xc340000000000000, "-9007199254740992"},
    {0x4430000000000000, "295147905179352830000"},
    {0x44b52d02c7e14af5, "9.999999999999997e+22"},
    {0x44b52d02c7e14af6, "1e+23"},
    {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
    {0x444b1ae4d6e2ef4e, "999999999999999700000"},
    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
    {0x444b1ae4d6e2ef50, "1e+21"},
    {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
    {0x3eb0c6f7a0b5ed8d, "0.000001"},
    {0x41b3de4355555553, "333333333.3333332"},
    {0x41b3de4355555554, "333333333.33333325"},
    {0x41b3de4355555555, "333333333.3333333"},
    {0x41b3de4355555556, "333333333.3333334"},
    {0x41b3de4355555557, "333333333.33333343"},
    {0xbecbf647612f3696, "-0.0000033333333333333333"},
    {0x43143ff3c1cb0959, "1424953923781206.2"},
    {0x3d30000000000000, "5.684341886080802e-14"}, /* 2^-44: nearest of 16 digits reads back as the neighbour */
    {0x3ff8000000000000, "1.5"},
    {0x3fb999999999999a, "0.1"},
    {0x4059000000000000, "100"},
};

static void
numbers_have_the_text_of_ecmascript(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double value;
        memcpy(&value, &numbers[i].bits, sizeof value);
        json_t *json = json_real(value);
        struct buf out = {0};
        json_canonical(&out, json);
        assert_string_equal(buf_text(&out), numbers[i].text);
        buf_free(&out);
        json_decref(json);
    }
}

/* Each text, and its canonical form. */
static const char *const texts[][2] = {
    {"{ }", "{}"},
    {"{\"b\":1,\"a\":[ true , false , null , {} , [] ]}", "{\"a\":[true,false,null,{},[]],\"b\":1}"},
    {"{\"aa\":1,\"a\":2,\"\":3,\"A\":4}", "{\"\":3,\"A\":4,\"a\":2,\"aa\":1}"},
    {"{\"a\":1.0,\"b\":0e5,\"c\":0.0,\"d\":1E2,\"e\":0.10}", "{\"a\":1,\"b\":0,\"c\":0,\"d\":100,\"e\":0.1}"},
    {"{\"a\":\"\\u0041\\/\\u00e9\\u000f\\u000a\\u20ac\\ud83d\\ude00\\u007f\"}",
     "{\"a\":\"A/\xc3\xa9\\u000f\\n\xe2\x82\xac\xf0\x9f\x98\x80\x7f\"}"},
    {"{\"\\n\":1,\"1\":2,\"\\u0080\":3}", "{\"\\n\":1,\"1\":2,\"\xc2\x80\":3}"},
    /* By UTF-16: U+20AC, U+1F600 as D83D DE00, U+E000, U+FB33; by UTF-8 the second would come last. */
    {"{\"\\ufb33\":1,\"\\ud83d\\ude00\":2,\"\\ue000\":3,\"\\u20ac\":4,\"\\ud7ff\":5}",
     "{\"\xe2\x82\xac\":4,\"\xed\x9f\xbf\":5,\"\xf0\x9f\x98\x80\":2,\"\xee\x80\x80\":3,\"\xef\xac\xb3\":1}"},
    {"{\"x\\ud83d\\ude00\":1,\"x\\ud83d\\ude01\":2,\"x\":3,\"x\\uffff\":4}",
     "{\"x\":3,\"x\xf0\x9f\x98\x80\":1,\"x\xf0\x9f\x98\x81\":2,\"x\xef\xbf\xbf\":4}"},
};

static void
documents_have_one_canonical_form_and_it_is_a_fixed_point(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t form = 0; form < 2; form++) {
            json_t *value;
            assert_int_equal(json_load_strict(&value, slice_str(texts[i][form]), NULL), TNW_OK);
            struct buf out = {0};
            json_canonical(&out, value);
            assert_string_equal(buf_text(&out), texts[i][1]);
            buf_free(&out);
            json_decref(value);
        }
    }
}

static void
integers_beyond_the_exact_bound_become_the_nearest_double(void **state)
{
    (void)state;
    json_t *value = json_integer(INT64_C(9007199254740993));
    struct buf out = {0};
    json_canonical(&out, value);
    assert_string_equal(buf_text(&out), "9007199254740992");
    buf_free(&out);
    json_decref(value);
}

static void
objects_of_many_members_are_ordered_too(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 299; i >= 100; i--) {
        buf_printf(&text, "%c\"k%d\":%d", i == 299 ? '{' : ',', i, i);
    }
    buf_put_u8(&text, '}');
    json_t *value;
    assert_int_equal(json_load_strict(&value, buf_slice(&text), NULL), TNW_OK);
    struct buf out = {0};
    json_canonical(&out, value);
    const char *at = buf_text(&out);
    for (int i = 100; i < 300; i++) {
        struct buf member = {0};
        buf_printf(&member, "%c\"k%d\":%d", i == 100 ? '{' : ',', i, i);
        assert_int_equal(strncmp(at, buf_text(&member), member.len), 0);
        at += member.len;
        buf_free(&member);
    }
    assert_string_equal(at, "}");
    buf_free(&out);
    buf_free(&text);
    json_decref(value);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_the_text_of_ecmascript),
        cmocka_unit_test(documents_have_one_canonical_form_and_it_is_a_fixed_point),
        cmocka_unit_test(integers_beyond_the_exact_bound_become_the_nearest_double),
        cmocka_unit_test(objects_of_many_members_are_ordered_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
