#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "json/json.h"

static enum tnw_err
load(const char *text, size_t len, char *where)
{
    json_t *value = NULL;
    enum tnw_err err = json_load_strict(&value, slice_of(text, len), where);
    assert_true((err == TNW_OK) == (value != NULL));
    json_decref(value);
    return err;
}

/* A good text, a bad one that differs in one thing, and what is said of the bad one. */
static const struct twins {
    const char *good;
    const char *bad;
    const char *where;
} twins[] = {
    {"{}", "", "empty"},
    {"{}", " ", "ends too early"},
    {"{}", "[]", "must be an object"},
    {"{}", "1", "must be an object"},
    {"{\"a\":1}", "{\"a\" 1}", "line 1, column 6: not JSON"},
    {"{\"a\":\n1}", "{\"\xc3\xa9\":\n x}", "line 2, column 2: not JSON"},
    {"{\"a\":[1,2]}", "{\"a\":[1 2]}", "not JSON"},
    {"{\"a\":[]}", "{\"a\":[,]}", "not JSON"},
    {"{\"a\":true}", "{\"a\":tru}", "not JSON"},
    {"{\"a\":null}", "{\"a\":nullx}", "not JSON"},
    {"{\"a\":false}", "{\"a\":False}", "not JSON"},
    {"{\"a\":-1}", "{\"a\":-}", "not JSON"},
    {"{\"a\":1}", "{\"a\":+1}", "not JSON"},
    {"{\"a\":0.5}", "{\"a\":.5}", "not JSON"},
    {"{\"a\":5.0}", "{\"a\":5.}", "not JSON"},
    {"{\"a\":5e0}", "{\"a\":5e}", "not JSON"},
    {"{\"a\":5e-00}", "{\"a\":5e--0}", "not JSON"},
    {"{\"a\":0}", "{\"a\":-0}", "negative zero"},
    {"{\"a\":0.0}", "{\"a\":-0.0}", "negative zero"},
    {"{\"a\":0e5}", "{\"a\":-0e5}", "negative zero"},
    {"{\"a\":[0.00E-7]}", "{\"a\":[-0.00E-7]}", "negative zero"},
    {"{\"a\":1e-999}", "{\"a\":-1e-999}", "negative zero"},
    {"{\"a\":-0.1}", "{\"a\":-.1}", "not JSON"},
    {"{\"a\":0e99999999999999999999}", "{\"a\":1e99999999999999999999}", "2^53"},
    {"{\"a\":1}", "{\"a\":1", "ends too early"},
    {"{\"a\":1}\n", "{\"a\":1}x", "follows"},
    {"{\"a\":1}", "{\"a\":1}{}", "follows"},
    {"{\"a\":1,\"b\":2}", "{\"a\":1,\"a\":2}", "twice"},
    {"{\"a\":{\"a\":1}}", "{\"a\":{\"a\":1,\"\\u0061\":1}}", "twice"},
    {"{\"a\":1}", "{\"a\":1,}", "not JSON"},
    {"{\"a\":1}", "{'a':1}", "not JSON"},
    {"{\"a\":1}", "{\"a\":01}", "not JSON"},
    {"{\"a\":1}", "{\"a\":NaN}", "not JSON"},
    {"{\"a\":1}", "{\"a\":1/**/}", "not JSON"},
    {"{\"a\":1e15}", "{\"a\":1e309}", "2^53"},
    {"{\"a\":1e15}", "{\"a\":9223372036854775808}", "2^53"},
    {"{\"a\":9007199254740991}", "{\"a\":9007199254740992}", "2^53"},
    {"{\"a\":[{\"b\":-9007199254740991}]}", "{\"a\":[{\"b\":-9007199254740992}]}", "2^53"},
    {"{\"a\":1e-300}", "{\"a\":1e16}", "2^53"},
    {"{\"a\":\"\\u0001\"}", "{\"a\":\"\\u0000\"}", "U+0000"},
    {"{\"\\u0001\":1}", "{\"\\u0000\":1}", "U+0000"},
    {"{\"a\":\"\xc3\xa9\"}", "{\"a\":\"\xc3\"}", "UTF-8"},
    {"{\"a\":\"\xc3\xa9\"}", "{\"a\":\"\xc0\x80\"}", "UTF-8"},
    {"{\"a\":\"\xee\x80\x80\"}", "{\"a\":\"\xed\xa0\x80\"}", "UTF-8"},
    {"{\"a\":\"\xf4\x8f\xbf\xbf\"}", "{\"a\":\"\xf4\x90\x80\x80\"}", "UTF-8"},
    {"{\"a\":\"\xf0\x90\x80\x80\"}", "{\"a\":\"\xf0\x8f\xbf\xbf\"}", "UTF-8"},
    {"{\"a\":\"\xe0\xa0\x80\"}", "{\"a\":\"\xe0\x9f\xbf\"}", "UTF-8"},
    {"{\"a\":\"\xe2\x82\xac\"}", "{\"a\":\"\xe2\x82\"}", "UTF-8"},
    {"{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\\ud83d\"}", "not JSON"},
    {"{\"a\":\"\\uDBFF\\uDFFF\"}", "{\"a\":\"\\uDBFF\\uE000\"}", "not JSON"},
    {"{\"a\":\"\\ue000\"}", "{\"a\":\"\\udc00\"}", "not JSON"},
    {"{\"a\":\"\\u00e9\"}", "{\"a\":\"\\u00g9\"}", "not JSON"},
    {"{\"a\":\"\\/\"}", "{\"a\":\"\\x\"}", "not JSON"},
    {"{\"a\":\"\"}", "{\"a\":\"}", "ends too early"},
    {"{\"a\":\"\\\\\"}", "{\"a\":\"\\", "ends too early"},
    {"{\"a\":\"\\t\"}", "{\"a\":\"\t\"}", "not JSON"},
    {"{\"a\":1}", "\xef\xbb\xbf{\"a\":1}", "not JSON"},
};

