#include <stdio.h>
#include <string.h>

#include "shape.h"
#include "strict_json.h"
#include "tnw/api.h"

struct encoder {
    char *where;
    enum tnw_err err; /* of the first failure */
};

static json_t *object_from(struct encoder *e, const struct shape *shape, const char *base);

static json_t *
value_unfit(struct encoder *e, const char *name, const char *what)
{
    if (e->err == TNW_OK) {
        snprintf(e->where, SHAPE_WHERE, "%s %s", name, what);
        e->err = TNW_E_USAGE;
    }
    return NULL;
}

static json_t *
text_from(struct encoder *e, const struct field *f, const char *text)
{
    json_t *value = json_string(text);
    return value != NULL ? value : value_unfit(e, f->name, "is not UTF-8");
}

static json_t *
texts_from(struct encoder *e, const struct field *f, tnw_texts texts)
{
    json_t *list = json_array();
    for (; list != NULL && *texts != NULL; texts++) {
        if (json_array_append_new(list, text_from(e, f, *texts)) != 0) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

static json_t *
json_from(struct encoder *e, const struct field *f, const char *text)
{
    json_t *value;
    enum tnw_err err = strict_json_parse(&value, text, strlen(text));
    if (json_is_object(value)) {
        return value;
    }
    json_decref(value);
    if (err == TNW_E_NO_MEMORY) {
        e->err = e->err == TNW_OK ? err : e->err;
        return NULL;
    }
    return value_unfit(e, f->name, "is not a JSON object");
}

static json_t *
objects_from(struct encoder *e, const struct shape *shape, const char *items, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; list != NULL && i < count; i++) {
        if (json_array_append_new(list, object_from(e, shape, items + i * shape->size)) != 0) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

static json_t *
value_from(struct encoder *e, const struct field *f, const void *pointer)
{
    switch (f->kind) {
    case FIELD_TEXT:
        return text_from(e, f, pointer);
    case FIELD_TEXTS:
        return texts_from(e, f, pointer);
    case FIELD_POINTER:
    case FIELD_OBJECT:
        return object_from(e, f->shape, pointer);
    case FIELD_JSON:
        return json_from(e, f, pointer);
    case FIELD_INT:
        return json_integer(*(const int64_t *)pointer);
    case FIELD_BOOL:
        return json_boolean(*(const bool *)pointer);
    case FIELD_TOLD:
    case FIELD_NUMBER:
    case FIELD_OBJECTS: /* how many there are is beside it: put_field */
        break;
    }
    return value_unfit(e, f->name, "cannot be sent");
}

/* Returns what the member of a struct points at; a struct, a number or a bool inside is its own. NULL: nothing to send,
 * as is 0 or false of one that may be absent. */
static const void *
pointer_of(const struct field *f, const char *base)
{
    const void *pointer = base + f->offset;
    if (f->kind == FIELD_INT && (f->rules & FIELD_ABSENT) != 0 && *(const int64_t *)pointer == 0) {
        return NULL;
    }
    if (f->kind == FIELD_BOOL && (f->rules & FIELD_ABSENT) != 0 && !*(const bool *)pointer) {
        return NULL;
    }
    if (f->kind != FIELD_OBJECT && f->kind != FIELD_INT && f->kind != FIELD_BOOL) {
        memcpy(&pointer, base + f->offset, sizeof pointer);
    }
    return pointer;
}

static void
put_field(struct encoder *e, const struct field *f, const char *base, json_t *object)
{
    const void *pointer = pointer_of(f, base);
    if (pointer == NULL) {
        if ((f->rules & FIELD_ABSENT) == 0) {
            (void)value_unfit(e, f->name, "is needed");
        }
        return;
    }
    size_t count = 0;
    if (f->kind == FIELD_OBJECTS) {
        memcpy(&count, base + f->count_offset, sizeof count);
    }
    json_t *value = f->kind == FIELD_OBJECTS ? objects_from(e, f->shape, pointer, count) : value_from(e, f, pointer);
    /* A member lost for want of memory must not look like one that was left out. */
    if (json_object_set_new(object, f->name, value) != 0 && e->err == TNW_OK) {
        e->err = TNW_E_NO_MEMORY;
    }
}

static json_t *
object_from(struct encoder *e, const struct shape *shape, const char *base)
{
    json_t *object = json_object();
    for (size_t i = 0; object != NULL && i < shape->count && e->err == TNW_OK; i++) {
        put_field(e, &shape->fields[i], base, object);
    }
    return object;
}

enum tnw_err
shape_encode(const struct shape *shape, const void *value, char **text, char where[SHAPE_WHERE])
{
    struct encoder e = {.where = where};
    *text = NULL;
    where[0] = 0;
    json_t *object = object_from(&e, shape, value);
    if (e.err == TNW_OK) {
        *text = object == NULL ? NULL : json_dumps(object, JSON_COMPACT);
        e.err = *text == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    json_decref(object);
    return e.err;
}
