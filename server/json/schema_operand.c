#include <stdlib.h>
#include <string.h>

#include "json/schema_node.h"

#define DIALECT "https://json-schema.org/draft/2020-12/schema"
/* Two lists of so many items are compared pair by pair without anybody noticing. */
#define UNIQUE_MAX 256
/* No pattern of ours describes a longer text. */
#define PATTERN_TEXT_MAX 4096

SCHEMA_OPERAND(schema_operand_any)
{
    (void)load;
    (void)check;
    (void)schema;
    return TNW_OK;
}

SCHEMA_OPERAND(schema_operand_text)
{
    (void)schema;
    return json_is_string(check->operand) ? TNW_OK : schema_refuse(load, "must be a string");
}

SCHEMA_OPERAND(schema_operand_dialect)
{
    (void)schema;
    const char *text = json_string_value(check->operand);
    return text != NULL && strcmp(text, DIALECT) == 0 ? TNW_OK : schema_refuse(load, "must be " DIALECT);
}

SCHEMA_OPERAND(schema_operand_id)
{
    if (schema != load->document->text) {
        return schema_refuse(load, "stands only at the top of a document");
    }
    return schema_operand_text(load, check, schema);
}

SCHEMA_OPERAND(schema_operand_list)
{
    (void)schema;
    return json_array_size(check->operand) > 0 ? TNW_OK : schema_refuse(load, "must be an array with items");
}

static enum tnw_err
check_names(const struct schema_load *load, const json_t *list)
{
    if (!json_is_array(list)) {
        return schema_refuse(load, "must be an array of names");
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *name = json_array_get(list, i);
        if (!json_is_string(name)) {
            return schema_refuse(load, "must be an array of names");
        }
        for (size_t k = 0; k < i; k++) {
            if (json_equal(json_array_get(list, k), name)) {
                return schema_refuse(load, "names a member twice");
            }
        }
    }
    return TNW_OK;
}

SCHEMA_OPERAND(schema_operand_names)
{
    (void)schema;
    return check_names(load, check->operand);
}

SCHEMA_OPERAND(schema_operand_dependent)
{
    (void)schema;
    if (!json_is_object(check->operand)) {
        return schema_refuse(load, "must be an object");
    }
    json_t *operand = json_unconst(check->operand);
    for (void *it = json_object_iter(operand); it != NULL; it = json_object_iter_next(operand, it)) {
        enum tnw_err err = check_names(load, json_object_iter_value(it));
        if (err != TNW_OK) {
            return err;
        }
    }
    return TNW_OK;
}

/* One type name to the kinds of jansson: what is loaded has no whole number that is a JSON_REAL. */
static unsigned
kinds_of(const char *name)
{
    static const struct {
        const char *name;
        unsigned kinds;
    } types[] = {
        {"object", SCHEMA_KIND(JSON_OBJECT)},
        {"array", SCHEMA_KIND(JSON_ARRAY)},
        {"string", SCHEMA_KIND(JSON_STRING)},
        {"integer", SCHEMA_KIND(JSON_INTEGER)},
        {"number", SCHEMA_NUMBER},
        {"boolean", SCHEMA_BOOLEAN},
        {"null", SCHEMA_KIND(JSON_NULL)},
    };
    for (size_t i = 0; name != NULL && i < sizeof types / sizeof *types; i++) {
        if (strcmp(types[i].name, name) == 0) {
            return types[i].kinds;
        }
    }
    return 0;
}

SCHEMA_OPERAND(schema_operand_type)
{
    (void)schema;
    if (json_is_string(check->operand)) {
        check->types = kinds_of(json_string_value(check->operand));
        return check->types != 0 ? TNW_OK : schema_refuse(load, "is not a type");
    }
    for (size_t i = 0; i < json_array_size(check->operand); i++) {
        unsigned kinds = kinds_of(json_string_value(json_array_get(check->operand, i)));
        if (kinds == 0) {
            return schema_refuse(load, "is not a type");
        }
        check->types |= kinds;
    }
    return check->types != 0 ? TNW_OK : schema_refuse(load, "must be a type or an array of types");
}

static bool
read_count(const json_t *value, size_t max, size_t *out)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0 || (size_t)json_integer_value(value) > max) {
        return false;
    }
    *out = (size_t)json_integer_value(value);
    return true;
}

SCHEMA_OPERAND(schema_operand_count)
{
    (void)schema;
    bool ok = read_count(check->operand, SIZE_MAX, &check->limit);
    return ok ? TNW_OK : schema_refuse(load, "must be an integer of at least 0");
}

SCHEMA_OPERAND(schema_operand_bound)
{
    (void)schema;
    return json_is_number(check->operand) ? TNW_OK : schema_refuse(load, "must be a number");
}

SCHEMA_OPERAND(schema_operand_multiple)
{
    (void)schema;
    bool ok = json_is_integer(check->operand) && json_integer_value(check->operand) > 0;
    return ok ? TNW_OK : schema_refuse(load, "must be an integer above 0");
}

SCHEMA_OPERAND(schema_operand_unique)
{
    if (!json_is_true(check->operand)) {
        return schema_refuse(load, "must be true");
    }
    bool ok = read_count(json_object_get(schema, "maxItems"), UNIQUE_MAX, &check->limit);
    return ok ? TNW_OK : schema_refuse(load, "needs maxItems beside it, of at most 256");
}

SCHEMA_OPERAND(schema_operand_pattern)
{
    const char *text = json_string_value(check->operand);
    const char *fault = text == NULL ? "must be a string" : schema_pattern_fault(text);
    if (fault != NULL) {
        return schema_refuse(load, fault);
    }
    if (!read_count(json_object_get(schema, "maxLength"), PATTERN_TEXT_MAX, &check->limit)) {
        return schema_refuse(load, "needs maxLength beside it, of at most 4096");
    }
    regex_t *regex = calloc(1, sizeof *regex);
    if (regex == NULL) {
        return TNW_E_NO_MEMORY;
    }
    int result = regcomp(regex, text, REG_EXTENDED | REG_NOSUB);
    if (result == 0) {
        check->regex = regex;
        return TNW_OK;
    }
    free(regex);
    return result == REG_ESPACE ? TNW_E_NO_MEMORY : schema_refuse(load, "is not a regular expression");
}

SCHEMA_OPERAND(schema_operand_format)
{
    (void)schema;
    check->format = json_is_string(check->operand) ? schema_format_find(json_string_value(check->operand)) : NULL;
    return check->format != NULL ? TNW_OK : schema_refuse(load, "is not a format that is checked here");
}