static void
each_strict_text_loads_and_its_broken_twin_is_refused_for_the_reason_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        char where[160] = "";
        assert_int_equal(load(twins[i].good, strlen(twins[i].good), where), TNW_OK);
        assert_int_equal(load(twins[i].bad, strlen(twins[i].bad), where), TNW_E_INVALID_JSON);
        if (strstr(where, twins[i].where) == NULL) {
            fail_msg("%s: %s", twins[i].bad, where);
        }
        assert_int_equal(load(twins[i].bad, strlen(twins[i].bad), NULL), TNW_E_INVALID_JSON);
    }
}

/* How a number is held: real is 0 for what must be an integer. */
static const struct {
    const char *text;
    json_int_t integer;
    double real;
} numbers[] = {
    {"1", 1, 0},
    {"1.0", 1, 0},
    {"1e0", 1, 0},
    {"10E-1", 1, 0},
    {"0.001e+3", 1, 0},
    {"-1.50e1", -15, 0},
    {"0", 0, 0},
    {"0.0", 0, 0},
    {"9007199254740991", INT64_C(9007199254740991), 0},
    {"-9007199254740991.0", -INT64_C(9007199254740991), 0},
    {"9.007199254740991e15", INT64_C(9007199254740991), 0},
    {"1.5", 0, 1.5},
    {"-0.1", 0, -0.1},
    {"5e-324", 0, 5e-324},
    {"1e-7", 0, 1e-7},
    {"4503599627370495.5", 0, 4503599627370495.5},
    {"0.30000000000000004", 0, 0.1 + 0.2},
};

static void
a_whole_number_is_an_integer_however_it_is_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct buf text = {0};
        buf_printf(&text, "{\"a\":%s}", numbers[i].text);
        json_t *value;
        assert_int_equal(json_load_strict(&value, buf_slice(&text), NULL), TNW_OK);
        const json_t *number = json_object_get(value, "a");
        assert_true(json_is_integer(number) == (numbers[i].real == 0));
        assert_true(json_number_value(number) == (double)numbers[i].integer + numbers[i].real);
        json_decref(value);
        buf_free(&text);
    }
}

static void
a_comma_in_the_locale_changes_no_number(void **state)
{
    (void)state;
    static const char *const places[] = {"nl_BE.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        (void)setlocale(LC_NUMERIC, places[i]); /* those that the machine has */
        json_t *value;
        assert_int_equal(json_load_strict(&value, slice_str("{\"a\":-12.75}"), NULL), TNW_OK);
        assert_true(json_real_value(json_object_get(value, "a")) == -12.75);
        json_decref(value);
    }
    (void)setlocale(LC_NUMERIC, "C");
}

/* 5e-324, the longest there is, is 1077 characters; the 1100th is one of its zeros. */
static void
a_number_may_be_written_out_in_full_and_no_longer(void **state)
{
    (void)state;
    char text[1200];
    char where[160] = "";
    int len = snprintf(text, sizeof text, "{\"a\":-%.1074f}", 5e-324);
    assert_int_equal(load(text, (size_t)len, where), TNW_OK);
    len = snprintf(text, sizeof text, "{\"a\":%.1099f}", 0.5);
    assert_int_equal(load(text, (size_t)len, where), TNW_OK);
    len = snprintf(text, sizeof text, "{\"a\":%.1100f}", 0.5);
    assert_int_equal(load(text, (size_t)len, where), TNW_E_INVALID_JSON);
    assert_non_null(strstr(where, "too long"));
}

