/*
 * Members of a JSON value that somebody hostile may have written: each is of its one form, or false.
 */
#ifndef TNW_LIB_READING_H
#define TNW_LIB_READING_H

#include <jansson.h>
#include <stdbool.h>

#include "base/id.h"
#include "crypto/hash.h"

/* value may be NULL in all of them: a member that is not there. */
bool reading_count(const json_t *value, uint64_t *out);     /* a whole number, 0 to 2^53 - 1 */
bool reading_hash(const json_t *value, struct hash *out);   /* 64 lower-case hex digits */
bool reading_hash_text(const char *text, struct hash *out); /* the same; text may be NULL */
bool reading_id(const json_t *value, enum id_kind kind, struct id *out);
bool reading_text_or_null(const json_t *value);
bool reading_texts(const json_t *value);
/* A list of hashes. Out: *count of them at out. false: more than max, or another thing in it. */
bool reading_hashes(const json_t *value, struct hash *out, size_t max, size_t *count);
/* Whether it is an object of exactly these members; names ends with NULL. */
bool reading_only(const json_t *value, const char *const names[]);
/* Copies a text into a place of that size; false: it does not fit. */
bool reading_copy(char *out, size_t size, const json_t *value);

#endif
