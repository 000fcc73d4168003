/*
 * What is wrong with a call, or a member of its body, in the reader's language: by schemas/words/details.json, whose
 * key is the English that server and validator say.
 */
#ifndef TNW_CLI_TEXT_DETAIL_H
#define TNW_CLI_TEXT_DETAIL_H

#include "texts/language.h"

/* In: english, as the server or the validator says it. Returns a new text, freed with free(); a copy of the English for
 * what the catalogue does not know. NULL: no memory. */
char *text_detail(enum lang language, const char *english);

#endif