static void
strings_hold_what_their_escapes_say(void **state)
{
    (void)state;
    json_t *value;
    const char *text = "{\"k\\u00e9\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00E9\\u20ac\\ud83d\\ude00x\"}";
    assert_int_equal(json_load_strict(&value, slice_str(text), NULL), TNW_OK);
    assert_string_equal(json_string_value(json_object_get(value, "k\xc3\xa9")),
                        "\"\\/\b\f\n\r\tA\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80x");
    json_decref(value);
}

static void
a_nul_byte_is_refused_wherever_it_stands(void **state)
{
    (void)state;
    char where[160];
    assert_int_equal(load("{}\0", 3, where), TNW_E_INVALID_JSON);
    assert_non_null(strstr(where, "NUL"));
    assert_int_equal(load("{\"a\":\"\0\"}", 9, where), TNW_E_INVALID_JSON);
    assert_non_null(strstr(where, "NUL"));
    assert_int_equal(load("{}", 2, where), TNW_OK);
}

static enum tnw_err
load_nested(size_t depth, char *where)
{
    struct buf text = {0};
    for (size_t i = 1; i < depth; i++) {
        buf_put_str(&text, "{\"a\":");
    }
    for (size_t i = 0; i < depth; i++) {
        buf_put_str(&text, i == 0 ? "{}" : "}");
    }
    enum tnw_err err = load(buf_text(&text), text.len, where);
    buf_free(&text);
    return err;
}

static void
depth_is_bounded_before_the_parser_sees_it(void **state)
{
    (void)state;
    char where[160];
    assert_int_equal(load_nested(LIMIT_JSON_DEPTH, where), TNW_OK);
    assert_int_equal(load_nested(LIMIT_JSON_DEPTH + 1, where), TNW_E_INVALID_JSON);
    assert_non_null(strstr(where, "nested too deeply"));
}

static void
brackets_in_strings_are_text_also_behind_an_escaped_quote(void **state)
{
    (void)state;
    char where[160];
    static const char text[] = "{\"a\":\"[[[[[[[[[[[[[[[[[[[[\\\"[[[[[[[[[[[[[[[[[[[[\\\\\"}";
    assert_int_equal(load(text, strlen(text), where), TNW_OK);
    static const char after[] =
        "{\"a\":\"\\\\\",\"b\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}";
    assert_int_equal(load(after, strlen(after), where), TNW_E_INVALID_JSON);
    assert_non_null(strstr(where, "nested too deeply"));
}

static void
size_is_bounded(void **state)
{
    (void)state;
    char where[160];
    size_t max = 4 * LIMIT_BODY_MAX;
    char *text = malloc(max + 1);
    assert_non_null(text);
    memset(text, ' ', max + 1);
    memcpy(text, "{}", 2);
    assert_int_equal(load(text, max, where), TNW_OK);
    assert_int_equal(load(text, max + 1, where), TNW_E_INVALID_JSON);
    assert_string_equal(where, "the text is too long");
    free(text);
}

static void
what_is_said_never_repeats_the_content(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"secret\":1,\"secret\":2}", "{\"secret\":secret}",      "{\"a\":\"secret\" secret}", "{\"a\":1} secret",
        "{\"a\":\"secret\xff\"}",      "{\"secret\":\"\\u0000\"}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char where[160] = "";
        assert_int_equal(load(texts[i], strlen(texts[i]), where), TNW_E_INVALID_JSON);
        assert_true(where[0] != 0);
        assert_null(strstr(where, "secret"));
    }
}

/* Strings are looked over in steps of several bytes. */
static void
what_may_not_stand_in_a_string_is_seen_at_each_place_of_it(void **state)
{
    (void)state;
    for (int byte = 1; byte < 256; byte++) {
        bool plain = byte >= ' ' && byte < 0x80 && byte != '"' && byte != '\\';
        for (size_t at = 0; at < 20; at++) {
            char text[] = "{\"a\":\"xxxxxxxxxxxxxxxxxxxx\"}";
            text[6 + at] = (char)byte; /* \x is no escape, and xx"} behind a quote no JSON */
            assert_int_equal(load(text, sizeof text - 1, NULL) == TNW_OK, plain);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_strict_text_loads_and_its_broken_twin_is_refused_for_the_reason_named),
        cmocka_unit_test(a_whole_number_is_an_integer_however_it_is_written),
        cmocka_unit_test(a_comma_in_the_locale_changes_no_number),
        cmocka_unit_test(a_number_may_be_written_out_in_full_and_no_longer),
        cmocka_unit_test(strings_hold_what_their_escapes_say),
        cmocka_unit_test(a_nul_byte_is_refused_wherever_it_stands),
        cmocka_unit_test(depth_is_bounded_before_the_parser_sees_it),
        cmocka_unit_test(brackets_in_strings_are_text_also_behind_an_escaped_quote),
        cmocka_unit_test(size_is_bounded),
        cmocka_unit_test(what_may_not_stand_in_a_string_is_seen_at_each_place_of_it),
        cmocka_unit_test(what_is_said_never_repeats_the_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
