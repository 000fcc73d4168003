/*
 * Strict JSON in, canonical JSON out.
 */
#ifndef TNW_JSON_JSON_H
#define TNW_JSON_JSON_H

#include <jansson.h>

#include "base/bytes.h"

/* Loads one JSON object, as json_parse (json/parse.h) reads it, of at most 1 MiB and a depth of LIMIT_JSON_DEPTH. What
 * loads has a canonical form that loads again and means the same; 1, 1.0 and 10e-1 are one integer.
 * In: text. Out: value, a new reference; where, a short English text for the caller of what is wrong and where (never
 * the content itself), of at least 160 characters, may be NULL.
 * Errors: INVALID_JSON, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err json_load_strict(json_t **value, struct slice text, char where[160]);

/* Appends the canonical form (RFC 8785, JSON Canonicalization Scheme). Integers beyond 2^53 become the nearest double,
 * as the RFC has it. Recurses once a level: for values of bounded depth. Errors are sticky in out. */
void json_canonical(struct buf *out, const json_t *value);

/* jansson's iterators ask for a pointer to non-const though they change nothing: the one place that gives in. */
static inline json_t *
json_unconst(const json_t *value)
{
    return (json_t *)(uintptr_t)value;
}

#endif
