#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "json/schema.h"

#define TODAY 20500 /* 2026-02-16 */

/* A schema that must not load, the pointer to what is wrong with it, and a word of the reason. */
static const struct row {
    const char *text;
    const char *pointer;
    const char *reason;
} refused[] = {
    {"{", "", "too early"},
    {"{\"minContains\":1}", "/minContains", "not a keyword"},
    {"{\"prefixItems\":[{}]}", "/prefixItems", "not a keyword"},
    {"{\"properties\":{\"a\":{\"max\":1}}}", "/properties/a/max", "not a keyword"},
    {"{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}", "/$schema", "2020-12"},
    {"{\"items\":{\"$id\":\"x\"}}", "/items/$id", "top"},
    {"{\"title\":1}", "/title", "string"},
    {"{\"examples\":1}", "/examples", "array"},
    {"{\"type\":\"text\"}", "/type", "type"},
    {"{\"type\":1}", "/type", "type"},
    {"{\"type\":[]}", "/type", "type"},
    {"{\"type\":[\"string\",1]}", "/type", "type"},
    {"{\"enum\":[]}", "/enum", "array"},
    {"{\"properties\":[]}", "/properties", "object"},
    {"{\"properties\":{\"a\":true}}", "/properties/a", "schema"},
    {"{\"required\":\"a\"}", "/required", "names"},
    {"{\"required\":[1]}", "/required", "names"},
    {"{\"required\":[\"a\",\"a\"]}", "/required", "twice"},
    {"{\"additionalProperties\":1}", "/additionalProperties", "schema"},
    {"{\"dependentRequired\":[]}", "/dependentRequired", "object"},
    {"{\"dependentRequired\":{\"a\":1}}", "/dependentRequired", "names"},
    {"{\"minProperties\":-1}", "/minProperties", "integer"},
    {"{\"maxProperties\":\"1\"}", "/maxProperties", "integer"},
    {"{\"items\":[{}]}", "/items", "schema"},
    {"{\"minItems\":1.5}", "/minItems", "integer"},
    {"{\"maxItems\":null}", "/maxItems", "integer"},
    {"{\"uniqueItems\":false,\"maxItems\":1}", "/uniqueItems", "true"},
    {"{\"uniqueItems\":true}", "/uniqueItems", "maxItems"},
    {"{\"maxItems\":257,\"uniqueItems\":true}", "/uniqueItems", "maxItems"},
    {"{\"minLength\":-1}", "/minLength", "integer"},
    {"{\"maxLength\":[]}", "/maxLength", "integer"},
    {"{\"pattern\":\"a\"}", "/pattern", "maxLength"},
    {"{\"pattern\":\"a.\",\"maxLength\":1}", "/pattern", ". means another thing"},
    {"{\"pattern\":1,\"maxLength\":1}", "/pattern", "string"},
    {"{\"minimum\":\"1\"}", "/minimum", "number"},
    {"{\"maximum\":null}", "/maximum", "number"},
    {"{\"exclusiveMinimum\":true}", "/exclusiveMinimum", "number"},
    {"{\"exclusiveMaximum\":[]}", "/exclusiveMaximum", "number"},
    {"{\"multipleOf\":0}", "/multipleOf", "above 0"},
    {"{\"multipleOf\":0.1}", "/multipleOf", "integer"},
    {"{\"format\":\"email\"}", "/format", "format"},
    {"{\"format\":1}", "/format", "format"},
    {"{\"allOf\":[]}", "/allOf", "array"},
    {"{\"anyOf\":[1]}", "/anyOf/0", "schema"},
    {"{\"oneOf\":{}}", "/oneOf", "array"},
    {"{\"not\":true}", "/not", "schema"},
    {"{\"if\":1}", "/if", "schema"},
    {"{\"if\":{},\"then\":1}", "/then", "schema"},
    {"{\"then\":{}}", "/then", "if"},
    {"{\"else\":{}}", "/else", "if"},
    {"{\"$defs\":{\"a\":{\"x\":1}}}", "/$defs/a/x", "not a keyword"},
    {"{\"$ref\":1}", "/$ref", "string"},
    {"{\"$ref\":\"#/$defs/a\"}", "", "nothing"},
    {"{\"$ref\":\"other.schema.json\"}", "", "nothing"},
    {"{\"$ref\":\"#/properties/a\",\"properties\":{\"a\":{}}}", "", "nothing"},
    {"{\"$ref\":\"#\"}", "", "circle"},
    {"{\"$defs\":{\"a\":{\"anyOf\":[{\"$ref\":\"#/$defs/b\"}]},\"b\":{\"not\":{\"$ref\":\"#/$defs/a\"}}}}", "",
     "circle"},
};

