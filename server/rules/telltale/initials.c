#include "rules/telltale/parts.h"

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
is_initial(const struct tokens *tokens, size_t at)
{
    return at < tokens->ordered && tokens_is_word(tokens, at) && tokens->list[at].len == 1 &&
           tokens_letter(tokens, &tokens->list[at])->upper;
}

void
initials_find(struct initials *out, const struct tokens *tokens)
{
    out->count = 0;
    for (size_t at = 0; at < tokens->ordered && out->count < INITIALS_MAX; at++) {
        bool both = is_initial(tokens, at) && is_initial(tokens, at + 1) && tokens_gap(tokens, at) <= 2;
        bool titled = at > 0 && tokens_is_one_of(tokens, at - 1, titles) && tokens_gap(tokens, at - 1) <= 2;
        if (both && (titled || is_place_behind(tokens, at + 1))) {
            out->at[out->count++] = at;
        }
    }
}

static bool
are_initials(const struct tokens *tokens, size_t at, const struct letter *first, const struct letter *second)
{
    return tokens_letter(tokens, &tokens->list[at])->base == first->base &&
           tokens_letter(tokens, &tokens->list[at + 1])->base == second->base;
}

void
telltale_initials(const struct initials *initials, const struct tokens *tokens, const struct tokens *name,
                  struct telltales *found)
{
    for (size_t i = 0; i < initials->count; i++) {
        for (size_t part = 1; part < name->ordered; part++) {
            size_t at = initials->at[i];
            const struct letter *first = tokens_letter(name, &name->list[0]);
            const struct letter *second = tokens_letter(name, &name->list[part]);
            if (are_initials(tokens, at, first, second) || are_initials(tokens, at, second, first)) {
                telltales_add(found, TELLTALE_NAME, tokens, at, at + 1);
            }
        }
    }
}
