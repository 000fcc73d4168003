#include "json.h"

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

json_t *
json_from_text(const char *text, size_t len)
{
    if (text == NULL || !depth_ok(text, len)) {
        return NULL;
    }
    return json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
}
