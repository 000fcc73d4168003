/*
 * The options of the command line: one table, and the values that were given.
 */
#ifndef TNW_CLI_OPTIONS_H
#define TNW_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "option_rows.h"
#include "texts/language.h"

/* Of one option; there are 17 categories. */
#define OPTIONS_VALUES_MAX 20

#define OPTION_ENUM(id, name, value, many, nl, fr, de, en) OPTION_##id,
enum option {
    OPTION_NONE, /* ends a list of options */
    OPTION_ROWS_GLOBAL(OPTION_ENUM) OPTION_ROWS_OF_COMMANDS(OPTION_ENUM) OPTION_COUNT
};

struct option_row {
    const char *name;  /* "--niss" */
    const char *value; /* what it takes, "NISS"; NULL: it is a flag */
    bool many;         /* may be given several times */
    struct words help;
};

extern const struct option_row options_table[OPTION_COUNT];

/* Those that every command takes. Lists end with OPTION_NONE; NULL is an empty one. */
extern const enum option options_global[];

/* Every value list ends with NULL, so that it can go to the library as it is. Pointers into argv. */
struct options {
    const char *values[OPTION_COUNT][OPTIONS_VALUES_MAX + 1];
};

/* Returns the option of the list with that name, or OPTION_NONE. len: of the name, without "=value". */
enum option options_find(const enum option *list, const char *name, size_t len);

bool options_include(const enum option *list, enum option option);

/* Adds a value. Returns false when there is one already, or are too many. */
bool options_add(struct options *options, enum option option, const char *value);

/* Returns the value, or NULL. */
const char *options_text(const struct options *options, enum option option);

/* Returns all values, or NULL for none. */
const char *const *options_texts(const struct options *options, enum option option);

bool options_given(const struct options *options, enum option option);

/* Out: number, 0 when not given. Returns false when it is not a whole number from 0 to max. */
bool options_number(const struct options *options, enum option option, uint64_t max, uint64_t *number);

/* The same for a text. */
bool options_parse_number(const char *text, uint64_t max, uint64_t *number);

#endif
