#include <stdlib.h>
#include <string.h>

#include "json/schema_node.h"

#define DIALECT "https://json-schema.org/draft/2020-12/schema"
/* Two lists of so many items are compared pair by pair without anybody noticing. */
#define UNIQUE_MAX 256
/* No pattern of ours describes a longer text. */
#define PATTERN_TEXT_MAX 4096

#define LOAD(name)                                                                                                     \
    static enum tnw_err load_##name(const struct schema_load *load, struct schema_check *check, const json_t *schema)

LOAD(any)
{
    (void)load;
    (void)check;
    (void)schema;
    return TNW_OK;
}

LOAD(text)
{
    (void)schema;
    return json_is_string(check->operand) ? TNW_OK : schema_refuse(load, "must be a string");
}

LOAD(dialect)
{
    (void)schema;
    const char *text = json_string_value(check->operand);
    return text != NULL && strcmp(text, DIALECT) == 0 ? TNW_OK : schema_refuse(load, "must be " DIALECT);
}

LOAD(id)
{
    if (schema != load->document->text) {
        return schema_refuse(load, "stands only at the top of a document");
    }
    return load_text(load, check, schema);
}

LOAD(list)
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

LOAD(names)
{
    (void)schema;
    return check_names(load, check->operand);
}

LOAD(dependent)
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

/* One type name to the kinds of jansson. An integer is one that is written without fraction and exponent. */
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

LOAD(type)
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

LOAD(count)
{
    (void)schema;
    bool ok = read_count(check->operand, SIZE_MAX, &check->limit);
    return ok ? TNW_OK : schema_refuse(load, "must be an integer of at least 0");
}

LOAD(bound)
{
    (void)schema;
    return json_is_number(check->operand) ? TNW_OK : schema_refuse(load, "must be a number");
}

LOAD(multiple)
{
    (void)schema;
    bool ok = json_is_integer(check->operand) && json_integer_value(check->operand) > 0;
    return ok ? TNW_OK : schema_refuse(load, "must be an integer above 0");
}

LOAD(unique)
{
    if (!json_is_true(check->operand)) {
        return schema_refuse(load, "must be true");
    }
    bool ok = read_count(json_object_get(schema, "maxItems"), UNIQUE_MAX, &check->limit);
    return ok ? TNW_OK : schema_refuse(load, "needs maxItems beside it, of at most 256");
}

/* What means something else in the ECMA dialect of JSON Schema than in POSIX, where other readers would disagree. */
static bool
is_common_regex(const char *text)
{
    for (; *text != 0; text++) {
        bool class_escape = text[0] == '\\' && text[1] != 0 && strchr("^$.*+?()[]{}|\\/", text[1]) == NULL;
        bool group = text[0] == '(' && text[1] == '?';
        bool lazy = strchr("*+?}", text[0]) != NULL && (text[1] == '?' || text[1] == '+');
        bool named = text[0] == '[' && (text[1] == ':' || text[1] == '=' || text[1] == '.');
        if (class_escape || group || lazy || named) {
            return false;
        }
        text += text[0] == '\\';
    }
    return true;
}

LOAD(pattern)
{
    const char *text = json_string_value(check->operand);
    if (text == NULL || !is_common_regex(text)) {
        return schema_refuse(load, "must be a regular expression that POSIX and ECMA read alike");
    }
    if (!read_count(json_object_get(schema, "maxLength"), PATTERN_TEXT_MAX, &check->limit)) {
        return schema_refuse(load, "needs maxLength beside it, of at most 4096");
    }
    regex_t *regex = calloc(1, sizeof *regex);
    if (regex == NULL) {
        return TNW_E_NO_MEMORY;
    }
    if (regcomp(regex, text, REG_EXTENDED | REG_NOSUB) != 0) {
        free(regex);
        return schema_refuse(load, "is not a regular expression");
    }
    check->regex = regex;
    return TNW_OK;
}

LOAD(format)
{
    (void)schema;
    check->format = json_is_string(check->operand) ? schema_format_find(json_string_value(check->operand)) : NULL;
    return check->format != NULL ? TNW_OK : schema_refuse(load, "is not a format that is checked here");
}

