/*
 * Typed reading of a JSON document that the operator or the build supplies: each getter checks type and vocabulary. The
 * first failure stays, with the JSON Pointer of the place; after it every getter gives an empty value.
 */
#ifndef TNW_RULES_READER_H
#define TNW_RULES_READER_H

#include <jansson.h>
#include <stdbool.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/codes.h"
#include "tnw/error.h"

#define READER_POINTER 96

struct reader_error {
    char *where; /* at least 256 characters */
    enum tnw_err err;
};

/* One object of the document, borrowed. */
struct reader {
    struct reader_error *error;
    json_t *object; /* NULL after a failure */
    char at[READER_POINTER];
};

/* Loads the document strictly; of text that is no JSON, error tells why. Out: root, which the caller owns; NULL after a
 * failure, after which every getter gives an empty value. */
struct reader reader_load(struct reader_error *error, struct slice json, json_t **root);

/* Notes a failure at a member (or, with key "", at the object itself) unless there was one before. */
void reader_fail(const struct reader *reader, const char *key, const char *what);

/* Fails when the object has a member that is not in names (NULL-terminated). */
void reader_only(const struct reader *reader, const char *const *names);

bool reader_has(const struct reader *reader, const char *key); /* whether an optional member is there */
/* The members "source" and "why": why a row is as it is, for the reader of the file; no row is without them. */
void reader_prose(const struct reader *reader);

struct reader reader_object(const struct reader *reader, const char *key);
size_t reader_count(const struct reader *reader, const char *key, size_t max); /* elements of a list */
struct reader reader_element(const struct reader *reader, const char *key, size_t index);

/* A text of 1 to max bytes; never NULL. */
const char *reader_text(const struct reader *reader, const char *key, size_t max);
const char *reader_text_at(const struct reader *reader, const char *key, size_t index, size_t max); /* of a list */
bool reader_bool(const struct reader *reader, const char *key);
int reader_int(const struct reader *reader, const char *key, int min, int max);
int reader_int_at(const struct reader *reader, const char *key, size_t index, int min, int max); /* of a list */
day_num reader_date(const struct reader *reader, const char *key);
day_num reader_date_or_null(const struct reader *reader, const char *key); /* null: INT32_MAX */

/* The number of a text in a vocabulary; 0 after a failure. */
unsigned reader_code(const struct reader *reader, const char *key, const struct code_list *list);

/* A list of codes without repetition; may be empty. */
code_set reader_codes(const struct reader *reader, const char *key, const struct code_list *list);
/* An object with such a list for each code of another vocabulary, and nothing else. Out: sets, as many as that has. */
void reader_codes_each(const struct reader *reader, const char *key, const struct code_list *each,
                       const struct code_list *list, code_set *sets);

#endif
