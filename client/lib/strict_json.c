#include "strict_json.h"

#include <errno.h>
#include <stdbool.h>

#include "shape.h"

/* The parser recurses, so depth is bounded before it runs. Brackets in strings count too little to matter: a string
 * holds its quotes escaped, so skipping from quote to quote is exact. */
static bool
depth_ok(const char *text, size_t len)
{
    unsigned depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (in_string) {
            i += c == '\\';
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > SHAPE_DEPTH_MAX) {
                return false;
            }
        } else if ((c == '}' || c == ']') && depth > 0) {
            depth--;
        }
    }
    return true;
}

enum tnw_err
strict_json_parse(json_t **value, const char *text, size_t len)
{
    *value = NULL;
    if (text == NULL || !depth_ok(text, len)) {
        return TNW_E_CORRUPT;
    }
    errno = 0;
    *value = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
    if (*value != NULL) {
        return TNW_OK;
    }
    /* From malloc(): jansson itself calls a string that it had no memory for an invalid token. */
    return errno == ENOMEM ? TNW_E_NO_MEMORY : TNW_E_CORRUPT;
}
