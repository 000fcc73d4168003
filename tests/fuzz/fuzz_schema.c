/*
 * A schema on the first line, a value on the rest: a schema loads or is refused with a place; a value fits and nothing
 * is said, or does not and the errors are JSON of the form promised.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "json/schema.h"

#define SIZE_ENOUGH                                                                                                    \
    4096 /* schemas are the project's own: their size is no attack, and the search is for wrong memory */
#define ERRORS_MAX 20
#define TODAY 20500 /* 2026-02-16 */

static void
require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static bool
ends_with(const char *text, const char *end)
{
    size_t len = strlen(text);
    return len >= strlen(end) && strcmp(text + len - strlen(end), end) == 0;
}

static void
check_errors(const struct buf *errors)
{
    struct buf list = {0};
    buf_put_u8(&list, '[');
    buf_put_slice(&list, buf_slice(errors));
    buf_put_u8(&list, ']');
    json_t *loaded = json_loads(buf_text(&list), JSON_REJECT_DUPLICATES, NULL);
    require(json_array_size(loaded) > 0 && json_array_size(loaded) <= ERRORS_MAX);
    for (size_t i = 0; i < json_array_size(loaded); i++) {
        const json_t *error = json_array_get(loaded, i);
        require(json_object_size(error) == 3 && json_is_string(json_object_get(error, "pointer")) &&
                json_is_string(json_object_get(error, "code")) && json_is_string(json_object_get(error, "detail")));
    }
    json_decref(loaded);
    buf_free(&list);
}

static void
validate(const struct schema *schema, struct slice text)
{
    json_t *value;
    struct buf errors = {0};
    if (schema != NULL && json_load_strict(&value, text, NULL) == TNW_OK) {
        enum tnw_err err = schema_validate(schema, value, "", TODAY, &errors);
        require(err == TNW_OK || err == TNW_E_INVALID_BODY);
        require((err == TNW_OK) == (errors.len == 0));
        if (err != TNW_OK) {
            check_errors(&errors);
        }
        json_decref(value);
    }
    buf_free(&errors);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *newline = size == 0 ? NULL : memchr(data, '\n', size);
    if (newline == NULL || size > SIZE_ENOUGH) {
        return 0;
    }
    size_t len = (size_t)(newline - data);
    const struct schema_source sources[] = {{"s", (const char *)data, len}, {NULL, NULL, 0}};
    struct schema_set *set;
    char where[256];
    enum tnw_err err = schema_set_load(&set, sources, where);
    if (err != TNW_OK) {
        require(err == TNW_E_CONFIGURATION && where[0] != 0 && strlen(where) < sizeof where);
        /* The form of patterns leaves nothing to regcomp. */
        require(!ends_with(where, "is not a regular expression"));
        return 0;
    }
    validate(schema_find(set, "s"), slice_of(newline + 1, size - len - 1));
    schema_set_free(set);
    return 0;
}
