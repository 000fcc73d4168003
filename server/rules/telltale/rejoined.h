/*
 * Words that a reader puts together: W. i. l. l. e. m. s, and W1llems with digits and signs for letters.
 */
#ifndef TNW_RULES_TELLTALE_REJOINED_H
#define TNW_RULES_TELLTALE_REJOINED_H

#include "rules/telltale/tokens.h"

/* How many letters and tokens a text of so many letters has at most, with those that rejoined_add makes. */
size_t rejoined_most_letters(size_t letters);
size_t rejoined_most_tokens(size_t letters);

/* Adds them behind the ordered tokens; they have letters of their own, at the end. */
void rejoined_add(struct tokens *tokens);

#endif
