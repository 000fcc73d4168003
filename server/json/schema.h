/*
 * JSON Schema 2020-12, the part that our schemas use. Loading refuses every keyword that the validator does not
 * implement, so that a schema never promises more than is enforced.
 *
 * Keywords: $schema $id (at the top) $defs $ref title description examples default (annotation) type (string or list)
 * enum const properties required additionalProperties (boolean or schema) minProperties maxProperties items minItems
 * maxItems uniqueItems minLength maxLength (in code points) pattern minimum maximum exclusiveMinimum exclusiveMaximum
 * multipleOf (integers) format allOf anyOf oneOf not if then else dependentRequired.
 * format: date date-time uri niss nihii cbe, and act dos frg cns thr msg req (an id with that prefix).
 * $ref: "#", "#/$defs/NAME", "#/components/schemas/NAME", each also behind the $id of another document of the set or
 * behind its path from this one's folder ("../common/role.schema.json"). Circles that never step into the value are
 * refused.
 *
 * Stricter than the standard, on purpose:
 *   uniqueItems needs maxItems (up to 256) and pattern needs maxLength (up to 4096) beside it, which bounds their time;
 *   pattern is what POSIX extended and ECMA regular expressions read alike: no \d, (?…), *?, [:…:].
 */
#ifndef TNW_JSON_SCHEMA_H
#define TNW_JSON_SCHEMA_H

#include <jansson.h>

#include "base/bytes.h"
#include "base/clock.h"

struct schema;     /* one loaded document, immutable, safe for all threads */
struct schema_set; /* documents by name */

/* One document as it was embedded at build time (schemas/ of the source tree); name is the path below schemas/, without
 * ".schema.json": "body/dossier", "category/gao". */
struct schema_source {
    const char *name;
    const char *text;
    size_t len;
};

/* Terminated by a row with name NULL. Made by the build from an explicit list of files. */
extern const struct schema_source schema_embedded[];

/* Other embedded files: "policy.json", "openapi.json". Returns the text, NUL-terminated, or NULL. */
const char *schema_embedded_file(const char *name, size_t *len);

/* Loads all sources, resolves all references. where: at least 256 characters, tells file and JSON Pointer of what is
 * wrong. Errors: CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err schema_set_load(struct schema_set **out, const struct schema_source *sources,
                                            char where[256]);
void schema_set_free(struct schema_set *set);

/* Returns the schema with that name or NULL. A source with the member "openapi" is an OpenAPI document, not a schema:
 * it brings those of its components, by the names "SOURCE#NAME". */
const struct schema *schema_find(const struct schema_set *set, const char *name);

/* Validates. On failure appends to errors the elements of a JSON array, comma-separated, each
 * {"pointer":"/a/b","code":"required","detail":"…"}, at most 20, where pointer is prefix and then the place (RFC 6901),
 * code the failed keyword, and detail English text that names the expectation and never repeats the value.
 * today: for what cannot be in the future (format niss). Errors: INVALID_BODY, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err schema_validate(const struct schema *schema, const json_t *value, const char *prefix,
                                            day_num today, struct buf *errors);

#endif
