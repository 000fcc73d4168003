/*
 * The catalogue: what the program says, in four languages.
 */
#ifndef TNW_CLI_TEXT_H
#define TNW_CLI_TEXT_H

#include <stdio.h>

#include "texts/language.h"
#include "texts/text_rows.h"
#include "tnw/verify.h"

#define TEXT_ENUM(id, nl, fr, de, en) TEXT_##id,
enum text { TEXT_NONE, TEXT_ROWS(TEXT_ENUM) TEXT_COUNT };

extern const struct words text_table[TEXT_COUNT];

/* What a text speaks of: FILL(name). */
#define FILL(...) ((const char *const[]){__VA_ARGS__, NULL})
/* A number among them; lives as long as the block around it. */
#define NUMBER(n) text_number((char[TEXT_NUMBER_SIZE]){0}, (long long)(n))
#define TEXT_NUMBER_SIZE 24

/* Returns the text as it stands in the catalogue. */
const char *text_of(enum lang language, enum text text);

/* Returns out. */
const char *text_number(char out[TEXT_NUMBER_SIZE], long long number);

/* Returns a new text with each {0}, {1} replaced, freed with free(), or NULL: no memory. values: NULL for none. */
char *text_filled(enum lang language, enum text text, const char *const *values);

/* Returns a column's title: the label in capitals, a new text freed with free(), or NULL: no memory. */
char *text_title(enum lang language, enum text text);

/* Return what an error is called, and what to do; the hint is "" where the detail says it. */
const char *text_error_title(enum lang language, enum tnw_err err);
const char *text_error_hint(enum lang language, enum tnw_err err);

/* Returns what a fault means. */
const char *text_fault(enum lang language, enum tnw_fault fault);

/* Returns "nl", "fr", "de" or "en". */
const char *text_code(enum lang language);

/* Out: language, of "nl" or "nl_BE.UTF-8". Returns whether it is one of the program's. text may be NULL. */
_Bool text_language(const char *text, enum lang *language);

#endif
