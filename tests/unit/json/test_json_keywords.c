#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json/json.h"
#include "json/schema.h"

#define TODAY 20500 /* 2026-02-16 */

static struct schema_set *
compile(const char *text)
{
    const struct schema_source sources[] = {{"s", text, strlen(text)}, {NULL, NULL, 0}};
    struct schema_set *set;
    char where[256];
    if (schema_set_load(&set, sources, where) != TNW_OK) {
        fail_msg("%s: %s", text, where);
    }
    return set;
}

/* Values stand below /v, since only objects are loaded. */
static void
validate(const char *schema, const char *value, enum tnw_err expected, struct buf *errors)
{
    struct schema_set *set = compile(schema);
    struct buf text = {0};
    buf_printf(&text, "{\"v\":%s}", value);
    json_t *loaded;
    assert_int_equal(json_load_strict(&loaded, buf_slice(&text), NULL), TNW_OK);
    enum tnw_err err = schema_validate(schema_find(set, "s"), json_object_get(loaded, "v"), "/v", TODAY, errors);
    if (err != expected) {
        fail_msg("%s with %s: %s", schema, value, buf_text(errors));
    }
    buf_free(&text);
    json_decref(loaded);
    schema_set_free(set);
}

#define ACT "\"act_01JD7YK4ZQ8W3M5N6P7R9S0TVX\""
#define ID "01JD7YK4ZQ8W3M5N6P7R9S0TVX\""

