#include "rules/telltale/parts.h"

/* Where a text says one letter over and over, so many times are looked at. */
#define LOOKED_MOST 256

static const char *const titles[] = {"dhr", "heer", "meneer",   "mijnheer", "mevr", "mevrouw", "mw",   "mr",
                                     "mrs", "ms",   "monsieur", "madame",   "mme",  "herr",    "frau", NULL};
static const char *const from_place[] = {"uit", "van", "te", "aus", "from", "de", "d", "a", NULL};

/* A place behind initials: uit Leuven; (Leuven); , Leuven. */
static bool
is_place_behind(const struct tokens *tokens, size_t at)
{
    bool named = tokens_is_one_of(tokens, at + 1, from_place) && tokens_gap(tokens, at) <= 2;
    bool marked = tokens_gap_is(tokens, at, " .,(") && !tokens_gap_is(tokens, at, " .");
    size_t place = named ? at + 2 : marked ? at + 1 : SIZE_MAX;
    return place < tokens->ordered && tokens_is_word(tokens, place) && tokens->list[place].len > 2 &&
           tokens_letter(tokens, &tokens->list[place])->upper;
}

static bool
is_initial(const struct tokens *tokens, size_t at, const struct letter *letter)
{
    return at < tokens->ordered && tokens_is_word(tokens, at) && tokens->list[at].len == 1 &&
           tokens_letter(tokens, &tokens->list[at])->base == letter->base &&
           tokens_letter(tokens, &tokens->list[at])->upper;
}

/* K.G. uit Leuven; mevrouw K. G.: initials alone are many people's and many a short form. */
static void
find_initials(const struct tokens *tokens, const struct letter *first, const struct letter *second,
              struct telltales *found)
{
    unsigned looked = 0;
    for (uint32_t at = tokens_first_like(tokens, first, 1); at < tokens->ordered && looked < LOOKED_MOST; looked++) {
        bool both = is_initial(tokens, at, first) && is_initial(tokens, at + 1, second) && tokens_gap(tokens, at) <= 2;
        bool titled = at > 0 && tokens_is_one_of(tokens, at - 1, titles) && tokens_gap(tokens, at - 1) <= 2;
        if (both && (titled || is_place_behind(tokens, at + 1))) {
            telltales_add(found, TELLTALE_NAME, tokens, at, at + 1);
        }
        at = tokens->list[at].next;
    }
}

void
telltale_initials(const struct tokens *tokens, const struct tokens *name, struct telltales *found)
{
    for (size_t i = 1; i < name->ordered; i++) {
        const struct letter *first = tokens_letter(name, &name->list[0]);
        const struct letter *second = tokens_letter(name, &name->list[i]);
        find_initials(tokens, first, second, found);
        find_initials(tokens, second, first, found);
    }
}
