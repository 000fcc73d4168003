/*
 * Words as people look for them: without case and accents. "Dr. Hélène D'Hondt" is dr, helene, d, hondt.
 */
#ifndef TNW_BASE_FOLD_H
#define TNW_BASE_FOLD_H

#include <stdbool.h>

#include "base/bytes.h"

/* Bytes of a word that count, and words of a text; what is beyond is not looked at. */
#define FOLD_WORD 24
#define FOLD_WORDS 12

struct fold_word {
    char text[FOLD_WORD];
    size_t len; /* at least 1 */
};

struct fold_words {
    struct fold_word words[FOLD_WORDS];
    size_t count;
};

/* In: text, UTF-8. Each character is taken apart (NFKD), loses case (full case folding) and its marks; letters with a
 * stroke become what people type for them; what is no letter and no number parts words. */
void fold_text(struct fold_words *out, struct slice text);
/* Whether each of the words begins one of the others. */
bool fold_begin(const struct fold_words *these, const struct fold_words *others);

#endif
