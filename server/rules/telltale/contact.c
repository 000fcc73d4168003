#include "rules/telltale/parts.h"
#include "rules/telltale/spelt.h"

/* Endings of street names; capital ones stand for a street without a number, too. */
static const char *const streets[] = {"straat", "straatje", "laan", "steenweg", "dreef", "strasse", "chaussee", NULL};
static const char *const places[] = {"plaats", "kaai", "vest", "gracht", NULL};
/* These are words of every day as well: they count with a capital. */
static const char *const named_places[] = {"weg",   "plein", "lei",   "hof",  "platz", "str",    "pad",
                                           "veld",  "markt", "baan",  "dijk", "kade",  "singel", "berg",
                                           "heide", "gasse", "allee", "ring", NULL};
static const char *const street_words[] = {"rue",   "avenue", "chaussee", "boulevard", "quai", "allee",
                                           "place", "chemin", "square",   "dreve",     "av",   NULL};
static const char *const before_number[] = {"nr",         "no", "n",          "nummer", "numero",
                                            "huisnummer", "op", "hausnummer", NULL};

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
    int value = tokens_value(tokens, at);
    size_t words;
    return at < tokens->ordered && ((value >= 0 && !tokens->list[at].is_date && (value < 1900 || value >= 2100)) ||
                                    spelt_value(tokens, at, &words) > 1);
}

/* Nr. 12; op nummer 12; twaalf. Returns where the number stands; 0: there is none. */
static size_t
find_house_number(const struct tokens *tokens, size_t at)
{
    size_t next = at + 1;
    for (unsigned i = 0; i < 2 && tokens_is_one_of(tokens, next, before_number); i++) {
        next++;
    }
    bool close = next < tokens->ordered && tokens_gap(tokens, next - 1) <= 3;
    return close && is_house_number(tokens, next) ? next : 0;
}

/* Stationsstraat 12; in de Stationsstraat. Returns its last token; 0: it is none. */
static size_t
find_street(const struct tokens *tokens, size_t at)
{
    bool street = ends_with_one_of(tokens, at, streets);
    bool place = ends_with_one_of(tokens, at, places);
    bool named = tokens->list[at].len > 4 && tokens_letter(tokens, &tokens->list[at])->upper &&
                 ends_with_one_of(tokens, at, named_places);
    if (!street && !place && !named) {
        return 0;
    }
    size_t number = find_house_number(tokens, at);
    bool alone = street && tokens->list[at].len > 7 && tokens_has_own_capital(tokens, at);
    return number != 0 ? number : alone ? at : 0;
}

/* Rue de la Loi 16: the number comes within some words. 16, rue de la Loi. */
static size_t
find_rue(const struct tokens *tokens, size_t at)
{
    if (!tokens_is_one_of(tokens, at, street_words)) {
        return 0;
    }
    size_t end = at + 1;
    size_t name = 0;
    while (end < tokens->ordered && end <= at + 5 && !tokens->list[end].is_number &&
           tokens_gap_is(tokens, end - 1, " ,.'-")) {
        name = tokens_letter(tokens, &tokens->list[end])->upper ? end : name;
        end++;
    }
    bool first = at > 0 && tokens_is_number(tokens, at - 1) && is_house_number(tokens, at - 1) &&
                 tokens_gap_is(tokens, at - 1, " ,");
    size_t number = find_house_number(tokens, end - 1);
    return name == 0 ? 0 : number != 0 ? number : first ? name : 0;
}

static const char *const signs_named[] = {"apenstaartje", "apestaartje", "apenstaart",  "apestaart",
                                          "arobase",      "arobas",      "klammeraffe", NULL};
static const char *const dots_named[] = {"punt", "point", "punkt", "dot", NULL};
/* The ends of names of sites that people here write; of these some are words of every day. */
static const char *const domains[] = {"be", "com",  "org", "net",      "eu",         "nl",   "fr", "de", "lu",
                                      "io", "info", "ly",  "brussels", "vlaanderen", "gent", "uk", NULL};
static const char *const domains_plain[] = {"com", "org", "net", "eu", "be", NULL};
static const char *const protocols[] = {"www", "http", "https", "hxxp", "hxxps", NULL};

/* example.be, in one case; not what ends a sentence without a space. */
static bool
is_domain(const struct tokens *tokens, size_t at)
{
    bool dotted = tokens_gap(tokens, at) == 1 && tokens_gap_is(tokens, at, ".") && tokens->list[at].len > 2;
    return dotted && tokens_is_one_of(tokens, at + 1, domains) &&
           tokens_letter(tokens, &tokens->list[at + 1])->upper ==
               tokens_letter(tokens, &tokens->list[at])[tokens->list[at].len - 1].upper;
}

/* Whether a dot in words, and behind it the end of a site's name, stand there: dot be. */
static bool
is_dot_named(const struct tokens *tokens, size_t at, const char *const ends[])
{
    return tokens_is_one_of(tokens, at, dots_named) && tokens_gap(tokens, at) <= 3 &&
           tokens_is_one_of(tokens, at + 1, ends);
}

/* At, alone; behind it within some words the end of a site's name. */
static bool
is_at_named(const struct tokens *tokens, size_t at)
{
    bool is = false;
    for (size_t i = at + 1; tokens_is(tokens, at, "at") && !is && i < at + 6 && i < tokens->ordered; i++) {
        is = is_dot_named(tokens, i, domains) || is_domain(tokens, i);
    }
    return is;
}

/* Whether a sign of mail stands right behind: @, also where a letter is put for it, (a). */
static bool
has_sign_behind(const struct tokens *tokens, size_t at)
{
    size_t gap = tokens_gap(tokens, at);
    const struct letter *behind = tokens_letter(tokens, &tokens->list[at]) + tokens->list[at].len;
    bool sign = false;
    for (size_t i = 0; gap != SIZE_MAX && i < gap && gap <= 4; i++) {
        sign = sign || behind[i].base == '@';
    }
    return sign;
}

static bool
is_mail(const struct tokens *tokens, size_t at)
{
    uint32_t before = tokens_before(tokens, at);
    bool bracket = before == '(' || before == '[' || before == '{' || before == '<';
    bool spelt = bracket && (tokens_is(tokens, at, "at") || (tokens_is(tokens, at, "a") && is_domain(tokens, at + 1)));
    return has_sign_behind(tokens, at) || before == '@' || spelt || is_at_named(tokens, at) ||
           tokens_is_one_of(tokens, at, signs_named) || tokens_is_one_of(tokens, at, protocols) ||
           is_domain(tokens, at) || is_dot_named(tokens, at, domains_plain);
}

void
telltale_contact(const struct tokens *tokens, struct telltales *found)
{
    for (size_t at = 0; at < tokens->ordered; at++) {
        if (is_mail(tokens, at)) {
            telltales_add(found, TELLTALE_EMAIL, tokens, at, at + 1 < tokens->ordered ? at + 1 : at);
            at++; /* what stands behind the sign belongs to it */
            continue;
        }
        size_t street = tokens->list[at].is_number ? 0 : find_street(tokens, at);
        street = street == 0 && !tokens->list[at].is_number ? find_rue(tokens, at) : street;
        if (street != 0) {
            telltales_add(found, TELLTALE_ADDRESS, tokens, at, street);
        }
    }
}
