#include "json/json.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "json/parse.h"

/* Four of the largest bodies: room for what the server itself keeps as JSON, and a bound for the parser's memory. */
#define TEXT_MAX (4 * LIMIT_BODY_MAX)
#define WHERE_SIZE 160

static enum tnw_err
refuse(char *where, const char *text)
{
    if (where != NULL) {
        (void)snprintf(where, WHERE_SIZE, "%s", text);
    }
    return TNW_E_INVALID_JSON;
}

/* What makes a text unfit before it is read, or NULL. */
static const char *
unfit(struct slice text)
{
    if (text.len == 0) {
        return "the text is empty";
    }
    if (text.len > TEXT_MAX) {
        return "the text is too long";
    }
    return memchr(text.ptr, 0, text.len) != NULL ? "a NUL byte stands in the text" : NULL;
}

enum tnw_err
json_load_strict(json_t **value, struct slice text, char where[160])
{
    *value = NULL;
    const char *why = unfit(text);
    if (why != NULL) {
        return refuse(where, why);
    }
    struct json_fault fault;
    json_t *loaded;
    enum tnw_err err = json_parse(&loaded, text, LIMIT_JSON_DEPTH, &fault);
    if (err == TNW_E_INVALID_JSON && where != NULL) {
        (void)snprintf(where, WHERE_SIZE, "line %zu, column %zu: %s", fault.line, fault.column, fault.text);
    }
    if (err != TNW_OK) {
        return err;
    }
    if (!json_is_object(loaded)) {
        json_decref(loaded);
        return refuse(where, "the value must be an object");
    }
    *value = loaded;
    return TNW_OK;
}
