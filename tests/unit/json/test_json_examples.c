#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>

#include "json/json.h"
#include "json/schema.h"

#define TODAY 20500 /* 2026-02-16 */

#define EXAMPLES "schemas/examples/"

static int
setup(void **state)
{
    struct schema_set *set;
    char where[256];
    if (schema_set_load(&set, schema_embedded, where) != TNW_OK) {
        print_error("%s\n", where);
        return -1;
    }
    *state = set;
    return 0;
}

static int
teardown(void **state)
{
    schema_set_free(*state);
    return 0;
}

static json_t *
load_file(const char *folder, const char *name)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    json_t *value = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
    if (value == NULL) {
        fail_msg("%s is not there, or not JSON", path);
    }
    return value;
}

static void
try_valid(const struct schema *schema, const char *folder, const char *name)
{
    json_t *value = load_file(folder, name);
    struct buf errors = {0};
    if (schema_validate(schema, value, "", TODAY, &errors) != TNW_OK) {
        fail_msg("%s/%s: %s", folder, name, buf_text(&errors));
    }
    buf_free(&errors);
    json_decref(value);
}

/* What breaks a rule that is not the schema's (code "rule") fits the schema; all else gives exactly the error named. */
static void
try_invalid(const struct schema *schema, const char *folder, const char *name, const json_t *expected)
{
    const json_t *error = json_object_get(expected, name);
    const char *pointer = json_string_value(json_object_get(error, "pointer"));
    const char *code = json_string_value(json_object_get(error, "code"));
    if (pointer == NULL || code == NULL) {
        fail_msg("%s/%s is not in expected.json", folder, name);
        return;
    }
    if (strcmp(code, "rule") == 0) {
        try_valid(schema, folder, name);
        return;
    }
    json_t *value = load_file(folder, name);
    struct buf errors = {0};
    assert_int_equal(schema_validate(schema, value, "", TODAY, &errors), TNW_E_INVALID_BODY);
    json_t *got = json_loads(buf_text(&errors), 0, NULL);
    if (got == NULL || strcmp(json_string_value(json_object_get(got, "pointer")), pointer) != 0 ||
        strcmp(json_string_value(json_object_get(got, "code")), code) != 0) {
        fail_msg("%s/%s: %s", folder, name, buf_text(&errors));
    }
    json_decref(got);
    buf_free(&errors);
    json_decref(value);
}

static void
try_folder(const struct schema *schema, const char *folder, size_t min_valid, size_t min_invalid)
{
    json_t *expected = load_file(folder, "expected.json");
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    size_t valid = 0;
    size_t invalid = 0;
    for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        if (strncmp(entry->d_name, "valid-", 6) == 0) {
            try_valid(schema, folder, entry->d_name);
            valid++;
        } else if (strncmp(entry->d_name, "invalid-", 8) == 0) {
            try_invalid(schema, folder, entry->d_name, expected);
            invalid++;
        }
    }
    (void)closedir(dir);
    assert_true(valid >= min_valid);
    assert_true(invalid >= min_invalid);
    assert_int_equal(invalid, json_object_size(expected));
    json_decref(expected);
}

static void
every_category_has_examples_that_fit_and_examples_that_break_one_thing(void **state)
{
    size_t tried = 0;
    for (const struct schema_source *source = schema_embedded; source->name != NULL; source++) {
        if (strncmp(source->name, "category/", 9) == 0) {
            char folder[256];
            (void)snprintf(folder, sizeof folder, EXAMPLES "%s", source->name + 9);
            try_folder(schema_find(*state, source->name), folder, 3, 6);
            tried++;
        }
    }
    assert_true(tried > 0);
}

static void
every_body_has_examples_that_fit_and_examples_that_break_one_thing(void **state)
{
    size_t tried = 0;
    for (const struct schema_source *source = schema_embedded; source->name != NULL; source++) {
        if (strncmp(source->name, "body/", 5) == 0) {
            char folder[256];
            (void)snprintf(folder, sizeof folder, EXAMPLES "%s", source->name);
            try_folder(schema_find(*state, source->name), folder, 1, 2);
            tried++;
        }
    }
    assert_true(tried > 0);
}

/* An object with properties but without additionalProperties would let typing mistakes through. */
static void
assert_closed(const json_t *schema, const char *name)
{
    if (json_object_get(schema, "properties") != NULL && json_object_get(schema, "type") != NULL) {
        if (json_object_get(schema, "additionalProperties") == NULL) {
            fail_msg("%s has an object without additionalProperties", name);
        }
    }
    json_t *object = json_unconst(schema);
    for (void *it = json_object_iter(object); it != NULL; it = json_object_iter_next(object, it)) {
        assert_closed(json_object_iter_value(it), name);
    }
}

static void
embedded_schemas_are_closed_and_described(void **state)
{
    (void)state;
    for (const struct schema_source *source = schema_embedded; source->name != NULL; source++) {
        assert_int_equal(strlen(source->text), source->len);
        json_t *schema;
        assert_int_equal(json_load_strict(&schema, slice_of(source->text, source->len), NULL), TNW_OK);
        assert_closed(schema, source->name);
        assert_non_null(json_object_get(schema, "description"));
        json_t *members = json_object_get(schema, "properties");
        for (void *it = json_object_iter(members); it != NULL; it = json_object_iter_next(members, it)) {
            assert_non_null(json_object_get(json_object_iter_value(it), "description"));
        }
        json_decref(schema);
    }
}

static void
embedded_files_are_found_by_name(void **state)
{
    (void)state;
    size_t len = 0;
    const char *text = schema_embedded_file("openapi.json", &len);
    assert_non_null(text);
    assert_int_equal(strlen(text), len);
    assert_null(schema_embedded_file("openapi", &len));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_category_has_examples_that_fit_and_examples_that_break_one_thing),
        cmocka_unit_test(every_body_has_examples_that_fit_and_examples_that_break_one_thing),
        cmocka_unit_test(embedded_schemas_are_closed_and_described),
        cmocka_unit_test(embedded_files_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
