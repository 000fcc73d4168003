#include "json/json.h"

#include <stdio.h>

#include "base/limits.h"

/* Four of the largest bodies: room for what the server itself keeps as JSON, and a bound for the parser's memory. */
#define TEXT_MAX (4 * LIMIT_BODY_MAX)
#define WHERE_SIZE 160

/* What the scan before the parser knows: it counts brackets outside of strings, and leaves the grammar to the parser. */
struct scan {
    unsigned depth;
    bool in_string;
    bool escaped;
};

static bool
scan_byte(struct scan *scan, uint8_t c)
{
    if (scan->in_string) {
        scan->in_string = scan->escaped || c != '"';
        scan->escaped = !scan->escaped && c == '\\';
        return true;
    }
    if (c == '"') {
        scan->in_string = true;
    } else if (c == '{' || c == '[') {
        return ++scan->depth <= LIMIT_JSON_DEPTH;
    } else if ((c == '}' || c == ']') && scan->depth > 0) {
        scan->depth--;
    }
    return true;
}

/* Returns what makes the text unfit for the parser, or NULL. */
static const char *
scan_text(struct slice text)
{
    if (text.len > TEXT_MAX) {
        return "the text is too long";
    }
    struct scan scan = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == 0) {
            return "a NUL byte stands in the text";
        }
        if (!scan_byte(&scan, text.ptr[i])) {
            return "nested too deeply";
        }
    }
    return NULL;
}

/* jansson's own text repeats what stood near the mistake, so only its code is used. */
static const char *
parser_text(const json_error_t *error)
{
    switch (json_error_code(error)) {
    case json_error_invalid_utf8:
        return "not valid UTF-8";
    case json_error_premature_end_of_input:
        return "the text ends too early";
    case json_error_end_of_input_expected:
        return "something follows the value";
    case json_error_duplicate_key:
        return "a member name stands twice in one object";
    case json_error_numeric_overflow:
        return "a number is too large";
    case json_error_null_character:
    case json_error_null_byte_in_key:
        return "U+0000 stands in a string";
    case json_error_stack_overflow:
        return "nested too deeply";
    default:
        return "not JSON";
    }
}

static enum tnw_err
refuse(char *where, const char *text)
{
    if (where != NULL) {
        (void)snprintf(where, WHERE_SIZE, "%s", text);
    }
    return TNW_E_INVALID_JSON;
}

enum tnw_err
json_load_strict(json_t **value, struct slice text, char where[160])
{
    *value = NULL;
    const char *unfit = scan_text(text);
    if (unfit != NULL) {
        return refuse(where, unfit);
    }
    json_error_t error;
    json_t *loaded =
        text.len == 0 ? NULL : json_loadb((const char *)text.ptr, text.len, JSON_REJECT_DUPLICATES, &error);
    if (text.len == 0) {
        return refuse(where, "the text is empty");
    }
    if (loaded == NULL && json_error_code(&error) == json_error_out_of_memory) {
        return TNW_E_NO_MEMORY;
    }
    if (loaded == NULL) {
        if (where != NULL) {
            (void)snprintf(where, WHERE_SIZE, "line %d, column %d: %s", error.line, error.column, parser_text(&error));
        }
        return TNW_E_INVALID_JSON;
    }
    if (!json_is_object(loaded)) {
        json_decref(loaded);
        return refuse(where, "the value must be an object");
    }
    *value = loaded;
    return TNW_OK;
}