/* A schema, a value that fits, one that does not, and the pointer and code of the one error that it gives. */
static const struct row {
    const char *schema;
    const char *fits;
    const char *fails;
    const char *pointer;
    const char *code;
} rows[] = {
    {"{}", "1", NULL, NULL, NULL},
    {"{\"type\":\"object\"}", "{}", "[]", "/v", "type"},
    {"{\"type\":\"array\"}", "[]", "{}", "/v", "type"},
    {"{\"type\":\"string\"}", "\"\"", "1", "/v", "type"},
    {"{\"type\":\"integer\"}", "-3", "1.5", "/v", "type"},
    {"{\"type\":\"integer\"}", "1.0", "1.1", "/v", "type"},
    {"{\"enum\":[1.0,2.5]}", "1", "2", "/v", "enum"},
    {"{\"const\":{\"a\":[1e0]}}", "{\"a\":[1]}", "{\"a\":[2]}", "/v", "const"},
    {"{\"uniqueItems\":true,\"maxItems\":3.0}", "[1,1.5]", "[1,2,1.0]", "/v/2", "uniqueItems"},
    {"{\"type\":\"number\"}", "1.5", "\"1\"", "/v", "type"},
    {"{\"type\":\"number\"}", "1", "null", "/v", "type"},
    {"{\"type\":\"boolean\"}", "true", "0", "/v", "type"},
    {"{\"type\":\"boolean\"}", "false", "null", "/v", "type"},
    {"{\"type\":\"null\"}", "null", "false", "/v", "type"},
    {"{\"type\":[\"string\",\"null\"]}", "null", "1", "/v", "type"},
    {"{\"enum\":[\"a\",1,null]}", "null", "\"b\"", "/v", "enum"},
    {"{\"enum\":[[1,{\"a\":2}]]}", "[1,{\"a\":2}]", "[1,{\"a\":3}]", "/v", "enum"},
    {"{\"const\":\"a\"}", "\"a\"", "\"A\"", "/v", "const"},
    {"{\"properties\":{\"a\":{\"type\":\"string\"}}}", "{\"a\":\"x\",\"b\":1}", "{\"a\":1}", "/v/a", "type"},
    {"{\"properties\":{\"a/b~c\":{\"type\":\"string\"}}}", "1", "{\"a/b~c\":1}", "/v/a~1b~0c", "type"},
    {"{\"required\":[\"a\"]}", "{\"a\":null}", "{\"b\":1}", "/v/a", "required"},
    {"{\"properties\":{\"a\":{}},\"additionalProperties\":false}", "{\"a\":1}", "{\"a\":1,\"b\":2}", "/v/b",
     "additionalProperties"},
    {"{\"additionalProperties\":false}", "{}", "{\"a\":1}", "/v/a", "additionalProperties"},
    {"{\"additionalProperties\":true}", "{\"a\":1}", NULL, NULL, NULL},
    {"{\"properties\":{\"a\":{}},\"additionalProperties\":{\"type\":\"null\"}}", "{\"a\":1,\"b\":null}", "{\"b\":2}",
     "/v/b", "type"},
    {"{\"dependentRequired\":{\"a\":[\"b\"]}}", "{\"b\":1}", "{\"a\":1}", "/v/b", "dependentRequired"},
    {"{\"minProperties\":1}", "{\"a\":1}", "{}", "/v", "minProperties"},
    {"{\"maxProperties\":1}", "{\"a\":1}", "{\"a\":1,\"b\":1}", "/v", "maxProperties"},
    {"{\"items\":{\"type\":\"null\"}}", "[null,null]", "[null,0]", "/v/1", "type"},
    {"{\"minItems\":1}", "[1]", "[]", "/v", "minItems"},
    {"{\"maxItems\":1}", "[1]", "[1,2]", "/v", "maxItems"},
    {"{\"uniqueItems\":true,\"maxItems\":3}", "[1,\"1\",2]", "[1,2,1]", "/v/2", "uniqueItems"},
    {"{\"uniqueItems\":true,\"maxItems\":2}", "[1,2]", "[1,1,1]", "/v", "maxItems"},
    {"{\"minLength\":2}", "\"ab\"", "\"\xc3\xa9\"", "/v", "minLength"},
    {"{\"maxLength\":2}", "\"\xc3\xa9\xf0\x9f\x98\x80\"", "\"abc\"", "/v", "maxLength"},
    {"{\"pattern\":\"^[a-z]+$\",\"maxLength\":9}", "\"abc\"", "\"abc\\n\"", "/v", "pattern"},
    {"{\"pattern\":\"b\",\"maxLength\":9}", "\"abc\"", "\"ac\"", "/v", "pattern"},
    {"{\"pattern\":\"^a$\",\"maxLength\":2}", "\"a\"", "\"bbb\"", "/v", "maxLength"},
    {"{\"minimum\":2}", "2", "1", "/v", "minimum"},
    {"{\"minimum\":2}", "2.5", "1.9", "/v", "minimum"},
    {"{\"maximum\":2}", "2.0", "3", "/v", "maximum"},
    {"{\"maximum\":9007199254740990}", "9007199254740990", "9007199254740991", "/v", "maximum"},
    {"{\"exclusiveMinimum\":2}", "3", "2", "/v", "exclusiveMinimum"},
    {"{\"exclusiveMaximum\":2.5}", "2", "2.5", "/v", "exclusiveMaximum"},
    {"{\"multipleOf\":5}", "-10", "6", "/v", "multipleOf"},
    {"{\"multipleOf\":5}", "10.0", "5.5", "/v", "multipleOf"},
    {"{\"format\":\"date\"}", "\"2024-02-29\"", "\"2023-02-29\"", "/v", "format"},
    {"{\"format\":\"date\"}", "1", "\"2024-2-9\"", "/v", "format"},
    {"{\"format\":\"date-time\"}", "\"2026-01-31T08:30:00Z\"", "\"2026-01-31 08:30:00Z\"", "/v", "format"},
    {"{\"format\":\"date-time\"}", "\"2026-01-31T08:30:00.5+01:00\"", "\"2026-01-31T25:30:00Z\"", "/v", "format"},
    {"{\"format\":\"uri\"}", "\"https://a.example/b?c=%20#d\"", "\"https://a.example/ b\"", "/v", "format"},
    {"{\"format\":\"uri\"}", "\"urn:x:y\"", "\"a.example\"", "/v", "format"},
    {"{\"format\":\"uri\"}", "\"x+1:y\"", "\"x:%2g\"", "/v", "format"},
    {"{\"format\":\"niss\"}", "\"80031295793\"", "\"80031295794\"", "/v", "format"},
    {"{\"format\":\"nihii\"}", "\"12345625004\"", "\"12345626004\"", "/v", "format"},
    {"{\"format\":\"cbe\"}", "\"0999000129\"", "\"0999000128\"", "/v", "format"},
    {"{\"format\":\"act\"}", ACT, "\"dos_" ID, "/v", "format"},
    {"{\"format\":\"dos\"}", "\"dos_" ID, ACT, "/v", "format"},
    {"{\"format\":\"frg\"}", "\"frg_" ID, ACT, "/v", "format"},
    {"{\"format\":\"cns\"}", "\"cns_" ID, ACT, "/v", "format"},
    {"{\"format\":\"thr\"}", "\"thr_" ID, ACT, "/v", "format"},
    {"{\"format\":\"msg\"}", "\"msg_" ID, ACT, "/v", "format"},
    {"{\"format\":\"req\"}", "\"req_" ID, ACT, "/v", "format"},
    {"{\"allOf\":[{\"minimum\":1},{\"maximum\":2}]}", "2", "3", "/v", "maximum"},
    {"{\"anyOf\":[{\"type\":\"null\"},{\"minimum\":3}]}", "null", "2", "/v", "anyOf"},
    {"{\"oneOf\":[{\"minimum\":1},{\"minimum\":3}]}", "2", "3", "/v", "oneOf"},
    {"{\"oneOf\":[{\"minimum\":1},{\"minimum\":3}]}", "1", "0", "/v", "oneOf"},
    {"{\"not\":{\"type\":\"null\"}}", "0", "null", "/v", "not"},
    {"{\"if\":{\"minimum\":10},\"then\":{\"multipleOf\":10},\"else\":{\"multipleOf\":2}}", "20", "12", "/v",
     "multipleOf"},
    {"{\"if\":{\"minimum\":10},\"then\":{\"multipleOf\":10},\"else\":{\"multipleOf\":2}}", "4", "3", "/v",
     "multipleOf"},
    {"{\"if\":{\"minimum\":10},\"else\":{\"multipleOf\":2}}", "11", "9", "/v", "multipleOf"},
    {"{\"$defs\":{\"n\":{\"type\":\"null\"}},\"items\":{\"$ref\":\"#/$defs/n\"}}", "[null]", "[1]", "/v/0", "type"},
    {"{\"type\":[\"array\",\"null\"],\"items\":{\"$ref\":\"#\"}}", "[[[]],null]", "[[[1]]]", "/v/0/0/0", "type"},
    {"{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$id\":\"urn:x\",\"title\":\"t\","
     "\"description\":\"d\",\"examples\":[1],\"default\":1}",
     "null", NULL, NULL, NULL},
};

