/*
 * What telltale.c puts together: each looks for its own kinds.
 */
#ifndef TNW_RULES_TELLTALE_PARTS_H
#define TNW_RULES_TELLTALE_PARTS_H

#include "base/clock.h"
#include "rules/telltale/found.h"
#include "rules/telltale/tokens.h"

/* Marks what is a date. First, since numbers that are dates are no other numbers. */
void telltale_dates(struct tokens *tokens, day_num today, struct telltales *found);
void telltale_numbers(const struct tokens *tokens, day_num today, struct telltales *found);
void telltale_contact(const struct tokens *tokens, struct telltales *found);
/* K.G. uit Leuven; mevrouw K. G.: where two initials stand with a title or a place. Alone they are many people's, and
 * many a short form. Of more of them than these a text tells nothing any more. */
#define INITIALS_MAX 32
struct initials {
    size_t count;
    size_t at[INITIALS_MAX]; /* tokens */
};
void initials_find(struct initials *out, const struct tokens *tokens);
/* Those of the first part of the name and of another one, in either order. */
void telltale_initials(const struct initials *initials, const struct tokens *tokens, const struct tokens *name,
                       struct telltales *found);
void telltale_names(const struct tokens *tokens, const struct tokens *name, struct telltales *found);

#endif
