/* From what forms are built says all of a schema and nothing else: each member once, each code's name, in each
 * language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/codes.h"
#include "json/json.h"
#include "json/schema.h"

static json_t *
parse(const char *text, size_t len)
{
    json_t *value = NULL;
    assert_non_null(text);
    assert_int_equal(json_load_strict(&value, slice_of(text, len), NULL), TNW_OK);
    return value;
}

static json_t *
load_form(const char *name)
{
    char path[64];
    size_t len = 0;
    (void)snprintf(path, sizeof path, "forms/%s.json", name);
    const char *text = schema_embedded_file(path, &len);
    return parse(text, len);
}

static json_t *
load_schema(const char *category)
{
    char name[64];
    (void)snprintf(name, sizeof name, "category/%s", category);
    for (const struct schema_source *source = schema_embedded; source->name != NULL; source++) {
        if (strcmp(source->name, name) == 0) {
            return parse(source->text, source->len);
        }
    }
    fail_msg("%s has no schema", category);
    return NULL;
}

static void
assert_words(const json_t *words)
{
    static const char *const languages[] = {"nl", "fr", "de", "en"};
    assert_int_equal(json_object_size(words), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_true(json_string_length(json_object_get(words, languages[i])) > 0);
    }
}

static bool
has_element(const json_t *list, const json_t *value)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (json_equal(json_array_get(list, i), value)) {
            return true;
        }
    }
    return false;
}

/* Each code of the schema has its name, and nothing else has one. */
static void
assert_values(const json_t *field, const json_t *member, const char *name)
{
    const json_t *codes = json_object_get(member, "enum");
    json_t *values = json_object_get(field, "values");
    if (json_array_size(codes) != json_object_size(values)) {
        fail_msg("%s: %zu codes, %zu names", name, json_array_size(codes), json_object_size(values));
    }
    const char *code;
    json_t *words;
    json_object_foreach(values, code, words)
    {
        json_t *text = json_string(code);
        if (!has_element(codes, text)) {
            fail_msg("%s: %s is no code of it", name, code);
        }
        json_decref(text);
        assert_words(words);
    }
}

/* The field on which it depends has these values. */
static void
assert_when(const json_t *when, const json_t *members, const char *name)
{
    const json_t *is = json_object_get(when, "is");
    const json_t *other = json_object_get(members, json_string_value(json_object_get(when, "field")));
    const json_t *codes = json_object_get(other, "enum");
    const char *type = json_string_value(json_object_get(other, "type"));
    if (other == NULL || json_array_size(is) == 0) {
        fail_msg("%s depends on nothing", name);
    }
    for (size_t i = 0; i < json_array_size(is); i++) {
        const json_t *value = json_array_get(is, i);
        bool text = json_is_string(value) && type != NULL && strcmp(type, "string") == 0;
        bool truth = json_is_boolean(value) && type != NULL && strcmp(type, "boolean") == 0;
        if (!text && !truth && !has_element(codes, value)) {
            fail_msg("%s depends on what cannot be", name);
        }
    }
}

static void assert_fields(const json_t *fields, const json_t *members, json_t *seen);

static void
assert_field(const json_t *field, const json_t *members, json_t *seen)
{
    static const char *const known[] = {"name", "label", "help", "unit", "values", "when", "fields"};
    const char *name = json_string_value(json_object_get(field, "name"));
    const json_t *member = json_object_get(members, name);
    size_t count = 0;
    if (member == NULL || json_object_get(seen, name) != NULL) {
        fail_msg("%s is no member, or stands twice", name);
    }
    (void)json_object_set_new(seen, name, json_true());
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        count += json_object_get(field, known[i]) != NULL;
    }
    assert_int_equal(json_object_size(field), count);
    assert_words(json_object_get(field, "label"));
    if (json_object_get(field, "help") != NULL) {
        assert_words(json_object_get(field, "help"));
    }
    if (json_object_get(field, "unit") != NULL) {
        assert_words(json_object_get(field, "unit"));
    }
    assert_values(field, member, name);
    if (json_object_get(field, "when") != NULL) {
        assert_when(json_object_get(field, "when"), members, name);
    }
    const json_t *inner = json_object_get(json_object_get(member, "items"), "properties");
    assert_int_equal(inner != NULL, json_object_get(field, "fields") != NULL);
    if (inner != NULL) {
        json_t *within = json_object();
        assert_fields(json_object_get(field, "fields"), inner, within);
        assert_int_equal(json_object_size(within), json_object_size(inner));
        json_decref(within);
    }
}

