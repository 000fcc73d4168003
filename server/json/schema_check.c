#include <math.h>
#include <string.h>

#include "json/schema_node.h"

/* A member name that the schema does not know is the caller's text: longer ones are not repeated in the pointer. */
#define STRANGE_NAME_MAX 64

static const char *
keyword_name(const struct schema_check *check)
{
    return check->keyword->name;
}

static void
put_choices(struct buf *out, const json_t *choices)
{
    for (size_t i = 0; i < json_array_size(choices); i++) {
        const json_t *choice = json_array_get(choices, i);
        buf_put_str(out, i == 0 ? "" : ", ");
        if (json_is_string(choice)) {
            buf_put_str(out, json_string_value(choice));
        } else {
            json_canonical(out, choice);
        }
    }
}

/* Frees what is named. */
static void
fail_naming(struct schema_run *run, const struct schema_place *place, const struct schema_check *check,
            const char *lead, struct buf *named)
{
    const char *text = buf_text(named);
    if (text == NULL) {
        run->err = TNW_E_NO_MEMORY;
    } else {
        schema_fail(run, place, keyword_name(check), "%s%s", lead, text);
    }
    buf_free(named);
}

SCHEMA_CHECK(schema_check_type)
{
    if ((check->types & SCHEMA_KIND(json_typeof(value))) != 0) {
        return;
    }
    if (json_is_string(check->operand)) {
        schema_fail(run, place, "type", "must be of type %s", json_string_value(check->operand));
        return;
    }
    struct buf names = {0};
    put_choices(&names, check->operand);
    fail_naming(run, place, check, "must be of one of the types ", &names);
}

SCHEMA_CHECK(schema_check_enum)
{
    for (size_t i = 0; i < json_array_size(check->operand); i++) {
        if (json_equal(json_array_get(check->operand, i), value)) {
            return;
        }
    }
    struct buf choices = {0};
    put_choices(&choices, check->operand);
    fail_naming(run, place, check, "must be one of: ", &choices);
}

SCHEMA_CHECK(schema_check_const)
{
    if (json_equal(check->operand, value)) {
        return;
    }
    struct buf only = {0};
    json_canonical(&only, check->operand);
    fail_naming(run, place, check, "must be ", &only);
}

SCHEMA_CHECK(schema_check_properties)
{
    for (size_t i = 0; i < check->count && run->count < run->limit; i++) {
        const json_t *member = json_object_get(value, check->names[i]);
        if (member != NULL) {
            struct schema_place inner = {.up = place, .key = check->names[i]};
            schema_run(run, check->nodes[i], member, &inner);
        }
    }
}

SCHEMA_CHECK(schema_check_required)
{
    for (size_t i = 0; i < json_array_size(check->operand); i++) {
        const char *name = json_string_value(json_array_get(check->operand, i));
        if (json_object_get(value, name) == NULL) {
            struct schema_place inner = {.up = place, .key = name};
            schema_fail(run, &inner, keyword_name(check), "is missing");
        }
    }
}

SCHEMA_CHECK(schema_check_additional)
{
    json_t *object = json_unconst(value);
    void *it = json_object_iter(object);
    for (; !check->open && it != NULL && run->count < run->limit; it = json_object_iter_next(object, it)) {
        const char *name = json_object_iter_key(it);
        struct schema_place inner = {.up = place, .key = name};
        if (check->beside != NULL && json_object_get(check->beside, name) != NULL) {
            continue;
        }
        if (check->count > 0) {
            schema_run(run, check->nodes[0], json_object_iter_value(it), &inner);
        } else if (strnlen(name, STRANGE_NAME_MAX + 1) > STRANGE_NAME_MAX) {
            schema_fail(run, place, keyword_name(check), "has a member that is not known here");
        } else {
            schema_fail(run, &inner, keyword_name(check), "is not known here");
        }
    }
}

SCHEMA_CHECK(schema_check_dependent)
{
    json_t *operand = json_unconst(check->operand);
    for (void *it = json_object_iter(operand); it != NULL; it = json_object_iter_next(operand, it)) {
        const char *name = json_object_iter_key(it);
        const json_t *needed = json_object_iter_value(it);
        for (size_t i = 0; json_object_get(value, name) != NULL && i < json_array_size(needed); i++) {
            struct schema_place inner = {.up = place, .key = json_string_value(json_array_get(needed, i))};
            if (json_object_get(value, inner.key) == NULL) {
                schema_fail(run, &inner, keyword_name(check), "is needed beside %s", name);
            }
        }
    }
}

static void
at_least(struct schema_run *run, const struct schema_check *check, size_t have, const char *unit,
         const struct schema_place *place)
{
    if (have < check->limit) {
        schema_fail(run, place, keyword_name(check), "must have at least %zu %s", check->limit, unit);
    }
}

static void
at_most(struct schema_run *run, const struct schema_check *check, size_t have, const char *unit,
        const struct schema_place *place)
{
    if (have > check->limit) {
        schema_fail(run, place, keyword_name(check), "must have at most %zu %s", check->limit, unit);
    }
}

SCHEMA_CHECK(schema_check_min_properties)
{
    at_least(run, check, json_object_size(value), "member(s)", place);
}

SCHEMA_CHECK(schema_check_max_properties)
{
    at_most(run, check, json_object_size(value), "member(s)", place);
}

