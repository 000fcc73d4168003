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
    "wil",    "mark",     "roos",   "lot",       "an",      "els",      "storm",   "bloem",    "bos",       "berg",
    "boom",   "stroom",   "dam",    "kamp",      "mens",    "lang",     "kort",    "klein",    "groot",     "groen",
    "wit",    "zwart",    "rood",   "bruin",     "jong",    "oud",      "goed",    "beste",    "bakker",    "smid",
    "visser", "boer",     "kok",    "meester",   "koning",  "prins",    "ridder",  "schilder", "timmerman", "slager",
    "herder", "jager",    "man",    "vriend",    "winter",  "zomer",    "herfst",  "lente",    "april",     "mei",
    "mai",    "juni",     "juli",   "maart",     "mars",    "petit",    "grand",   "gros",     "blanc",     "noir",
    "rose",   "bon",      "belle",  "boulanger", "boucher", "berger",   "fort",    "fleur",    "france",    "may",
    "will",   "bill",     "art",    "grant",     "hope",    "faith",    "joy",     "grace",    "rich",      "frank",
    "ernst",  "wolf",     "gross",  "schwarz",   "weiss",   "braun",    "jung",    "alt",      "kurz",      "koch",
    "bauer",  "fischer",  "weber",  "richter",   "kaiser",  "sommer",   "herbst",  "kind",     "engel",     "stark",
    "stern",  "sonne",    "rot",    "gut",       "hand",    "bein",     "kopf",    "rug",      "arm",       "been",
    "hoofd",  "hals",     "dag",    "dagen",     "ik",      "hij",      "zij",     "niet",     "kan",       "mag",
    "moet",   "een",      "en",     "et",        "und",     "and",      "in",      "is",       "so",        "do",
    "man",    "son",      "ma",     "me",        "we",      "ons",      "uit",     "aan",      "bij",       "voor",
    "work",   "werk",     "vos",    "haan",      "kerk",    "dokter",   "mol",     "steen",    "vogel",     "vogels",
    "appel",  "melk",     "kaas",   "claire",    "marine",  "constant", "clement", "prudent",  "loyal",     "noel",
    "lundi",  "dimanche", "sunday", "monday",    "victor",  NULL};

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

static bool
is_all_upper(const struct tokens *tokens, size_t at)
{
    bool all = at < tokens->ordered && tokens->list[at].len > 1 && !tokens->list[at].is_number;
    for (size_t i = 0; all && i < tokens->list[at].len; i++) {
        all = tokens_letter(tokens, &tokens->list[at])[i].upper;
    }
    return all;
}

/* A capital that says more than where a sentence begins, or that all are capitals. */
static bool
has_own_capital(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->list[at];
    const struct letter *letter = tokens_letter(tokens, token);
    if (!letter[0].upper || at >= tokens->ordered || (is_all_upper(tokens, at) && is_all_upper(tokens, at - 1))) {
        return false;
    }
    for (uint32_t i = token->first; i > 0; i--) {
        uint32_t base = tokens->letters.list[i - 1].base;
        if (base != ' ' && base != '"' && base != '\'' && base != '(') {
            return base != '.' && base != '!' && base != '?' && base != '\n' && base != ':' && base != '-';
        }
    }
    return false;
}

static bool
tells(const struct tokens *tokens, size_t at, const struct letter *word, size_t len)
{
    bool capital = tokens_letter(tokens, &tokens->list[at])->upper;
    return is_in_list(word, len, everyday) ? has_own_capital(tokens, at) : len > 2 || capital;
}

/* All places of one word. */
static void
find_word(const struct tokens *tokens, const struct letter *word, size_t len, struct telltales *found)
{
    for (uint32_t at = tokens_first_like(tokens, word, len); at != TOKEN_END && found->count < TELLTALES_MAX;) {
        const struct token *token = &tokens->list[at];
        bool same = token->len == len && !token->is_number;
        for (size_t i = 0; same && i < len; i++) {
            same = tokens_letter(tokens, token)[i].base == word[i].base;
        }
        if (same && tells(tokens, at, word, len)) {
            telltales_add(found, TELLTALE_NAME, tokens, at, at);
        }
        at = token->next;
    }
}

/* Jan's, Peeters': as they are; Jans: with the letter of the genitive. */
static void
find_genitive(const struct tokens *tokens, const struct letter *word, size_t len, struct telltales *found)
{
    struct letter longer[WORD_MAX];
    if (len < 3 || len + 1 >= WORD_MAX || is_in_list(word, len, everyday)) {
        return;
    }
    memcpy(longer, word, len * sizeof *word);
    longer[len] = (struct letter){.base = 's', .class = LETTER_ALPHA};
    find_word(tokens, longer, len + 1, found);
}

static size_t
append_word(const struct tokens *name, size_t at, struct letter out[WORD_MAX], size_t len)
{
    if (at >= name->ordered || name->list[at].is_number || len + name->list[at].len >= WORD_MAX) {
        return 0;
    }
    const struct token *token = &name->list[at];
    memcpy(out + len, tokens_letter(name, token), token->len * sizeof *out);
    return len + token->len;
}

/* Van den Bossche is Vandenbossche as well. */
static void
find_joined(const struct tokens *tokens, const struct tokens *name, size_t at, struct telltales *found)
{
    struct letter joined[WORD_MAX];
    size_t len = 0;
    for (size_t i = at; i < at + 3 && (len = append_word(name, i, joined, len)) > 0; i++) {
        if (i > at && len > 4) {
            find_word(tokens, joined, len, found);
        }
    }
}

/* Two words that only a sign parts: Pee-ters, a line's end between. */
static void
find_parted(const struct tokens *tokens, const struct letter *word, size_t len, struct telltales *found)
{
    for (size_t cut = 1; len > 4 && cut < len; cut++) {
        for (uint32_t at = tokens_first_like(tokens, word, cut); at != TOKEN_END && at + 1 < tokens->ordered;) {
            const struct token *next = &tokens->list[at + 1];
            bool same = tokens->list[at].len == cut && next->len == len - cut && !next->is_number &&
                        tokens_gap(tokens, at) <= 3 && !tokens_gap_is(tokens, at, " ");
            for (size_t i = 0; same && i < len; i++) {
                const struct letter *letter =
                    i < cut ? tokens_letter(tokens, &tokens->list[at]) + i : tokens_letter(tokens, next) + (i - cut);
                same = letter->base == word[i].base;
            }
            if (same) {
                telltales_add(found, TELLTALE_NAME, tokens, at, at + 1);
            }
            at = tokens->list[at].next;
        }
    }
}

void
telltale_names(const struct tokens *tokens, const struct tokens *name, struct telltales *found)
{
    for (size_t i = 0; i < name->ordered && found->count < TELLTALES_MAX; i++) {
        const struct letter *word = tokens_letter(name, &name->list[i]);
        size_t len = name->list[i].len;
        bool particle = is_in_list(word, len, particles);
        if (name->list[i].is_number) {
            continue;
        }
        if (particle || len == 1) {
            find_joined(tokens, name, i, found);
        } else {
            find_word(tokens, word, len, found);
            find_genitive(tokens, word, len, found);
            find_parted(tokens, word, len, found);
        }
    }
}
