/*
 * Strict JSON text to a value.
 */
#ifndef TNW_LIB_JSON_H
#define TNW_LIB_JSON_H

#include <jansson.h>
#include <stddef.h>

#include "tnw/error.h"

/* Out: value, a new reference, or NULL. text may be NULL. PROTOCOL: it is not exactly one JSON value as the server reads
 * it too (json/parse.h). NO_MEMORY: not known; what memory ran out for is never taken for another value. */
TNW_MUST_CHECK enum tnw_err json_from_text(json_t **value, const char *text, size_t len);

#endif
