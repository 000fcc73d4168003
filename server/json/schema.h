/*
 * JSON Schema 2020-12, the part that our schemas use or may use. Loading refuses every keyword that the validator does
 * not implement, so that a schema never promises more than is enforced. How it compares with the public test suite,
 * case by case: tests/vectors/schema/public/expected.txt.
 *
 * Keywords: $schema $id (at the top) $defs $ref $comment title description examples default (annotation) type (string
 * or list) enum const properties required additionalProperties (boolean or schema) minProperties maxProperties items
 * minItems maxItems uniqueItems minLength maxLength (in code points) pattern minimum maximum exclusiveMinimum
 * exclusiveMaximum multipleOf (integers) format allOf anyOf oneOf not if then else dependentRequired. A schema is an
 * object. Numbers are compared by value: 1, 1.0 and 10e-1 are one integer (json/parse.h).
 * $ref: "#", "#/$defs/NAME", "#/components/schemas/NAME", each also behind the $id of another document of the set or
 * behind its path from this one's folder ("../common/role.schema.json"). Circles that never step into the value are
 * refused.
 *
 * format is asserted, of strings only:
 *   date       YYYY-MM-DD, a day of the calendar, years 1900 to 9999
 *   date-time  RFC 3339 with T and Z in capitals or an offset, at most nine digits of fraction, years 0000 to 9999; no
 *              leap seconds: the log's time has none
 *   uri        RFC 3986, the rule URI: with a scheme, with or without fragment
 *   niss nihii cbe
 *              as in pki/number.h; a niss also of somebody who is born at `today`
 *   act dos frg cns thr msg req crq sus
 *              an id with that prefix and 26 characters, as in base/id.h
 *
 * pattern is what POSIX extended regular expressions (in the locale "C") and those of ECMA-262 (with the flag u) read
 * alike, and nothing else: ASCII, at most 256 characters, alternatives of pieces with ^ first and $ last in an
 * alternative outside of groups, none of them empty. A piece is
 *   a character, but for ^ $ \ . * + ? ( ) [ ] { } |, or one of ^ $ \ . * + ? ( ) [ { | behind a \;
 *   a class, [...] or [^...], of characters and ranges, without [ ] \, with - first, last or in a range only;
 *   a group, (...), at most 8 deep;
 * each with at most one of * + ? {n} {n,} {n,m} behind it, n and m up to 255, a counted one not within a counted one. A
 * negated class has * or +, stands in no group, and a piece of one character or more stands before the next: to POSIX a
 * character beyond ASCII is several. There is no dot, which ends at a line's end for ECMA only.
 *
 * Stricter than the standard, on purpose: uniqueItems needs maxItems (up to 256) and pattern needs maxLength (up to
 * 4096) beside it, which bounds their time.
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

/* Other embedded files: "policy.json", "openapi.json", and "bundle/openapi.json", which refers to no other file.
 * Returns the text, NUL-terminated, or NULL. */
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
 * value: as json_load_strict gives it. today: for what cannot be in the future (format niss).
 * Errors: INVALID_BODY, NO_MEMORY: then errors say nothing. */
TNW_MUST_CHECK enum tnw_err schema_validate(const struct schema *schema, const json_t *value, const char *prefix,
                                            day_num today, struct buf *errors);

#endif
