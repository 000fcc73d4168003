/*
 * JSON text to jansson's values (RFC 8259), for server and client library. jansson's own parser is not used: when
 * memory runs out it drops characters and goes on, past the end of its buffer too; see docs/decisions.md.
 */
#ifndef TNW_JSON_PARSE_H
#define TNW_JSON_PARSE_H

#include <jansson.h>

#include "base/bytes.h"

struct json_fault {
    const char *text; /* static English, never the content */
    size_t line;      /* from 1 */
    size_t column;    /* from 1, in characters */
};

/* Reads exactly one value: UTF-8, no duplicate member names, no U+0000, no lone surrogates, nothing behind the value
 * but white space, arrays and objects at most depth_max deep (recursion is bounded by it).
 * Numbers are what the nearest double is (RFC 7493), whatever the locale: an integral one becomes a JSON_INTEGER
 * however it is written (1.0, 1e0), all others a JSON_REAL. Beyond 2^53 - 1, where readers disagree, negative zero,
 * which RFC 8785 would write as 0, and a number of more than 1100 characters, which no double needs, are refused.
 * Out: value, a new reference, NULL on failure; fault, of INVALID_JSON. Errors: INVALID_JSON, NO_MEMORY; never a value
 * that differs from the text. */
TNW_MUST_CHECK enum tnw_err json_parse(json_t **value, struct slice text, unsigned depth_max, struct json_fault *fault);

#endif
