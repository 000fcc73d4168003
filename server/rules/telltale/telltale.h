/*
 * What in a text could tell whom it is about: identification numbers, numbers to call, addresses, days of birth, the
 * names of people. For texts that must be about nobody. What looks like one counts as one: whoever writes can always
 * say it otherwise. Rare words are beyond it.
 */
#ifndef TNW_RULES_TELLTALE_TELLTALE_H
#define TNW_RULES_TELLTALE_TELLTALE_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/clock.h"
#include "rules/telltale/found.h"

struct telltale_text; /* a text that is looked at */

/* Takes a text apart; what in it looks like a number, a day of birth, an address is in *found. Free with telltale_free.
 * In: before, what the readers have seen right before it, of which the end counts where the two tell something
 * together; may be empty. text, UTF-8; today. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err telltale_open(struct telltale_text **out, struct slice before, struct slice text,
                                          day_num today, struct telltales *found);
/* Adds where the name, or a part of it that tells enough, stands in the text. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err telltale_name(const struct telltale_text *text, struct slice name, struct telltales *found);
void telltale_free(struct telltale_text **text);

/* Says it, English: the place, what it looks like and what to write instead; never what stands there. size: 160. */
void telltale_say(char *out, size_t size, const struct telltale *it);

#endif
