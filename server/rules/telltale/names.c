#include <string.h>

#include "rules/telltale/parts.h"

#define WORD_MAX 64

/* Parts of names that tell nobody. */
static const char *const particles[] = {"de",  "den",  "der", "des",    "du",       "di",   "da",   "la", "le",
                                        "les", "van",  "von", "zu",     "zur",      "ter",  "ten",  "te", "het",
                                        "el",  "al",   "ben", "bin",    "op",       "ver",  "st",   "dr", "mr",
                                        "jr",  "mevr", "dhr", "madame", "monsieur", "herr", "frau", NULL};

/* Words of every day that are somebody's name as well: they count only with a capital that no sentence begins with.
 * Own list, of the four languages of the house. */
static const char *const everyday[] = {
    "wil",       "mark",     "roos",        "lot",     "an",       "els",     "storm",    "bloem",    "bos",
    "berg",      "boom",     "stroom",      "dam",     "kamp",     "mens",    "lang",     "kort",     "klein",
    "groot",     "groen",    "wit",         "zwart",   "rood",     "bruin",   "jong",     "oud",      "goed",
    "beste",     "bakker",   "smid",        "visser",  "boer",     "kok",     "meester",  "koning",   "prins",
    "ridder",    "schilder", "timmerman",   "slager",  "herder",   "jager",   "man",      "vriend",   "winter",
    "zomer",     "herfst",   "lente",       "april",   "mei",      "mai",     "juni",     "juli",     "maart",
    "mars",      "petit",    "grand",       "gros",    "blanc",    "noir",    "rose",     "bon",      "belle",
    "boulanger", "boucher",  "berger",      "fort",    "fleur",    "france",  "may",      "will",     "bill",
    "art",       "grant",    "hope",        "faith",   "joy",      "grace",   "rich",     "frank",    "ernst",
    "wolf",      "gross",    "schwarz",     "weiss",   "braun",    "jung",    "alt",      "kurz",     "koch",
    "bauer",     "fischer",  "weber",       "richter", "kaiser",   "sommer",  "herbst",   "kind",     "engel",
    "stark",     "stern",    "sonne",       "rot",     "gut",      "hand",    "bein",     "kopf",     "rug",
    "arm",       "been",     "hoofd",       "hals",    "dag",      "dagen",   "ik",       "hij",      "zij",
    "niet",      "kan",      "mag",         "moet",    "een",      "en",      "et",       "und",      "and",
    "in",        "is",       "so",          "do",      "son",      "ma",      "me",       "we",       "ons",
    "uit",       "aan",      "bij",         "voor",    "work",     "werk",    "vos",      "haan",     "kerk",
    "dokter",    "mol",      "steen",       "vogel",   "vogels",   "appel",   "melk",     "kaas",     "claire",
    "marine",    "constant", "clement",     "prudent", "loyal",    "noel",    "lundi",    "dimanche", "sunday",
    "monday",    "victor",   "meer",        "max",     "lies",     "iris",    "toon",     "staf",     "ton",
    "guy",       "put",      "dijk",        "hout",    "heuvel",   "geel",    "post",     "smit",     "dekker",
    "mulder",    "schepers", "charpentier", "macon",   "marchand", "meunier", "fontaine", "riviere",  "montagne",
    "cousin",    "voisin",   "bonnet",      "pasteur", "schmied",  "pascal",  "min",      "sam",      "baker",
    "cook",      "young",    "king",        "brown",   "green",    "white",   "black",    "price",    "wood",
    "stone",     "walker",   NULL};

static bool
is_in_list(const struct letter *word, size_t len, const char *const list[])
{
    char text[WORD_MAX];
    if (len >= sizeof text) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        text[i] = word[i].base < 0x80 ? (char)word[i].base : '?';
    }
    text[len] = 0;
    bool is = false;
    for (size_t i = 0; !is && list[i] != NULL; i++) {
        is = strcmp(list[i], text) == 0;
    }
    return is;
}

/* When a word that is a name tells one. */
enum telling { ANY_CASE, WITH_CAPITAL, WITH_ACCENT };

static bool
has_accent(const struct tokens *tokens, size_t at)
{
    bool has = false;
    for (size_t i = 0; !has && i < tokens->list[at].len; i++) {
        has = tokens_letter(tokens, &tokens->list[at])[i].accented;
    }
    return has;
}

static bool
tells(const struct tokens *tokens, size_t at, const struct letter *word, size_t len, enum telling when)
{
    bool capital = tokens_letter(tokens, &tokens->list[at])->upper;
    if (is_in_list(word, len, everyday)) {
        return tokens_has_own_capital(tokens, at);
    }
    return when == ANY_CASE ? len > 2 || capital : when == WITH_CAPITAL ? capital : has_accent(tokens, at);
}

