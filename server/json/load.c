#include "json/json.h"

#include <math.h>
#include <stdio.h>

#include "base/limits.h"

/* Four of the largest bodies: room for what the server itself keeps as JSON, and a bound for the parser's memory. */
#define TEXT_MAX (4 * LIMIT_BODY_MAX)
#define WHERE_SIZE 160
/* RFC 7493 (I-JSON): beyond 2^53 - 1 readers disagree on a number, and its canonical form need not load again. */
#define NUMBER_MAX 9007199254740991.0

/* The scan before the parser counts brackets outside of strings, and leaves the grammar to the parser. */
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

/* How many bytes in front of a string's rest mean nothing but themselves: nearly all of a text is that. */
static size_t
plain_run(const uint8_t *at, size_t most)
{
    size_t n = 0;
    while (n < most && at[n] != '"' && at[n] != '\\' && at[n] != 0) {
        n++;
    }
    return n;
}

/* Returns what makes the text unfit for the parser, or NULL. */
static const char *
scan_text(struct slice text)
{
    if (text.len == 0) {
        return "the text is empty";
    }
    if (text.len > TEXT_MAX) {
        return "the text is too long";
    }
    struct scan scan = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (scan.in_string && !scan.escaped) {
            i += plain_run(text.ptr + i, text.len - i - 1);
        }
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

static bool
has_exact_numbers(const json_t *value)
{
    if (json_is_number(value)) {
        return fabs(json_number_value(value)) <= NUMBER_MAX;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (!has_exact_numbers(json_array_get(value, i))) {
            return false;
        }
    }
    json_t *object = json_unconst(value);
    for (void *it = json_object_iter(object); it != NULL; it = json_object_iter_next(object, it)) {
        if (!has_exact_numbers(json_object_iter_value(it))) {
            return false;
        }
    }
    return true;
}

static enum tnw_err
refuse(char *where, const char *text)
{
    if (where != NULL) {
        (void)snprintf(where, WHERE_SIZE, "%s", text);
    }
    return TNW_E_INVALID_JSON;
}

static enum tnw_err
refuse_parser(char *where, const json_error_t *error)
{
    if (json_error_code(error) == json_error_out_of_memory) {
        return TNW_E_NO_MEMORY;
    }
    if (where != NULL) {
        (void)snprintf(where, WHERE_SIZE, "line %d, column %d: %s", error->line, error->column, parser_text(error));
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
    json_t *loaded = json_loadb((const char *)text.ptr, text.len, JSON_REJECT_DUPLICATES, &error);
    if (loaded == NULL) {
        return refuse_parser(where, &error);
    }
    bool is_object = json_is_object(loaded);
    if (!is_object || !has_exact_numbers(loaded)) {
        json_decref(loaded);
        return refuse(where, is_object ? "a number is beyond 2^53 - 1" : "the value must be an object");
    }
    *value = loaded;
    return TNW_OK;
}
