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
/* The first letters of the first part of a name and of each other one, in both orders, with a title or a place. */
void telltale_initials(const struct tokens *tokens, const struct tokens *name, struct telltales *found);
void telltale_names(const struct tokens *tokens, const struct tokens *name, struct telltales *found);

#endif