static void
a_schema_that_says_what_is_not_checked_does_not_load(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const struct schema_source sources[] = {{"s", refused[i].text, strlen(refused[i].text)}, {NULL, NULL, 0}};
        struct schema_set *set;
        char where[256];
        assert_int_equal(schema_set_load(&set, sources, where), TNW_E_CONFIGURATION);
        assert_null(set);
        struct buf start = {0};
        buf_printf(&start, "s#%s", refused[i].pointer);
        if (strncmp(where, buf_text(&start), start.len) != 0 || strstr(where, refused[i].reason) == NULL) {
            fail_msg("%s: %s", refused[i].text, where);
        }
        buf_free(&start);
    }
}

#define SOURCE(name, text)                                                                                             \
    {                                                                                                                  \
        name, text, sizeof(text) - 1                                                                                   \
    }

static void
references_lead_to_other_documents_by_id_and_by_path(void **state)
{
    (void)state;
    static const struct schema_source sources[] = {
        SOURCE("a/one",
               "{\"properties\":{\"id\":{\"$ref\":\"urn:two\"},\"path\":{\"$ref\":\"../b/three.schema.json\"},"
               "\"def\":{\"$ref\":\"../b/three.schema.json#/$defs/n\"},\"near\":{\"$ref\":\"near.schema.json\"}}}"),
        SOURCE("b/two", "{\"$id\":\"urn:two\",\"const\":2}"),
        SOURCE("b/three", "{\"const\":3,\"$defs\":{\"n\":{\"const\":4}}}"),
        SOURCE("a/near", "{\"const\":5}"),
        {NULL, NULL, 0},
    };
    struct schema_set *set;
    char where[256];
    assert_int_equal(schema_set_load(&set, sources, where), TNW_OK);
    const struct schema *one = schema_find(set, "a/one");
    json_t *good = json_pack("{s:i,s:i,s:i,s:i}", "id", 2, "path", 3, "def", 4, "near", 5);
    json_t *bad = json_pack("{s:i,s:i,s:i,s:i}", "id", 0, "path", 0, "def", 0, "near", 0);
    struct buf errors = {0};
    assert_int_equal(schema_validate(one, good, "", TODAY, &errors), TNW_OK);
    assert_int_equal(schema_validate(one, bad, "", TODAY, &errors), TNW_E_INVALID_BODY);
    assert_string_equal(buf_text(&errors), "{\"pointer\":\"/id\",\"code\":\"const\",\"detail\":\"must be 2\"},"
                                           "{\"pointer\":\"/path\",\"code\":\"const\",\"detail\":\"must be 3\"},"
                                           "{\"pointer\":\"/def\",\"code\":\"const\",\"detail\":\"must be 4\"},"
                                           "{\"pointer\":\"/near\",\"code\":\"const\",\"detail\":\"must be 5\"}");
    assert_null(schema_find(set, "a/two"));
    assert_null(schema_find(set, "a"));
    buf_free(&errors);
    json_decref(good);
    json_decref(bad);
    schema_set_free(set);
}

static void
an_openapi_document_brings_its_components(void **state)
{
    (void)state;
    static const struct schema_source sources[] = {
        SOURCE("api", "{\"openapi\":\"3.1.0\",\"components\":{\"schemas\":{\"A\":{\"const\":1},"
                      "\"B\":{\"items\":{\"$ref\":\"#/components/schemas/A\"}}}}}"),
        {NULL, NULL, 0},
    };
    struct schema_set *set;
    char where[256];
    assert_int_equal(schema_set_load(&set, sources, where), TNW_OK);
    assert_null(schema_find(set, "api"));
    assert_null(schema_find(set, "api#C"));
    json_t *good = json_pack("[i]", 1);
    json_t *bad = json_pack("[i]", 2);
    struct buf errors = {0};
    assert_int_equal(schema_validate(schema_find(set, "api#B"), good, "", TODAY, &errors), TNW_OK);
    assert_int_equal(schema_validate(schema_find(set, "api#B"), bad, "", TODAY, &errors), TNW_E_INVALID_BODY);
    buf_free(&errors);
    json_decref(good);
    json_decref(bad);
    schema_set_free(set);
}

static void
freeing_nothing_is_nothing(void **state)
{
    (void)state;
    schema_set_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_schema_that_says_what_is_not_checked_does_not_load),
        cmocka_unit_test(references_lead_to_other_documents_by_id_and_by_path),
        cmocka_unit_test(an_openapi_document_brings_its_components),
        cmocka_unit_test(freeing_nothing_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
