/*
 * A text as a reader sees it: without case, accents and what cannot be seen; digits of every script and letters that
 * look like Latin ones as those. Each letter knows where it stood.
 */
#ifndef TNW_RULES_TELLTALE_LETTERS_H
#define TNW_RULES_TELLTALE_LETTERS_H

#include <stdbool.h>

#include "base/bytes.h"

enum letter_class { LETTER_OTHER, LETTER_ALPHA, LETTER_DIGIT };

struct letter {
    uint32_t base; /* folded; a digit is '0' to '9' */
    uint32_t at;   /* which character of the text, from 1; 0: of what was before it */
    uint8_t class; /* enum letter_class */
    bool upper;
    bool accented;
};

struct letters {
    struct letter *list;
    size_t count;
    size_t room;
};

/* In: before (may be empty) and text, UTF-8; a sign is put between them. Free with letters_free. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err letters_read(struct letters *out, struct slice before, struct slice text);
void letters_free(struct letters *letters);

#endif
