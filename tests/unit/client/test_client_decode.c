/* Answers become structs, and whatever is not an answer of the API does not. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "client_sample.h"
#include "shapes/strict_json.h"
#include "tnw/tnw.h"

static enum tnw_err
decode(const struct shape *shape, const char *text, void **result)
{
    char where[SHAPE_WHERE];
    enum tnw_err err = shape_decode(shape, text, strlen(text), result, where);
    assert_true((err == TNW_E_PROTOCOL) == (where[0] != 0));
    return err;
}

static void
refuse(const struct shape *shape, const char *text)
{
    void *result = NULL;
    assert_int_equal(decode(shape, text, &result), TNW_E_PROTOCOL);
    assert_null(result);
}

static void
every_shape_takes_its_sample(void **state)
{
    (void)state;
    for (size_t i = 0; i < CLIENT_SAMPLE_COUNT; i++) {
        void *result = NULL;
        if (decode(client_samples[i].shape, client_samples[i].text, &result) != TNW_OK) {
            fail_msg("sample %zu, %.40s", i, client_samples[i].text);
        }
        result_free(result);
    }
}

/* Runs one sample with one member changed: value NULL takes it away. */
static enum tnw_err
with_member(const struct client_sample *sample, const char *name, json_t *value)
{
    json_t *object = json_loads(sample->text, 0, NULL);
    assert_int_equal(value == NULL ? json_object_del(object, name) : json_object_set_new(object, name, value), 0);
    char *text = json_dumps(object, 0);
    void *result = NULL;
    enum tnw_err err = decode(sample->shape, text, &result);
    result_free(result);
    free(text);
    json_decref(object);
    return err;
}

static bool
may_be_absent(const struct shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->count; i++) {
        if (strcmp(shape->fields[i].name, name) == 0 && (shape->fields[i].rules & FIELD_ABSENT) == 0) {
            return false;
        }
    }
    return true;
}

static void
every_missing_member_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < CLIENT_SAMPLE_COUNT; i++) {
        json_t *object = json_loads(client_samples[i].text, 0, NULL);
        const char *name = NULL;
        json_t *value = NULL;
        json_object_foreach(object, name, value)
        {
            enum tnw_err wanted = may_be_absent(client_samples[i].shape, name) ? TNW_OK : TNW_E_PROTOCOL;
            assert_int_equal(with_member(&client_samples[i], name, NULL), wanted);
        }
        json_decref(object);
    }
}

static void
every_member_of_a_wrong_type_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < CLIENT_SAMPLE_COUNT; i++) {
        const struct shape *shape = client_samples[i].shape;
        for (size_t f = 0; f < shape->count; f++) {
            const struct field *field = &shape->fields[f];
            enum tnw_err null = (field->rules & FIELD_NULL) != 0 ? TNW_OK : TNW_E_PROTOCOL;
            bool is_flag = field->kind == FIELD_BOOL || field->kind == FIELD_TOLD;
            json_t *wrong = is_flag ? json_integer(1) : json_true();
            assert_int_equal(with_member(&client_samples[i], field->name, wrong), TNW_E_PROTOCOL);
            assert_int_equal(with_member(&client_samples[i], field->name, json_null()), null);
            assert_int_equal(with_member(&client_samples[i], field->name, json_pack("[[]]")), TNW_E_PROTOCOL);
        }
    }
}

static void
a_number_is_whole_and_not_negative(void **state)
{
    (void)state;
    static const struct client_sample fragment = {"fragment", &shapes_fragment, CLIENT_FRAGMENT};
    assert_int_equal(with_member(&fragment, "version", json_integer(0)), TNW_OK);
    assert_int_equal(with_member(&fragment, "version", json_integer(-1)), TNW_E_PROTOCOL);
    assert_int_equal(with_member(&fragment, "version", json_real(1.0)), TNW_OK); /* the same number */
    assert_int_equal(with_member(&fragment, "version", json_real(1.5)), TNW_E_PROTOCOL);
    assert_int_equal(with_member(&fragment, "version", json_string("1")), TNW_E_PROTOCOL);
}

static void
an_unknown_member_is_passed_over(void **state)
{
    (void)state;
    for (size_t i = 0; i < CLIENT_SAMPLE_COUNT; i++) {
        assert_int_equal(with_member(&client_samples[i], "of_a_newer_server", json_pack("{s:[i]}", "x", 1)), TNW_OK);
    }
}

static void
what_is_not_one_object_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "null",
        "[]",
        "{",
        "\"x\"",
        "{}",
        "{\"message\":\"a\",\"read\":\"b\"} x",
        "{\"message\":\"a\",\"message\":\"a\",\"read\":\"b\"}",
        "{\"message\":\"a\\u0000b\",\"read\":\"b\"}",
        "{\"message\":\"a\xff\",\"read\":\"b\"}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        refuse(&shapes_receipt, texts[i]);
    }
    refuse(&shapes_events, "{\"items\":[],\"next\":null}");
}

