#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json/write.h"

#define ASSERT_TEXT(buf, text) assert_string_equal(buf_text(&(buf)), (text))

static void
commas_stand_between_members_and_items_only(void **state)
{
    (void)state;
    struct buf out = {0};
    struct json_writer jw = json_writer(&out);
    jw_open(&jw, NULL);
    jw_open_list(&jw, "a");
    jw_close_list(&jw);
    jw_open_list(&jw, "b");
    jw_int(&jw, NULL, 1);
    jw_open(&jw, NULL);
    jw_close(&jw);
    jw_null(&jw, NULL);
    jw_close_list(&jw);
    jw_raw(&jw, "e", slice_str("[1,2]"));
    jw_close(&jw);
    ASSERT_TEXT(out, "{\"a\":[],\"b\":[1,{},null],\"e\":[1,2]}");
    assert_int_equal(jw.depth, 0);
    buf_free(&out);
}

static void
strings_are_escaped_as_rfc_8785_has_it(void **state)
{
    (void)state;
    struct buf out = {0};
    static const char text[] = "\x01\b\t\n\f\r\x1f \"\\/\x7f\xc3\xa9\xe2\x80\xa8\xf0\x9f\x98\x80";
    jw_quoted(&out, slice_str(text));
    ASSERT_TEXT(out, "\"\\u0001\\b\\t\\n\\f\\r\\u001f \\\"\\\\/\x7f\xc3\xa9\xe2\x80\xa8\xf0\x9f\x98\x80\"");
    buf_clear(&out);
    jw_quoted(&out, slice_of("a\0b", 3));
    ASSERT_TEXT(out, "\"a\\u0000b\"");
    buf_clear(&out);
    jw_quoted(&out, slice_of(NULL, 0));
    ASSERT_TEXT(out, "\"\"");
    buf_free(&out);
}

static void
integers_are_written_whole_up_to_the_exact_bound(void **state)
{
    (void)state;
    struct buf out = {0};
    struct json_writer jw = json_writer(&out);
    jw_open_list(&jw, NULL);
    jw_int(&jw, NULL, 0);
    jw_int(&jw, NULL, -7);
    jw_int(&jw, NULL, INT64_C(9007199254740991));
    jw_int(&jw, NULL, -INT64_C(9007199254740991));
    jw_close_list(&jw);
    ASSERT_TEXT(out, "[0,-7,9007199254740991,-9007199254740991]");
    buf_free(&out);
}

static void
ids_times_and_codes_have_their_text_and_what_is_not_there_is_null(void **state)
{
    (void)state;
    struct buf out = {0};
    struct json_writer jw = json_writer(&out);
    struct id zero = {{0}};
    struct id one = {{[15] = 1}};
    jw_open(&jw, NULL);
    jw_id(&jw, "a", ID_ACTOR, &zero);
    jw_id(&jw, "b", ID_DOSSIER, &one);
    jw_time(&jw, "c", 0);
    jw_time(&jw, "d", 1);
    jw_date(&jw, "e", 0);
    jw_codes(&jw, "f", &codes_action, CODE_BIT(ACTION_READ) | CODE_BIT(ACTION_CONFER));
    jw_codes(&jw, "g", &codes_action, 0);
    jw_str(&jw, "h", NULL);
    jw_str(&jw, "i", "x");
    jw_hex(&jw, "j", slice_of("\x00\xab", 2));
    jw_close(&jw);
    ASSERT_TEXT(out,
                "{\"a\":null,\"b\":\"dos_00000000000000000000000001\",\"c\":null,\"d\":\"1970-01-01T00:00:00.001Z\","
                "\"e\":\"1970-01-01\",\"f\":[\"read\",\"confer\"],\"g\":[],\"h\":null,\"i\":\"x\",\"j\":\"00ab\"}");
    buf_free(&out);
}

static void
after_a_failure_nothing_more_is_written(void **state)
{
    (void)state;
    struct buf out = {.err = TNW_E_NO_MEMORY};
    struct json_writer jw = json_writer(&out);
    jw_open(&jw, NULL);
    jw_str(&jw, "a", "b");
    jw_int(&jw, "c", 1);
    jw_close(&jw);
    assert_int_equal(out.err, TNW_E_NO_MEMORY);
    assert_int_equal(out.len, 0);
    buf_free(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_stand_between_members_and_items_only),
        cmocka_unit_test(strings_are_escaped_as_rfc_8785_has_it),
        cmocka_unit_test(integers_are_written_whole_up_to_the_exact_bound),
        cmocka_unit_test(ids_times_and_codes_have_their_text_and_what_is_not_there_is_null),
        cmocka_unit_test(after_a_failure_nothing_more_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