/* All places of one word. */
static void
find_word(const struct tokens *tokens, const struct letter *word, size_t len, enum telling when,
          struct telltales *found)
{
    for (uint32_t at = tokens_first_like(tokens, word, len); at != TOKEN_END && found->count < TELLTALES_MAX;) {
        const struct token *token = &tokens->list[at];
        bool same = token->len == len && !token->is_number && !token->is_date; /* Jan 2026 */
        for (size_t i = 0; same && i < len; i++) {
            same = tokens_letter(tokens, token)[i].base == word[i].base;
        }
        if (same && tells(tokens, at, word, len, when)) {
            telltales_add(found, TELLTALE_NAME, tokens, at, at);
        }
        at = token->next;
    }
}

/* A word of which letters are added or other ones. */
struct spelling {
    struct letter letters[WORD_MAX];
    size_t len;
};

static void
add_letters(struct spelling *out, const struct letter *letters, size_t len)
{
    for (size_t i = 0; i < len && out->len < WORD_MAX; i++) {
        out->letters[out->len++] = letters[i];
    }
}

static void
add_ascii(struct spelling *out, const char *text)
{
    for (; *text != 0; text++) {
        add_letters(out, &(struct letter){.base = (uint32_t)*text, .class = LETTER_ALPHA}, 1);
    }
}

static void
find_spelling(const struct tokens *tokens, const struct spelling *word, enum telling when, struct telltales *found)
{
    if (word->len < WORD_MAX) {
        find_word(tokens, word->letters, word->len, when, found);
    }
}

/* What is hung on a name: Jans, Jantje, Sofieke, Karelchen, Willemsen. On a short one only with a capital, since it
 * makes other words; on a word of every day only what makes it small. Peeters' and Jan's are found as they are. */
static void
find_endings(const struct tokens *tokens, const struct letter *word, size_t len, struct telltales *found)
{
    static const char *const endings[] = {"tje", "je",  "ke", "eke",  "chen", "tjes",
                                          "jes", "kes", "s",  "lein", "ette", "en"};
    size_t count = is_in_list(word, len, everyday) ? 5 : sizeof endings / sizeof endings[0];
    for (size_t i = 0; len >= 3 && i < count; i++) {
        struct spelling longer = {.len = 0};
        add_letters(&longer, word, len);
        add_ascii(&longer, endings[i]);
        find_spelling(tokens, &longer, len < 6 ? WITH_CAPITAL : ANY_CASE, found);
    }
}

static bool
is_pair(const struct letter *letter, char first, char second)
{
    return letter[0].base == (uint32_t)first && letter[1].base == (uint32_t)second;
}

/* Moller and Moeller are Möller, Thys is Thijs. */
static void
find_umlauts(const struct tokens *tokens, const struct letter *word, size_t len, struct telltales *found)
{
    struct spelling longer = {.len = 0};  /* with an e for the marks */
    struct spelling shorter = {.len = 0}; /* with a mark for the e */
    struct spelling other = {.len = 0};   /* with the other y */
    for (size_t i = 0; i < len; i++) {
        const struct letter *letter = &word[i];
        bool vowel = letter->base == 'a' || letter->base == 'o' || letter->base == 'u';
        bool has_next = i + 1 < len;
        add_letters(&longer, letter, 1);
        add_ascii(&longer, vowel && letter->accented ? "e" : "");
        if (has_next && is_pair(letter, 'i', 'j')) {
            add_ascii(&other, "y");
        } else if (letter->base == 'y') {
            add_ascii(&other, "ij");
        } else if (letter->base != 'j' || i == 0 || !is_pair(letter - 1, 'i', 'j')) {
            add_letters(&other, letter, 1);
        }
        if (letter->base != 'e' || i == 0 ||
            (word[i - 1].base != 'a' && word[i - 1].base != 'o' && word[i - 1].base != 'u')) {
            add_letters(&shorter, letter, 1);
        }
    }
    if (longer.len > len) {
        find_spelling(tokens, &longer, ANY_CASE, found);
    }
    if (shorter.len < len) {
        find_spelling(tokens, &shorter, WITH_ACCENT, found);
    }
    if (other.len != len && len > 3) {
        find_spelling(tokens, &other, ANY_CASE, found);
    }
}

/* So long a name is found with a letter twice that it has once, or once that it has twice: Goosens, Willlems. */
#define DOUBLED_LEAST 7

static void
find_doubled(const struct tokens *tokens, const struct letter *word, size_t len, struct telltales *found)
{
    struct spelling single = {.len = 0};
    for (size_t i = 0; len >= DOUBLED_LEAST && i < len; i++) {
        bool again = i > 0 && word[i].base == word[i - 1].base;
        struct spelling other = {.len = 0};
        size_t rest = again ? i + 1 : i;
        add_letters(&other, word, again ? i : i + 1);
        add_letters(&other, &word[rest], len - rest);
        add_letters(&single, &word[i], again ? 0 : 1);
        find_spelling(tokens, &other, ANY_CASE, found);
    }
    if (single.len + 1 < len) {
        find_spelling(tokens, &single, ANY_CASE, found);
    }
}

static void
find_backwards(const struct tokens *tokens, const struct letter *word, size_t len, struct telltales *found)
{
    struct spelling back = {.len = 0};
    for (size_t i = len; len >= 5 && i > 0; i--) {
        add_letters(&back, &word[i - 1], 1);
    }
    find_spelling(tokens, &back, ANY_CASE, found);
}