static enum tnw_err
make_room(struct schema_check *check, size_t count)
{
    check->nodes = calloc(count + 1, sizeof *check->nodes);
    return check->nodes == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

/* items, not, and additionalProperties as a schema. */
LOAD(single)
{
    (void)schema;
    enum tnw_err err = make_room(check, 1);
    if (err == TNW_OK) {
        check->count = 1;
        err = schema_load_node(load, check->operand, &check->nodes[0]);
    }
    return err;
}

LOAD(additional)
{
    check->beside = json_object_get(schema, "properties");
    if (json_is_boolean(check->operand)) {
        check->open = json_is_true(check->operand);
        return TNW_OK;
    }
    return load_single(load, check, schema);
}

LOAD(several)
{
    enum tnw_err err = load_list(load, check, schema);
    if (err == TNW_OK) {
        err = make_room(check, json_array_size(check->operand));
    }
    for (size_t i = 0; err == TNW_OK && i < json_array_size(check->operand); i++) {
        struct schema_place place = {.up = load->place, .index = i};
        struct schema_load inner = *load;
        inner.place = &place;
        err = schema_load_node(&inner, json_array_get(check->operand, i), &check->nodes[check->count++]);
    }
    return err;
}

/* properties and $defs. */
LOAD(members)
{
    (void)schema;
    if (!json_is_object(check->operand)) {
        return schema_refuse(load, "must be an object");
    }
    enum tnw_err err = make_room(check, json_object_size(check->operand));
    check->names = calloc(json_object_size(check->operand) + 1, sizeof *check->names);
    if (err != TNW_OK || check->names == NULL) {
        return TNW_E_NO_MEMORY;
    }
    json_t *operand = json_unconst(check->operand);
    void *it = json_object_iter(operand);
    for (; err == TNW_OK && it != NULL; it = json_object_iter_next(operand, it)) {
        const char *name = json_object_iter_key(it);
        struct schema_place place = {.up = load->place, .key = name};
        struct schema_load inner = *load;
        inner.place = &place;
        check->names[check->count] = name;
        err = schema_load_node(&inner, json_object_iter_value(it), &check->nodes[check->count++]);
    }
    return err;
}

static enum tnw_err
load_beside(const struct schema_load *load, const json_t *schema, const char *name, struct schema **out)
{
    const json_t *branch = json_object_get(schema, name);
    struct schema_place place = {.up = load->place->up, .key = name};
    struct schema_load beside = *load;
    beside.place = &place;
    return branch == NULL ? TNW_OK : schema_load_node(&beside, branch, out);
}

LOAD(if)
{
    enum tnw_err err = make_room(check, 3);
    if (err != TNW_OK) {
        return err;
    }
    check->count = 3;
    err = schema_load_node(load, check->operand, &check->nodes[0]);
    if (err == TNW_OK) {
        err = load_beside(load, schema, "then", &check->nodes[1]);
    }
    return err != TNW_OK ? err : load_beside(load, schema, "else", &check->nodes[2]);
}

/* then and else, which the if beside them loads. */
LOAD(branch)
{
    (void)check;
    return json_object_get(schema, "if") != NULL ? TNW_OK : schema_refuse(load, "needs an if beside it");
}

/* The target is looked up once everything is loaded. */
LOAD(ref)
{
    enum tnw_err err = load_text(load, check, schema);
    return err != TNW_OK ? err : make_room(check, 1);
}

#define ALL_KINDS (~0U)
#define OBJECT SCHEMA_KIND(JSON_OBJECT)
#define ARRAY SCHEMA_KIND(JSON_ARRAY)
#define STRING SCHEMA_KIND(JSON_STRING)

static const struct schema_keyword keywords[] = {
    {"$schema", 0, false, load_dialect, NULL},
    {"$id", 0, false, load_id, NULL},
    {"$defs", 0, false, load_members, NULL},
    {"$ref", ALL_KINDS, true, load_ref, schema_check_all_of},
    {"title", 0, false, load_text, NULL},
    {"description", 0, false, load_text, NULL},
    {"examples", 0, false, load_list, NULL},
    {"default", 0, false, load_any, NULL},
    {"type", ALL_KINDS, false, load_type, schema_check_type},
    {"enum", ALL_KINDS, false, load_list, schema_check_enum},
    {"const", ALL_KINDS, false, load_any, schema_check_const},
    {"properties", OBJECT, false, load_members, schema_check_properties},
    {"required", OBJECT, false, load_names, schema_check_required},
    {"additionalProperties", OBJECT, false, load_additional, schema_check_additional},
    {"dependentRequired", OBJECT, false, load_dependent, schema_check_dependent},
    {"minProperties", OBJECT, false, load_count, schema_check_min_properties},
    {"maxProperties", OBJECT, false, load_count, schema_check_max_properties},
    {"items", ARRAY, false, load_single, schema_check_items},
    {"minItems", ARRAY, false, load_count, schema_check_min_items},
    {"maxItems", ARRAY, false, load_count, schema_check_max_items},
    {"uniqueItems", ARRAY, false, load_unique, schema_check_unique},
    {"minLength", STRING, false, load_count, schema_check_min_length},
    {"maxLength", STRING, false, load_count, schema_check_max_length},
    {"pattern", STRING, false, load_pattern, schema_check_pattern},
    {"format", STRING, false, load_format, schema_check_format},
    {"minimum", SCHEMA_NUMBER, false, load_bound, schema_check_bound},
    {"maximum", SCHEMA_NUMBER, false, load_bound, schema_check_bound},
    {"exclusiveMinimum", SCHEMA_NUMBER, false, load_bound, schema_check_bound},
    {"exclusiveMaximum", SCHEMA_NUMBER, false, load_bound, schema_check_bound},
    {"multipleOf", SCHEMA_NUMBER, false, load_multiple, schema_check_multiple},
    {"allOf", ALL_KINDS, true, load_several, schema_check_all_of},
    {"anyOf", ALL_KINDS, true, load_several, schema_check_any_of},
    {"oneOf", ALL_KINDS, true, load_several, schema_check_one_of},
    {"not", ALL_KINDS, true, load_single, schema_check_not},
    {"if", ALL_KINDS, true, load_if, schema_check_if},
    {"then", 0, false, load_branch, NULL},
    {"else", 0, false, load_branch, NULL},
};

const struct schema_keyword *
schema_keyword_find(const char *name)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (strcmp(keywords[i].name, name) == 0) {
            return &keywords[i];
        }
    }
    return NULL;
}
