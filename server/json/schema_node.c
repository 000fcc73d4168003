#include <stdlib.h>
#include <string.h>

#include "json/schema_node.h"

#define LOAD(name)                                                                                                     \
    static enum tnw_err name(const struct schema_load *load, struct schema_check *check, const json_t *schema)

static enum tnw_err
make_room(struct schema_check *check, size_t count)
{
    check->nodes = calloc(count + 1, sizeof *check->nodes);
    return check->nodes == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

/* items, not, and additionalProperties as a schema. */
LOAD(load_single)
{
    (void)schema;
    enum tnw_err err = make_room(check, 1);
    if (err == TNW_OK) {
        check->count = 1;
        err = schema_node_load(load, check->operand, &check->nodes[0]);
    }
    return err;
}

LOAD(load_additional)
{
    check->beside = json_object_get(schema, "properties");
    if (json_is_boolean(check->operand)) {
        check->open = json_is_true(check->operand);
        return TNW_OK;
    }
    return load_single(load, check, schema);
}

LOAD(load_several)
{
    enum tnw_err err = schema_operand_list(load, check, schema);
    if (err == TNW_OK) {
        err = make_room(check, json_array_size(check->operand));
    }
    for (size_t i = 0; err == TNW_OK && i < json_array_size(check->operand); i++) {
        struct schema_place place = {.up = load->place, .index = i};
        struct schema_load inner = *load;
        inner.place = &place;
        err = schema_node_load(&inner, json_array_get(check->operand, i), &check->nodes[check->count++]);
    }
    return err;
}

/* properties and $defs. */
LOAD(load_members)
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
        err = schema_node_load(&inner, json_object_iter_value(it), &check->nodes[check->count++]);
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
    return branch == NULL ? TNW_OK : schema_node_load(&beside, branch, out);
}

LOAD(load_if)
{
    enum tnw_err err = make_room(check, 3);
    if (err != TNW_OK) {
        return err;
    }
    check->count = 3;
    err = schema_node_load(load, check->operand, &check->nodes[0]);
    if (err == TNW_OK) {
        err = load_beside(load, schema, "then", &check->nodes[1]);
    }
    return err != TNW_OK ? err : load_beside(load, schema, "else", &check->nodes[2]);
}

/* then and else, which the if beside them loads. */
LOAD(load_branch)
{
    (void)check;
    return json_object_get(schema, "if") != NULL ? TNW_OK : schema_refuse(load, "needs an if beside it");
}

/* The target is looked up once everything is loaded. */
LOAD(load_ref)
{
    enum tnw_err err = schema_operand_text(load, check, schema);
    return err != TNW_OK ? err : make_room(check, 1);
}

#define ALL_KINDS (~0U)
#define OBJECT SCHEMA_KIND(JSON_OBJECT)
#define ARRAY SCHEMA_KIND(JSON_ARRAY)
#define STRING SCHEMA_KIND(JSON_STRING)