static void
assert_fields(const json_t *fields, const json_t *members, json_t *seen)
{
    for (size_t i = 0; i < json_array_size(fields); i++) {
        assert_field(json_array_get(fields, i), members, seen);
    }
}

static void
each_form_has_each_member_once_and_the_name_of_each_code(void **state)
{
    (void)state;
    for (unsigned category = 0; category < CATEGORY_COUNT; category++) {
        const char *name = codes_text(&codes_category, category);
        json_t *form = load_form(name);
        json_t *schema = load_schema(name);
        const json_t *groups = json_object_get(form, "groups");
        const json_t *members = json_object_get(schema, "properties");
        json_t *seen = json_object();
        assert_string_equal(json_string_value(json_object_get(form, "category")), name);
        for (size_t i = 0; i < json_array_size(groups); i++) {
            assert_words(json_object_get(json_array_get(groups, i), "title"));
            assert_fields(json_object_get(json_array_get(groups, i), "fields"), members, seen);
        }
        if (json_object_size(seen) != json_object_size(members)) {
            fail_msg("%s: %zu fields, %zu members", name, json_object_size(seen), json_object_size(members));
        }
        json_decref(seen);
        json_decref(schema);
        json_decref(form);
    }
}

static void
the_index_has_each_category_in_its_order(void **state)
{
    (void)state;
    json_t *index = load_form("index");
    const json_t *items = json_object_get(index, "items");
    assert_int_equal(json_array_size(items), CATEGORY_COUNT);
    for (unsigned category = 0; category < CATEGORY_COUNT; category++) {
        const json_t *item = json_array_get(items, category);
        int code = codes_find(&codes_category, json_string_value(json_object_get(item, "category")));
        assert_true(code >= 0);
        assert_words(json_object_get(item, "title"));
        assert_words(json_object_get(item, "help"));
        for (unsigned other = 0; other < category; other++) {
            assert_false(json_equal(json_object_get(json_array_get(items, other), "category"),
                                    json_object_get(item, "category")));
        }
    }
    json_decref(index);
}

static bool
is_rule_of_timeline(const json_t *timeline, const json_t *code)
{
    size_t i;
    const json_t *rule;
    json_array_foreach(json_object_get(timeline, "rules"), i, rule)
    {
        if (json_equal(json_object_get(rule, "rule"), code)) {
            return true;
        }
    }
    return false;
}

/* A step by another name would never ask for what goes with it. */
static void
each_step_that_a_form_goes_by_is_a_rule_of_the_timeline(void **state)
{
    (void)state;
    size_t len = 0;
    size_t tried = 0;
    const char *text = schema_embedded_file("timeline.json", &len);
    json_t *timeline = parse(text, len);
    json_t *form = load_form("opvolging");
    size_t group;
    const json_t *one;
    json_array_foreach(json_object_get(form, "groups"), group, one)
    {
        size_t field;
        const json_t *each;
        json_array_foreach(json_object_get(one, "fields"), field, each)
        {
            const json_t *is = json_object_get(json_object_get(each, "when"), "is");
            for (size_t i = 0; i < json_array_size(is); i++, tried++) {
                assert_true(is_rule_of_timeline(timeline, json_array_get(is, i)));
            }
        }
    }
    assert_true(tried >= 4);
    json_decref(form);
    json_decref(timeline);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_has_each_member_once_and_the_name_of_each_code),
        cmocka_unit_test(the_index_has_each_category_in_its_order),
        cmocka_unit_test(each_step_that_a_form_goes_by_is_a_rule_of_the_timeline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
