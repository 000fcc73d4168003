#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shape.h"
#include "strict_json.h"
#include "tnw/api.h"
#include "tnw/fiche.h"

struct decoder {
    struct arena *arena;
    char *where;
};

static enum tnw_err object_into(struct decoder *d, const struct shape *shape, const json_t *object, char *base);

static enum tnw_err
answer_unfit(const struct decoder *d, const char *name, const char *what)
{
    snprintf(d->where, SHAPE_WHERE, "member \"%s\" of the answer is %s", name, what);
    return TNW_E_PROTOCOL;
}

static enum tnw_err
text_into(struct decoder *d, const struct field *f, const json_t *value, const char **out)
{
    if (!json_is_string(value)) {
        return answer_unfit(d, f->name, "not a text");
    }
    *out = arena_text(d->arena, json_string_value(value));
    return *out == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

static enum tnw_err
int_into(struct decoder *d, const struct field *f, const json_t *value, int64_t *out)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0) {
        return answer_unfit(d, f->name, "not a whole number");
    }
    *out = json_integer_value(value);
    return TNW_OK;
}

static enum tnw_err
list_size(struct decoder *d, const struct field *f, const json_t *value, size_t *count)
{
    if (!json_is_array(value)) {
        return answer_unfit(d, f->name, "not a list");
    }
    *count = json_array_size(value);
    return *count > SHAPE_LIST_MAX ? answer_unfit(d, f->name, "too long a list") : TNW_OK;
}

static enum tnw_err
texts_into(struct decoder *d, const struct field *f, const json_t *value, tnw_texts *out)
{
    size_t count = 0;
    enum tnw_err err = list_size(d, f, value, &count);
    if (err != TNW_OK) {
        return err;
    }
    const char **texts = arena_alloc(d->arena, count + 1, sizeof *texts);
    if (texts == NULL) {
        return TNW_E_NO_MEMORY;
    }
    for (size_t i = 0; i < count && err == TNW_OK; i++) {
        err = text_into(d, f, json_array_get(value, i), &texts[i]);
    }
    *out = texts;
    return err;
}

static enum tnw_err
objects_into(struct decoder *d, const struct field *f, const json_t *value, char *base)
{
    size_t count = 0;
    enum tnw_err err = list_size(d, f, value, &count);
    if (err != TNW_OK) {
        return err;
    }
    char *items = arena_alloc(d->arena, count, f->shape->size);
    if (items == NULL) {
        return TNW_E_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        err = object_into(d, f->shape, json_array_get(value, i), items + i * f->shape->size);
        if (err != TNW_OK) {
            return err;
        }
    }
    memcpy(base + f->offset, &items, sizeof items);
    memcpy(base + f->count_offset, &count, sizeof count);
    return TNW_OK;
}

static enum tnw_err
pointer_into(struct decoder *d, const struct field *f, const json_t *value, char *base)
{
    char *inner = arena_alloc(d->arena, 1, f->shape->size);
    if (inner == NULL) {
        return TNW_E_NO_MEMORY;
    }
    memcpy(base + f->offset, &inner, sizeof inner);
    return object_into(d, f->shape, value, inner);
}

