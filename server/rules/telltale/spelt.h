/*
 * Numbers in words, in the four languages of the house: acht, vijfentachtig, quatre-vingt-cinq, fünfzehnter, nineteen.
 */
#ifndef TNW_RULES_TELLTALE_SPELT_H
#define TNW_RULES_TELLTALE_SPELT_H

#include "rules/telltale/tokens.h"

/* The number from 0 to 99 of which the first word stands there; -1: there is none. Out: words, how many are its. */
int spelt_value(const struct tokens *tokens, size_t at, size_t *words);
/* The same of one word that is an ordinal: vijftiende, premier, dritten, fifth. */
int spelt_ordinal(const struct tokens *tokens, size_t at);
/* Whether a year in words begins there: negentienhonderd..., mille neuf cent, neunzehnhundert..., nineteen. */
bool spelt_is_year(const struct tokens *tokens, size_t at);

/* Makes numbers of words where many follow each other, with digits among them or not. */
void spelt_read(struct tokens *tokens);

#endif
