#include "reading.h"

#include <string.h>

#define COUNT_MAX INT64_C(9007199254740991) /* 2^53 - 1: beyond it canonical JSON tells no two numbers apart */

bool
reading_count(const json_t *value, uint64_t *out)
{
    *out = 0;
    if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > COUNT_MAX) {
        return false;
    }
    *out = (uint64_t)json_integer_value(value);
    return true;
}

bool
reading_hash_text(const char *text, struct hash *out)
{
    *out = (struct hash){0};
    return text != NULL && strlen(text) == (size_t)2 * HASH_SIZE && hex_decode(out->bytes, HASH_SIZE, text) == TNW_OK;
}

bool
reading_hash(const json_t *value, struct hash *out)
{
    return reading_hash_text(json_string_value(value), out);
}

bool
reading_id(const json_t *value, enum id_kind kind, struct id *out)
{
    const char *text = json_string_value(value);
    return text != NULL && id_parse(out, kind, text) == TNW_OK;
}

bool
reading_text_or_null(const json_t *value)
{
    return json_is_string(value) || json_is_null(value);
}

bool
reading_texts(const json_t *value)
{
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (!json_is_string(json_array_get(value, i))) {
            return false;
        }
    }
    return json_is_array(value);
}

bool
reading_hashes(const json_t *value, struct hash *out, size_t max, size_t *count)
{
    *count = json_array_size(value);
    if (!json_is_array(value) || *count > max) {
        return false;
    }
    for (size_t i = 0; i < *count; i++) {
        if (!reading_hash(json_array_get(value, i), &out[i])) {
            return false;
        }
    }
    return true;
}

bool
reading_only(const json_t *value, const char *const names[])
{
    size_t count = 0;
    for (; names[count] != NULL; count++) {
        if (json_object_get(value, names[count]) == NULL) {
            return false;
        }
    }
    return json_is_object(value) && json_object_size(value) == count;
}

bool
reading_copy(char *out, size_t size, const json_t *value)
{
    const char *text = json_string_value(value);
    size_t len = text == NULL ? 0 : strlen(text);
    if (text == NULL || len >= size) {
        return false;
    }
    memcpy(out, text, len + 1);
    return true;
}
