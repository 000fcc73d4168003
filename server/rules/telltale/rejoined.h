/*
 * Words that a reader puts together: W. i. l. l. e. m. s, and W1llems with digits and signs for letters.
 */
#ifndef TNW_RULES_TELLTALE_REJOINED_H
#define TNW_RULES_TELLTALE_REJOINED_H

#include "rules/telltale/tokens.h"

/* Adds them behind the ordered tokens. They have letters of their own, at the end: once more as single ones, and twice
 * as masked ones, since 1 is an i or an l. */
void rejoined_add(struct tokens *tokens);

#endif