/* The text of a nested object, as the server wrote it but for white space. */
static enum tnw_err
json_into(struct decoder *d, const struct field *f, const json_t *value, const char **out)
{
    if (!json_is_object(value)) {
        return answer_unfit(d, f->name, "not an object");
    }
    char *text = json_dumps(value, JSON_COMPACT);
    *out = text == NULL ? NULL : arena_text(d->arena, text);
    if (text != NULL) {
        explicit_bzero(text, strlen(text));
    }
    free(text);
    return *out == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

static enum tnw_err
bool_into(struct decoder *d, const struct field *f, const json_t *value, bool *out)
{
    if (!json_is_boolean(value)) {
        return answer_unfit(d, f->name, "neither true nor false");
    }
    *out = json_is_true(value);
    return TNW_OK;
}

static enum tnw_err
told_into(struct decoder *d, const struct field *f, const json_t *value, enum tnw_told *out)
{
    bool told = false;
    enum tnw_err err = bool_into(d, f, value, &told);
    if (err == TNW_OK) {
        *out = told ? TNW_YES : TNW_NO;
    }
    return err;
}

static enum tnw_err
number_into(struct decoder *d, const struct field *f, const json_t *value, const int64_t **out)
{
    int64_t *number = arena_alloc(d->arena, 1, sizeof *number);
    if (number == NULL) {
        return TNW_E_NO_MEMORY;
    }
    *out = number;
    return int_into(d, f, value, number);
}

static enum tnw_err
value_into(struct decoder *d, const struct field *f, const json_t *value, char *base)
{
    void *at = base + f->offset;
    switch (f->kind) {
    case FIELD_TEXT:
        return text_into(d, f, value, at);
    case FIELD_INT:
        return int_into(d, f, value, at);
    case FIELD_BOOL:
        return bool_into(d, f, value, at);
    case FIELD_TOLD:
        return told_into(d, f, value, at);
    case FIELD_NUMBER:
        return number_into(d, f, value, at);
    case FIELD_TEXTS:
        return texts_into(d, f, value, at);
    case FIELD_OBJECT:
        return object_into(d, f->shape, value, at);
    case FIELD_POINTER:
        return pointer_into(d, f, value, base);
    case FIELD_OBJECTS:
        return objects_into(d, f, value, base);
    case FIELD_JSON:
        return json_into(d, f, value, at);
    }
    return TNW_E_PROTOCOL;
}

/* A list that is not there is an empty one, so that nobody has to ask. */
static enum tnw_err
nothing_into(struct decoder *d, const struct field *f, char *base)
{
    if (f->kind != FIELD_TEXTS) {
        return TNW_OK;
    }
    tnw_texts empty = arena_alloc(d->arena, 1, sizeof *empty);
    memcpy(base + f->offset, &empty, sizeof empty);
    return empty == NULL ? TNW_E_NO_MEMORY : TNW_OK;
}

static enum tnw_err
field_into(struct decoder *d, const struct field *f, const json_t *object, char *base)
{
    const json_t *value = json_object_get(object, f->name);
    if (value == NULL) {
        return (f->rules & FIELD_ABSENT) != 0 ? nothing_into(d, f, base) : answer_unfit(d, f->name, "missing");
    }
    if (json_is_null(value) && (f->rules & FIELD_NULL) != 0) {
        return nothing_into(d, f, base);
    }
    return value_into(d, f, value, base);
}

static enum tnw_err
object_into(struct decoder *d, const struct shape *shape, const json_t *object, char *base)
{
    if (!json_is_object(object)) {
        snprintf(d->where, SHAPE_WHERE, "the answer has something else where an object with \"%s\" belongs",
                 shape->fields[0].name);
        return TNW_E_PROTOCOL;
    }
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; i < shape->count && err == TNW_OK; i++) {
        err = field_into(d, &shape->fields[i], object, base);
    }
    return err;
}

enum tnw_err
shape_decode(const struct shape *shape, const char *text, size_t len, void **result, char where[SHAPE_WHERE])
{
    *result = NULL;
    where[0] = 0;
    json_t *object;
    enum tnw_err err = strict_json_parse(&object, text, len);
    if (err == TNW_E_CORRUPT) {
        snprintf(where, SHAPE_WHERE, "the answer is not JSON");
        err = TNW_E_PROTOCOL;
    }
    if (err != TNW_OK) {
        return err;
    }
    err = TNW_E_NO_MEMORY;
    void *made = result_new(shape->size);
    if (made == NULL) {
        goto out;
    }
    err = object_into(&(struct decoder){.arena = result_arena(made), .where = where}, shape, object, made);
    if (err == TNW_OK) {
        *result = made;
        made = NULL;
    }
out:
    result_free(made);
    json_decref(object);
    return err;
}