SCHEMA_CHECK(schema_check_items)
{
    for (size_t i = 0; i < json_array_size(value) && run->count < run->limit; i++) {
        struct schema_place inner = {.up = place, .index = i};
        schema_run(run, check->nodes[0], json_array_get(value, i), &inner);
    }
}

SCHEMA_CHECK(schema_check_min_items)
{
    at_least(run, check, json_array_size(value), "item(s)", place);
}

SCHEMA_CHECK(schema_check_max_items)
{
    at_most(run, check, json_array_size(value), "item(s)", place);
}

/* Compares all pairs, so not beyond maxItems, which has failed by itself then. */
SCHEMA_CHECK(schema_check_unique)
{
    size_t count = json_array_size(value);
    for (size_t i = 1; count <= check->limit && i < count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (json_equal(json_array_get(value, k), json_array_get(value, i))) {
                struct schema_place inner = {.up = place, .index = i};
                schema_fail(run, &inner, keyword_name(check), "must not stand twice");
                return;
            }
        }
    }
}

static size_t
code_points(const json_t *string)
{
    const char *text = json_string_value(string);
    size_t len = json_string_length(string);
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return count;
}

/* A character is one to four bytes, so that the bytes alone nearly always decide. */
SCHEMA_CHECK(schema_check_min_length)
{
    if (json_string_length(value) < 4 * check->limit) {
        at_least(run, check, code_points(value), "character(s)", place);
    }
}

SCHEMA_CHECK(schema_check_max_length)
{
    if (json_string_length(value) > check->limit) {
        at_most(run, check, code_points(value), "character(s)", place);
    }
}

/* Not beyond maxLength, which has failed by itself then: the matcher's time grows with the text. */
SCHEMA_CHECK(schema_check_pattern)
{
    if (code_points(value) > check->limit) {
        return;
    }
    int result = regexec(check->regex, json_string_value(value), 0, NULL, 0);
    if (result == REG_NOMATCH) {
        schema_fail(run, place, keyword_name(check), "must match the pattern %s", json_string_value(check->operand));
    } else if (result != 0) {
        run->err = TNW_E_NO_MEMORY;
    }
}

SCHEMA_CHECK(schema_check_format)
{
    if (!check->format->fits(json_string_value(value), run->today)) {
        schema_fail(run, place, keyword_name(check), "must be %s", check->format->text);
    }
}

/* Below zero, zero, above zero, as for strcmp; integers are compared as integers. */
static int
compare_numbers(const json_t *a, const json_t *b)
{
    if (json_is_integer(a) && json_is_integer(b)) {
        json_int_t left = json_integer_value(a);
        json_int_t right = json_integer_value(b);
        return (left > right) - (left < right);
    }
    double left = json_number_value(a);
    double right = json_number_value(b);
    return (left > right) - (left < right);
}

static const struct bound {
    const char *name;
    const char *text;
    int least; /* of compare_numbers(value, bound) */
    int most;
} bounds[] = {
    {"minimum", "at least", 0, 1},
    {"maximum", "at most", -1, 0},
    {"exclusiveMinimum", "more than", 1, 1},
    {"exclusiveMaximum", "less than", -1, -1},
};

SCHEMA_CHECK(schema_check_bound)
{
    const struct bound *bound = bounds;
    while (strcmp(bound->name, keyword_name(check)) != 0) {
        bound++;
    }
    int order = compare_numbers(value, check->operand);
    if (order < bound->least || order > bound->most) {
        schema_fail(run, place, bound->name, "must be %s %.15g", bound->text, json_number_value(check->operand));
    }
}

SCHEMA_CHECK(schema_check_multiple)
{
    json_int_t step = json_integer_value(check->operand);
    bool fits = json_is_integer(value) ? json_integer_value(value) % step == 0
                                       : fmod(json_real_value(value), (double)step) == 0.0;
    if (!fits) {
        schema_fail(run, place, keyword_name(check), "must be a multiple of %lld", (long long)step);
    }
}

SCHEMA_CHECK(schema_check_all_of)
{
    for (size_t i = 0; i < check->count; i++) {
        schema_run(run, check->nodes[i], value, place);
    }
}

static size_t
count_fitting(struct schema_run *run, const struct schema_check *check, const json_t *value)
{
    size_t fitting = 0;
    for (size_t i = 0; i < check->count; i++) {
        fitting += schema_fits(run, check->nodes[i], value);
    }
    return fitting;
}

SCHEMA_CHECK(schema_check_any_of)
{
    if (count_fitting(run, check, value) == 0) {
        schema_fail(run, place, keyword_name(check), "must have one of the %zu forms of the schema", check->count);
    }
}

SCHEMA_CHECK(schema_check_one_of)
{
    if (count_fitting(run, check, value) != 1) {
        schema_fail(run, place, keyword_name(check), "must have exactly one of the %zu forms of the schema",
                    check->count);
    }
}

SCHEMA_CHECK(schema_check_not)
{
    if (schema_fits(run, check->nodes[0], value)) {
        schema_fail(run, place, keyword_name(check), "must not have the form that the schema excludes");
    }
}

SCHEMA_CHECK(schema_check_if)
{
    const struct schema *then = check->nodes[schema_fits(run, check->nodes[0], value) ? 1 : 2];
    if (then != NULL) {
        schema_run(run, then, value, place);
    }
}