static bool
is_particle(const struct tokens *tokens, size_t at)
{
    return is_in_list(tokens_letter(tokens, &tokens->list[at]), tokens->list[at].len, particles);
}

/* Whether the words from at to last, which make a name when they are read as one, are meant so: parted by a sign
 * (Pee-ters, a line's end), or by spaces where capitals say it (De Smet of Desmet; Pee ters). Le grand is none. */
static bool
is_meant_as_one(const struct tokens *tokens, size_t at, size_t last)
{
    bool everyday_word = false;
    for (size_t i = at; i < last; i++) {
        if (!tokens_gap_is(tokens, i, " ")) {
            return true;
        }
    }
    for (size_t i = at; i <= last; i++) {
        everyday_word = everyday_word || is_particle(tokens, i) ||
                        is_in_list(tokens_letter(tokens, &tokens->list[i]), tokens->list[i].len, everyday);
    }
    bool first = tokens_letter(tokens, &tokens->list[at])->upper;
    bool ends = tokens_letter(tokens, &tokens->list[last])->upper;
    return is_particle(tokens, at) ? ends : first || !everyday_word;
}

/* Between the parts of a name: a hyphen, a line's end and what a page begins a line with. */
#define PART_GAP 8

/* Returns the last of the words from at on that make the name together; SIZE_MAX: they do not. */
static size_t
end_of_parted(const struct tokens *tokens, size_t at, const struct letter *word, size_t len)
{
    size_t done = tokens->list[at].len;
    while (done < len && at + 1 < tokens->ordered && tokens_gap(tokens, at) <= PART_GAP &&
           tokens_is_word(tokens, at + 1)) {
        const struct token *next = &tokens->list[++at];
        bool same = next->len <= len - done;
        for (size_t i = 0; same && i < next->len; i++) {
            same = tokens_letter(tokens, next)[i].base == word[done + i].base;
        }
        if (!same) {
            return SIZE_MAX;
        }
        done += next->len;
    }
    return done == len ? at : SIZE_MAX;
}

/* Where a text says one piece of a name over and over, so many times are looked at. */
#define PARTED_MOST 256

/* Words that make the name together, with what people put between them. */
static void
find_parted(const struct tokens *tokens, const struct letter *word, size_t len, struct telltales *found)
{
    for (size_t cut = 1; len > 4 && cut < len; cut++) {
        unsigned looked = 0;
        for (uint32_t at = tokens_first_like(tokens, word, cut); at < tokens->ordered && looked < PARTED_MOST;
             looked++) {
            size_t last = tokens->list[at].len == cut && !tokens->list[at].is_number
                              ? end_of_parted(tokens, at, word, len)
                              : SIZE_MAX;
            if (last != SIZE_MAX && is_meant_as_one(tokens, at, last)) {
                telltales_add(found, TELLTALE_NAME, tokens, at, last);
            }
            at = tokens->list[at].next;
        }
    }
}

static void
add_name_part(struct spelling *out, const struct tokens *name, size_t at)
{
    if (at < name->ordered && !name->list[at].is_number) {
        add_letters(out, tokens_letter(name, &name->list[at]), name->list[at].len);
    }
}

/* Van den Bossche is Vandenbossche as well. */
static void
find_joined(const struct tokens *tokens, const struct tokens *name, size_t at, struct telltales *found)
{
    struct spelling joined = {.len = 0};
    add_name_part(&joined, name, at);
    for (size_t i = at + 1; i < at + 3 && i < name->ordered; i++) {
        add_name_part(&joined, name, i);
        if (joined.len > 4) {
            find_spelling(tokens, &joined, ANY_CASE, found);
            find_umlauts(tokens, joined.letters, joined.len, found);
        }
    }
}

/* So many parts of a name are read in pairs. */
#define PAIRED_MOST 6

/* JanWillems, #willemsjan, marieclaire. */
static void
find_glued(const struct tokens *tokens, const struct tokens *name, size_t at, struct telltales *found)
{
    for (size_t i = 0; i < name->ordered && i < PAIRED_MOST; i++) {
        struct spelling pair = {.len = 0};
        add_name_part(&pair, name, at);
        add_name_part(&pair, name, i);
        if (i != at && pair.len > 5) {
            find_spelling(tokens, &pair, ANY_CASE, found);
        }
    }
}

void
telltale_names(const struct tokens *tokens, const struct tokens *name, struct telltales *found)
{
    for (size_t i = 0; i < name->ordered && found->count < TELLTALES_MAX; i++) {
        const struct letter *word = tokens_letter(name, &name->list[i]);
        size_t len = name->list[i].len;
        if (name->list[i].is_number || len >= WORD_MAX) {
            continue;
        }
        find_glued(tokens, name, i, found);
        if (is_in_list(word, len, particles) || len == 1) {
            find_joined(tokens, name, i, found);
        } else {
            find_word(tokens, word, len, ANY_CASE, found);
            find_endings(tokens, word, len, found);
            find_umlauts(tokens, word, len, found);
            find_doubled(tokens, word, len, found);
            find_backwards(tokens, word, len, found);
            find_parted(tokens, word, len, found);
        }
    }
}
