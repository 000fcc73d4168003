#include "rules/reader.h"

#include <stdio.h>
#include <string.h>

#include "json/json.h"

#define WHERE_SIZE 256
#define PROSE_MAX 1024

struct reader
reader_load(struct reader_error *error, struct slice json, json_t **root)
{
    char wrong[160] = "";
    *root = NULL;
    error->where[0] = 0;
    error->err = json_load_strict(root, json, wrong);
    if (error->err == TNW_E_INVALID_JSON) {
        error->err = TNW_E_CONFIGURATION;
        (void)snprintf(error->where, WHERE_SIZE, "%s", wrong);
    }
    return (struct reader){.error = error, .object = *root};
}

void
reader_fail(const struct reader *reader, const char *key, const char *what)
{
    struct reader_error *error = reader->error;
    if (error->err != TNW_OK) {
        return;
    }
    error->err = TNW_E_CONFIGURATION;
    snprintf(error->where, WHERE_SIZE, "%s%s%.48s: %s", reader->at, key[0] != 0 ? "/" : "", key, what);
}

static bool
is_among(const char *name, const char *const *names)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

void
reader_only(const struct reader *reader, const char *const *names)
{
    const char *name;
    json_t *value;
    json_object_foreach(reader->object, name, value)
    {
        if (!is_among(name, names)) {
            reader_fail(reader, name, "unknown member");
        }
    }
}

static json_t *
member(const struct reader *reader, const char *key)
{
    json_t *value = json_object_get(reader->object, key);
    if (value == NULL) {
        reader_fail(reader, key, "missing");
    }
    return value;
}

bool
reader_has(const struct reader *reader, const char *key)
{
    return json_object_get(reader->object, key) != NULL;
}

struct reader
reader_object(const struct reader *reader, const char *key)
{
    struct reader inner = {.error = reader->error};
    json_t *value = member(reader, key);
    if (!json_is_object(value)) {
        reader_fail(reader, key, "must be an object");
        return inner;
    }
    snprintf(inner.at, sizeof inner.at, "%.60s/%.30s", reader->at, key);
    inner.object = value;
    return inner;
}

size_t
reader_count(const struct reader *reader, const char *key, size_t max)
{
    json_t *value = member(reader, key);
    if (!json_is_array(value) || json_array_size(value) > max) {
        reader_fail(reader, key, json_is_array(value) ? "too many elements" : "must be a list");
        return 0;
    }
    return json_array_size(value);
}

struct reader
reader_element(const struct reader *reader, const char *key, size_t index)
{
    struct reader inner = {.error = reader->error};
    snprintf(inner.at, sizeof inner.at, "%.50s/%.30s/%zu", reader->at, key, index % 1000);
    json_t *value = json_array_get(json_object_get(reader->object, key), index);
    if (!json_is_object(value)) {
        reader_fail(&inner, "", "must be an object");
        return inner;
    }
    inner.object = value;
    return inner;
}

static const char *
text_of(const struct reader *reader, const char *key, const json_t *value, size_t max)
{
    size_t len = json_string_length(value);
    if (len < 1 || len > max) {
        reader_fail(reader, key, json_is_string(value) ? "text is empty or too long" : "must be a text");
        return "";
    }
    return json_string_value(value);
}

const char *
reader_text(const struct reader *reader, const char *key, size_t max)
{
    return text_of(reader, key, member(reader, key), max);
}

const char *
reader_text_at(const struct reader *reader, const char *key, size_t index, size_t max)
{
    return text_of(reader, key, json_array_get(member(reader, key), index), max);
}

void
reader_prose(const struct reader *reader)
{
    (void)reader_text(reader, "source", PROSE_MAX);
    (void)reader_text(reader, "why", PROSE_MAX);
}

bool
reader_bool(const struct reader *reader, const char *key)
{
    json_t *value = member(reader, key);
    if (!json_is_boolean(value)) {
        reader_fail(reader, key, "must be true or false");
        return false;
    }
    return json_is_true(value);
}

static int
int_of(const struct reader *reader, const char *key, const json_t *value, int min, int max)
{
    json_int_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < min || number > max) {
        reader_fail(reader, key, json_is_integer(value) ? "out of bounds" : "must be a whole number");
        return 0;
    }
    return (int)number;
}

int
reader_int(const struct reader *reader, const char *key, int min, int max)
{
    return int_of(reader, key, member(reader, key), min, max);
}

int
reader_int_at(const struct reader *reader, const char *key, size_t index, int min, int max)
{
    return int_of(reader, key, json_array_get(member(reader, key), index), min, max);
}

day_num
reader_date(const struct reader *reader, const char *key)
{
    day_num day = 0;
    json_t *value = member(reader, key);
    if (!json_is_string(value) || date_parse(&day, json_string_value(value)) != TNW_OK) {
        reader_fail(reader, key, "must be a date");
        return 0;
    }
    return day;
}

day_num
reader_date_or_null(const struct reader *reader, const char *key)
{
    return json_is_null(member(reader, key)) ? INT32_MAX : reader_date(reader, key);
}

unsigned
reader_code(const struct reader *reader, const char *key, const struct code_list *list)
{
    int code = codes_find(list, json_string_value(member(reader, key)));
    if (code < 0) {
        reader_fail(reader, key, "is no code of its list");
        return 0;
    }
    return (unsigned)code;
}

code_set
reader_codes(const struct reader *reader, const char *key, const struct code_list *list)
{
    code_set set = 0;
    size_t count = reader_count(reader, key, list->count);
    for (size_t i = 0; i < count; i++) {
        const json_t *element = json_array_get(json_object_get(reader->object, key), i);
        int code = codes_find(list, json_string_value(element));
        if (code < 0 || (set & CODE_BIT(code)) != 0) {
            reader_fail(reader, key, code < 0 ? "holds an unknown code" : "holds a code twice");
            return 0;
        }
        set |= CODE_BIT(code);
    }
    return set;
}

void
reader_codes_each(const struct reader *reader, const char *key, const struct code_list *each,
                  const struct code_list *list, code_set *sets)
{
    struct reader object = reader_object(reader, key);
    const char *names[CODES_MAX + 1] = {NULL};
    for (unsigned i = 0; i < each->count; i++) {
        names[i] = codes_text(each, i);
        sets[i] = reader_codes(&object, names[i], list);
    }
    reader_only(&object, names);
}
