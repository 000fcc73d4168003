/*
 * What codes of the API are called in the reader's language. What people type, and what --json says, are the codes.
 */
#ifndef TNW_CLI_CODE_WORD_H
#define TNW_CLI_CODE_WORD_H

#include "texts/language.h"

/* Returns the word for a code: of a role, a category, a state, an event …; the code itself where there is none, since a
 * newer server may say more. NULL for NULL. */
const char *code_word(enum lang language, const char *code);

/* Returns the words for all of them with ", " between, a new text freed with free(), or NULL: no memory.
 * codes: ended by NULL, or NULL for none. */
char *code_words(enum lang language, const char *const *codes);

#endif
