#include "rules/telltale/parts.h"

static const char *const street_endings[] = {"straat",   "straatje", "laan", "steenweg", "dreef",  "strasse",
                                             "chaussee", "plaats",   "kaai", "vest",     "gracht", NULL};
/* These are words of every day as well: they count with a capital. */
static const char *const street_endings_named[] = {"weg", "plein", "lei", "hof", "platz", "str", "pad", "veld", NULL};
static const char *const street_words[] = {"rue",   "avenue", "chaussee", "boulevard", "quai", "allee",
                                           "place", "chemin", "square",   "dreve",     "av",   NULL};

static bool
ends_with_one_of(const struct tokens *tokens, size_t at, const char *const endings[])
{
    bool ends = false;
    for (size_t i = 0; !ends && endings[i] != NULL; i++) {
        ends = tokens_end_with(tokens, at, endings[i]);
    }
    return ends;
}

static bool
is_house_number(const struct tokens *tokens, size_t at)
{
    return tokens_is_number(tokens, at) && tokens->list[at].len <= 4 && !tokens->list[at].is_date;
}

/* Stationsstraat 12. */
static bool
is_street(const struct tokens *tokens, size_t at)
{
    bool capital = tokens_letter(tokens, &tokens->list[at])->upper;
    bool named = capital && tokens->list[at].len > 4 && ends_with_one_of(tokens, at, street_endings_named);
    return (named || ends_with_one_of(tokens, at, street_endings)) && tokens_gap_is(tokens, at, " ,.") &&
           is_house_number(tokens, at + 1);
}

/* Rue de la Loi 16: the number comes within some words. */
static bool
is_rue(const struct tokens *tokens, size_t at)
{
    if (!tokens_is_one_of(tokens, at, street_words)) {
        return false;
    }
    size_t end = at + 1;
    bool named = false;
    while (end < tokens->ordered && end <= at + 5 && !tokens->list[end].is_number &&
           tokens_gap_is(tokens, end - 1, " ,.'-")) {
        named = named || tokens_letter(tokens, &tokens->list[end])->upper;
        end++;
    }
    return named && tokens_gap_is(tokens, end - 1, " ,.") && is_house_number(tokens, end);
}

/* jan@example.be, jan (at) example. A handle is as good as an address. */
static bool
is_mail(const struct tokens *tokens, size_t at)
{
    size_t gap = tokens_gap(tokens, at);
    const struct letter *behind = tokens_letter(tokens, &tokens->list[at]) + tokens->list[at].len;
    bool sign = false;
    for (size_t i = 0; gap != SIZE_MAX && i < gap && gap <= 4; i++) {
        sign = sign || behind[i].base == '@';
    }
    uint32_t before = at == 0 ? 0 : tokens_before(tokens, at);
    bool spelt = tokens_is(tokens, at, "at") && (before == '(' || before == '[' || before == '{' || before == '<');
    bool site = tokens_is(tokens, at, "www") || tokens_is(tokens, at, "http") || tokens_is(tokens, at, "https");
    return sign || spelt || site || (at < tokens->ordered && tokens_before(tokens, at) == '@');
}

void
telltale_contact(const struct tokens *tokens, struct telltales *found)
{
    for (size_t at = 0; at < tokens->ordered; at++) {
        if (is_mail(tokens, at)) {
            telltales_add(found, TELLTALE_EMAIL, tokens, at, at + 1 < tokens->ordered ? at + 1 : at);
            at++; /* what stands behind the sign belongs to it */
        } else if (!tokens->list[at].is_number && (is_street(tokens, at) || is_rue(tokens, at))) {
            telltales_add(found, TELLTALE_ADDRESS, tokens, at, at + 1 < tokens->ordered ? at + 1 : at);
        }
    }
}
