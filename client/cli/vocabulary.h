/*
 * The words that a value may be, by the name that rows of options and commands give it: "ROLE", "CATEGORY". For helps
 * and completion; the server decides what is right.
 */
#ifndef TNW_CLI_VOCABULARY_H
#define TNW_CLI_VOCABULARY_H

#include <stdbool.h>

struct vocabulary {
    const char *value; /* "ROLE" */
    const char *words; /* separated by blanks */
};

/* Terminated by a row without value. */
extern const struct vocabulary vocabulary_table[];

/* Returns the words, or NULL where there is no such list. value: also in brackets. */
const char *vocabulary_of(const char *value);

/* Whether the list of that name has the word. */
bool vocabulary_has(const char *value, const char *word);

#endif
