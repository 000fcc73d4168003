#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

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
    {"{}", "1", "not JSON"},
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
    {"{\"a\":1e15}", "{\"a\":1e309}", "too large"},
    {"{\"a\":1e15}", "{\"a\":9223372036854775808}", "too large"},
    {"{\"a\":9007199254740991}", "{\"a\":9007199254740992}", "2^53"},
    {"{\"a\":[{\"b\":-9007199254740991}]}", "{\"a\":[{\"b\":-9007199254740992}]}", "2^53"},
    {"{\"a\":1e-300}", "{\"a\":1e16}", "2^53"},
    {"{\"a\":\"\\u0001\"}", "{\"a\":\"\\u0000\"}", "U+0000"},
    {"{\"\\u0001\":1}", "{\"\\u0000\":1}", "U+0000"},
    {"{\"a\":\"\xc3\xa9\"}", "{\"a\":\"\xc3\"}", "UTF-8"},
    {"{\"a\":\"\xc3\xa9\"}", "{\"a\":\"\xc0\x80\"}", "UTF-8"},
    {"{\"a\":\"\xee\x80\x80\"}", "{\"a\":\"\xed\xa0\x80\"}", "UTF-8"},
    {"{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\\ud83d\"}", "not JSON"},
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
    assert_string_equal(where, "nested too deeply");
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
    assert_string_equal(where, "nested too deeply");
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_strict_text_loads_and_its_broken_twin_is_refused_for_the_reason_named),
        cmocka_unit_test(a_nul_byte_is_refused_wherever_it_stands),
        cmocka_unit_test(depth_is_bounded_before_the_parser_sees_it),
        cmocka_unit_test(brackets_in_strings_are_text_also_behind_an_escaped_quote),
        cmocka_unit_test(size_is_bounded),
        cmocka_unit_test(what_is_said_never_repeats_the_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
