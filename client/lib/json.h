/*
 * Strict JSON text to a value.
 */
#ifndef TNW_LIB_JSON_H
#define TNW_LIB_JSON_H

#include <jansson.h>
#include <stddef.h>

/* Returns a new reference, or NULL when the text is not exactly one JSON object (or array) that the library takes. */
json_t *json_from_text(const char *text, size_t len);

#endif
