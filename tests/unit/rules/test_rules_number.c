/* The numbers in the rules of categories: what is compiled in is the data, each day has one, each says its source. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <jansson.h>

#include "rules/category/category_data.h"

#define DATA "schemas/category_rules.json"

static const char *
text_of(const json_t *row, const char *name)
{
    const json_t *value = json_object_get(row, name);
    return json_is_null(value) ? "" : json_string_value(value);
}

static void
each_row_of_the_data_is_compiled_in_and_says_its_source(void **state)
{
    (void)state;
    static const char *const needed[] = {"code", "select_by", "status", "source", "why"};
    json_t *data = json_load_file(DATA, 0, NULL);
    const json_t *rules = json_object_get(data, "numbers");
    size_t count = 0;
    for (; category_numbers[count].code != NULL; count++) {
        const json_t *row = json_array_get(rules, count);
        assert_string_equal(category_numbers[count].code, text_of(row, "code"));
        assert_int_equal(category_numbers[count].value, json_integer_value(json_object_get(row, "value")));
        assert_string_equal(category_numbers[count].from, text_of(row, "valid_from"));
        assert_string_equal(category_numbers[count].until, text_of(row, "valid_until"));
        assert_string_equal(category_numbers[count].refusal, text_of(row, "refusal"));
        for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
            assert_true(text_of(row, needed[i]) != NULL && strlen(text_of(row, needed[i])) > 0);
        }
    }
    assert_int_equal(count, json_array_size(rules));
    assert_true(strlen(text_of(data, "version")) > 0);
    json_decref(data);
}

static day_num
day_of(const char *text)
{
    day_num day = 0;
    assert_int_equal(date_parse(&day, text), TNW_OK);
    return day;
}

static void
a_number_holds_from_its_first_day_to_its_last(void **state)
{
    (void)state;
    assert_int_equal(category_number_on("beoordeling_regime", day_of("2022-09-30"))->value, 2016);
    assert_int_equal(category_number_on("beoordeling_regime", day_of("2022-10-01"))->value, 2022);
    assert_int_equal(category_number_on("gao_months", day_of("1999-01-01"))->value, 3);
    assert_int_equal(category_number_on("gao_months", day_of("2099-01-01"))->value, 3);
    assert_int_equal(category_number_on("gao", day_of("2026-01-01"))->value, 0);
}

static void
who_signs_is_what_the_data_says(void **state)
{
    (void)state;
    json_t *data = json_load_file(DATA, 0, NULL);
    const json_t *row = json_array_get(json_object_get(data, "signatures"), 0);
    code_set roles = 0;
    for (size_t i = 0; i < json_array_size(json_object_get(row, "roles")); i++) {
        int role = codes_find(&codes_role, json_string_value(json_array_get(json_object_get(row, "roles"), i)));
        assert_in_range(role, 0, ROLE_COUNT - 1);
        roles |= CODE_BIT(role);
    }
    assert_int_equal(codes_find(&codes_category, text_of(row, "category")), CATEGORY_ENGAGEMENT);
    for (unsigned category = 0; category < CATEGORY_COUNT; category++) {
        assert_int_equal(category_signatures[category], category == CATEGORY_ENGAGEMENT ? roles : 0);
    }
    assert_int_equal(json_array_size(json_object_get(data, "signatures")), 1);
    assert_true(strlen(text_of(row, "source")) > 0 && strlen(text_of(row, "why")) > 0);
    json_decref(data);
}

static void
what_a_member_may_be_in_a_role_is_what_the_data_says(void **state)
{
    (void)state;
    json_t *data = json_load_file(DATA, 0, NULL);
    const json_t *rows = json_object_get(data, "values");
    size_t count = 0;
    for (; category_values[count].member != NULL; count++) {
        const struct category_values *made = &category_values[count];
        const json_t *row = json_array_get(rows, count);
        const json_t *values = json_object_get(row, "values");
        assert_int_equal(made->category, codes_find(&codes_category, text_of(row, "category")));
        assert_int_equal(made->role, codes_find(&codes_role, text_of(row, "role")));
        assert_string_equal(made->member, text_of(row, "member"));
        assert_string_equal(made->pointer + 1, made->member);
        assert_string_equal(made->refusal, text_of(row, "refusal"));
        for (size_t i = 0; i < json_array_size(values); i++) {
            assert_string_equal(made->values[i], json_string_value(json_array_get(values, i)));
        }
        assert_null(made->values[json_array_size(values)]);
        assert_true(strlen(text_of(row, "source")) > 0 && strlen(text_of(row, "why")) > 0);
    }
    assert_int_equal(count, json_array_size(rows));
    json_decref(data);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_of_the_data_is_compiled_in_and_says_its_source),
        cmocka_unit_test(a_number_holds_from_its_first_day_to_its_last),
        cmocka_unit_test(who_signs_is_what_the_data_says),
        cmocka_unit_test(what_a_member_may_be_in_a_role_is_what_the_data_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