static void
depth_and_length_are_bounded(void **state)
{
    (void)state;
    char deep[1000] = "{\"message\":\"a\",\"read\":\"b\",\"x\":";
    memset(deep + strlen(deep), '[', 400);
    memset(deep + strlen(deep), ']', 400);
    deep[strlen(deep)] = '}';
    refuse(&shapes_receipt, deep);
    json_t *list = json_array();
    for (int i = 0; i <= SHAPE_LIST_MAX; i++) {
        json_array_append_new(list, json_string("x"));
    }
    assert_int_equal(with_member(&client_samples[2], "roles", list), TNW_E_PROTOCOL);
}

static void
values_arrive_where_they_belong(void **state)
{
    (void)state;
    void *result = NULL;
    assert_int_equal(decode(&shapes_dossiers, CLIENT_LIST(CLIENT_DOSSIER), &result), TNW_OK);
    struct tnw_dossiers *dossiers = result;
    assert_int_equal(dossiers->count, 1);
    assert_null(dossiers->next);
    assert_string_equal(dossiers->items[0].patient.name, "Jan");
    assert_null(dossiers->items[0].patient.niss);
    assert_int_equal(dossiers->items[0].participant_count, 2);
    assert_string_equal(dossiers->items[0].participants[1].role, "huisarts");
    tnw_dossiers_free(&dossiers);
    assert_null(dossiers);

    assert_int_equal(decode(&shapes_fragment, CLIENT_FRAGMENT, &result), TNW_OK);
    struct tnw_fragment *fragment = result;
    assert_int_equal(fragment->latest, 2);
    assert_string_equal(fragment->content, "{\"hours\":4,\"text\":\"é\"}");
    assert_int_equal(fragment->signature_count, 1);
    assert_string_equal(fragment->signatures[0].role, "patient");
    assert_false(fragment->complete);
    tnw_fragment_free(&fragment);

    assert_int_equal(decode(&shapes_audit_entry, CLIENT_ENTRY, &result), TNW_OK);
    struct tnw_audit_entry *entry = result;
    assert_string_equal(entry->record.action, "me");
    assert_null(entry->record.actor);
    assert_string_equal(entry->record_json,
                        "{\"action\":\"me\",\"seq\":0,\"time\":\"2026-01-02T03:04:05.006Z\",\"actor\":null}");
    tnw_audit_entry_free(&entry);
}

static void
lists_of_texts_end_with_null_even_when_absent(void **state)
{
    (void)state;
    void *result = NULL;
    assert_int_equal(decode(&shapes_consent, CLIENT_CONSENT, &result), TNW_OK);
    struct tnw_consent *consent = result;
    assert_string_equal(consent->categories[0], "gao");
    assert_null(consent->categories[1]);
    assert_null(consent->purposes[0]);
    assert_string_equal(consent->evidence->kind, "paper");
    tnw_consent_free(&consent);
    tnw_consent_free(&consent);
    tnw_consent_free(NULL);
}

static size_t allocations_left;

static void *
allocate_while_some_are_left(size_t size)
{
    if (allocations_left == 0) {
        errno = ENOMEM;
        return NULL;
    }
    allocations_left--;
    return malloc(size);
}

/* Else a good export would be called a forged one on a machine that is short of memory. */
static void
memory_that_runs_out_is_no_fault_of_the_text(void **state)
{
    (void)state;
    static const char text[] = "{\"a\": [1, \"two\", {\"three\": 3.5}], \"a long enough name\": \"\\u00e9 and more\"}";
    json_malloc_t old_malloc;
    json_free_t old_free;
    json_t *value = NULL;
    enum tnw_err err = TNW_E_NO_MEMORY;
    json_get_alloc_funcs(&old_malloc, &old_free);
    json_set_alloc_funcs(allocate_while_some_are_left, free);
    for (size_t count = 0; err == TNW_E_NO_MEMORY && count < 1000; count++) {
        allocations_left = count;
        err = strict_json_parse(&value, text, sizeof text - 1);
        assert_true(err == TNW_OK || value == NULL);
    }
    json_decref(value);
    json_set_alloc_funcs(old_malloc, old_free);
    assert_int_equal(err, TNW_OK);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shape_takes_its_sample),
        cmocka_unit_test(every_missing_member_is_refused),
        cmocka_unit_test(every_member_of_a_wrong_type_is_refused),
        cmocka_unit_test(a_number_is_whole_and_not_negative),
        cmocka_unit_test(an_unknown_member_is_passed_over),
        cmocka_unit_test(what_is_not_one_object_is_refused),
        cmocka_unit_test(depth_and_length_are_bounded),
        cmocka_unit_test(values_arrive_where_they_belong),
        cmocka_unit_test(lists_of_texts_end_with_null_even_when_absent),
        cmocka_unit_test(memory_that_runs_out_is_no_fault_of_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