static void
each_keyword_lets_through_what_fits_and_names_the_place_of_what_does_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf errors = {0};
        validate(rows[i].schema, rows[i].fits, TNW_OK, &errors);
        assert_int_equal(errors.len, 0);
        if (rows[i].fails == NULL) {
            continue;
        }
        validate(rows[i].schema, rows[i].fails, TNW_E_INVALID_BODY, &errors);
        json_t *error = json_loads(buf_text(&errors), 0, NULL);
        assert_non_null(error); /* exactly one */
        assert_string_equal(json_string_value(json_object_get(error, "pointer")), rows[i].pointer);
        assert_string_equal(json_string_value(json_object_get(error, "code")), rows[i].code);
        assert_true(json_string_length(json_object_get(error, "detail")) > 0);
        json_decref(error);
        buf_free(&errors);
    }
}

static void
errors_follow_what_is_there_and_are_at_most_twenty(void **state)
{
    (void)state;
    struct buf errors = {0};
    buf_put_str(&errors, "{\"pointer\":\"\"}");
    struct buf many = {0};
    for (int i = 0; i < 50; i++) {
        buf_put_str(&many, i == 0 ? "[1" : ",1");
    }
    buf_put_str(&many, "]");
    validate("{\"items\":{\"type\":\"null\"}}", buf_text(&many), TNW_E_INVALID_BODY, &errors);
    struct buf list = {0};
    buf_printf(&list, "[%s]", buf_text(&errors));
    json_t *loaded = json_loads(buf_text(&list), 0, NULL);
    assert_int_equal(json_array_size(loaded), 21);
    json_decref(loaded);
    buf_free(&list);
    buf_free(&many);
    buf_free(&errors);
}

static void
a_detail_that_is_cut_off_stays_utf_8(void **state)
{
    (void)state;
    for (int shift = 0; shift < 4; shift++) {
        struct buf schema = {0};
        buf_printf(&schema, "{\"enum\":[\"%.*s", shift, "aaa");
        for (int i = 0; i < 300; i++) {
            buf_put_str(&schema, "\xe2\x82\xac");
        }
        buf_put_str(&schema, "\"]}");
        struct buf errors = {0};
        validate(buf_text(&schema), "1", TNW_E_INVALID_BODY, &errors);
        json_t *error = json_loads(buf_text(&errors), 0, NULL);
        assert_true(json_string_length(json_object_get(error, "detail")) >= 508);
        json_decref(error);
        buf_free(&errors);
        buf_free(&schema);
    }
}

static void
details_never_repeat_the_value(void **state)
{
    (void)state;
    static const char *const schemas[] = {
        "{\"type\":\"null\"}",
        "{\"enum\":[1]}",
        "{\"const\":1}",
        "{\"maxLength\":1}",
        "{\"format\":\"date\"}",
        "{\"not\":{}}",
        "{\"anyOf\":[{\"type\":\"null\"}]}",
        "{\"pattern\":\"^x\",\"maxLength\":99}",
    };
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
        struct buf errors = {0};
        validate(schemas[i], "\"secret\"", TNW_E_INVALID_BODY, &errors);
        assert_null(strstr(buf_text(&errors), "secret"));
        buf_free(&errors);
    }
}

static void
a_long_strange_member_name_is_not_repeated(void **state)
{
    (void)state;
    struct buf errors = {0};
    validate("{\"additionalProperties\":false}",
             "{\"0123456789012345678901234567890123456789012345678901234567890123456789\":1}", TNW_E_INVALID_BODY,
             &errors);
    assert_null(strstr(buf_text(&errors), "0123456789"));
    assert_non_null(strstr(buf_text(&errors), "\"pointer\":\"/v\""));
    buf_free(&errors);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_keyword_lets_through_what_fits_and_names_the_place_of_what_does_not),
        cmocka_unit_test(errors_follow_what_is_there_and_are_at_most_twenty),
        cmocka_unit_test(a_detail_that_is_cut_off_stays_utf_8),
        cmocka_unit_test(details_never_repeat_the_value),
        cmocka_unit_test(a_long_strange_member_name_is_not_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
