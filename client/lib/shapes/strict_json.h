/*
 * Strict JSON text to a value.
 */
#ifndef TNW_LIB_STRICT_JSON_H
#define TNW_LIB_STRICT_JSON_H

#include <jansson.h>
#include <stddef.h>

#include "base/bytes.h"
#include "tnw/error.h"

/* Out: value, a new reference; NULL on failure. text may be NULL. Errors: CORRUPT: not exactly one JSON object (or
 * array) that the library takes; NO_MEMORY, which says nothing of the text. */
TNW_MUST_CHECK enum tnw_err strict_json_parse(json_t **value, const char *text, size_t len);

/* Whether the text is the canonical one (RFC 8785) of the value: a hash stands for one text. Errors: CORRUPT: it is
 * not; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err strict_json_canonical(const json_t *value, struct slice text);

#endif