static const struct schema_keyword keywords[] = {
    {"$schema", 0, false, schema_operand_dialect, NULL},
    {"$id", 0, false, schema_operand_id, NULL},
    {"$defs", 0, false, load_members, NULL},
    {"$ref", ALL_KINDS, true, load_ref, schema_check_all_of},
    {"$comment", 0, false, schema_operand_text, NULL},
    {"title", 0, false, schema_operand_text, NULL},
    {"description", 0, false, schema_operand_text, NULL},
    {"examples", 0, false, schema_operand_list, NULL},
    {"default", 0, false, schema_operand_any, NULL},
    {"type", ALL_KINDS, false, schema_operand_type, schema_check_type},
    {"enum", ALL_KINDS, false, schema_operand_list, schema_check_enum},
    {"const", ALL_KINDS, false, schema_operand_any, schema_check_const},
    {"properties", OBJECT, false, load_members, schema_check_properties},
    {"required", OBJECT, false, schema_operand_names, schema_check_required},
    {"additionalProperties", OBJECT, false, load_additional, schema_check_additional},
    {"dependentRequired", OBJECT, false, schema_operand_dependent, schema_check_dependent},
    {"minProperties", OBJECT, false, schema_operand_count, schema_check_min_properties},
    {"maxProperties", OBJECT, false, schema_operand_count, schema_check_max_properties},
    {"items", ARRAY, false, load_single, schema_check_items},
    {"minItems", ARRAY, false, schema_operand_count, schema_check_min_items},
    {"maxItems", ARRAY, false, schema_operand_count, schema_check_max_items},
    {"uniqueItems", ARRAY, false, schema_operand_unique, schema_check_unique},
    {"minLength", STRING, false, schema_operand_count, schema_check_min_length},
    {"maxLength", STRING, false, schema_operand_count, schema_check_max_length},
    {"pattern", STRING, false, schema_operand_pattern, schema_check_pattern},
    {"format", STRING, false, schema_operand_format, schema_check_format},
    {"minimum", SCHEMA_NUMBER, false, schema_operand_bound, schema_check_bound},
    {"maximum", SCHEMA_NUMBER, false, schema_operand_bound, schema_check_bound},
    {"exclusiveMinimum", SCHEMA_NUMBER, false, schema_operand_bound, schema_check_bound},
    {"exclusiveMaximum", SCHEMA_NUMBER, false, schema_operand_bound, schema_check_bound},
    {"multipleOf", SCHEMA_NUMBER, false, schema_operand_multiple, schema_check_multiple},
    {"allOf", ALL_KINDS, true, load_several, schema_check_all_of},
    {"anyOf", ALL_KINDS, true, load_several, schema_check_any_of},
    {"oneOf", ALL_KINDS, true, load_several, schema_check_one_of},
    {"not", ALL_KINDS, true, load_single, schema_check_not},
    {"if", ALL_KINDS, true, load_if, schema_check_if},
    {"then", 0, false, load_branch, NULL},
    {"else", 0, false, load_branch, NULL},
};

static const struct schema_keyword *
find_keyword(const char *name)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        if (strcmp(keywords[i].name, name) == 0) {
            return &keywords[i];
        }
    }
    return NULL;
}

static enum tnw_err
load_checks(const struct schema_load *load, const json_t *text, struct schema *node)
{
    json_t *object = json_unconst(text);
    for (void *it = json_object_iter(object); it != NULL; it = json_object_iter_next(object, it)) {
        const char *name = json_object_iter_key(it);
        struct schema_place place = {.up = load->place, .key = name};
        struct schema_load inner = *load;
        inner.place = &place;
        struct schema_check *check = &node->checks[node->count];
        check->keyword = find_keyword(name);
        if (check->keyword == NULL) {
            return schema_refuse(&inner, "is not a keyword that is checked here");
        }
        check->operand = json_object_iter_value(it);
        node->count++;
        enum tnw_err err = check->keyword->load(&inner, check, text);
        if (err != TNW_OK) {
            return err;
        }
    }
    return TNW_OK;
}

enum tnw_err
schema_node_load(const struct schema_load *load, const json_t *text, struct schema **out)
{
    if (!json_is_object(text)) {
        return schema_refuse(load, "must be a schema, that is an object");
    }
    struct schema *node = calloc(1, sizeof *node);
    if (node == NULL) {
        return TNW_E_NO_MEMORY;
    }
    node->text = text;
    node->document = load->document;
    node->next = load->set->all;
    load->set->all = node;
    *out = node;
    node->checks = calloc(json_object_size(text) + 1, sizeof *node->checks);
    return node->checks == NULL ? TNW_E_NO_MEMORY : load_checks(load, text, node);
}

void
schema_node_free(struct schema *node)
{
    for (size_t i = 0; i < node->count; i++) {
        struct schema_check *check = &node->checks[i];
        if (check->regex != NULL) {
            regfree(check->regex);
        }
        free(check->regex);
        free(check->nodes);
        free(check->names);
    }
    free(node->checks);
    free(node);
}
