#include "rules/telltale/spelt.h"

#include <stdio.h>
#include <string.h>

/* Digits of a number that somebody spells (a NIHII number has eight): fewer are told of other things. */
#define DIGITS_LEAST 8

#define UNITS 20
/* 0 to 19 in nl, fr, de, en. */
static const char *const units[UNITS][8] = {
    {"nul", "zero", "null", "oh"},
    {"een", "un", "une", "eins", "ein", "one"},
    {"twee", "deux", "zwei", "two"},
    {"drie", "trois", "drei", "three"},
    {"vier", "quatre", "four"},
    {"vijf", "cinq", "funf", "five"},
    {"zes", "six", "sechs"},
    {"zeven", "sept", "sieben", "seven"},
    {"acht", "huit", "eight"},
    {"negen", "neuf", "neun", "nine"},
    {"tien", "dix", "zehn", "ten"},
    {"elf", "onze", "eleven"},
    {"twaalf", "douze", "zwolf", "twelve"},
    {"dertien", "treize", "dreizehn", "thirteen"},
    {"veertien", "quatorze", "vierzehn", "fourteen"},
    {"vijftien", "quinze", "funfzehn", "fifteen"},
    {"zestien", "seize", "sechzehn", "sixteen"},
    {"zeventien", "siebzehn", "seventeen"},
    {"achttien", "achtzehn", "eighteen"},
    {"negentien", "neunzehn", "nineteen"},
};

/* Tens from 20 on; 60 and 80 of French carry up to 19 more. */
static const char *const tens[10][6] = {
    [2] = {"twintig", "vingt", "zwanzig", "twenty"},
    [3] = {"dertig", "trente", "dreissig", "thirty"},
    [4] = {"veertig", "quarante", "vierzig", "forty"},
    [5] = {"vijftig", "cinquante", "funfzig", "fifty"},
    [6] = {"zestig", "soixante", "sechzig", "sixty"},
    [7] = {"zeventig", "septante", "siebzig", "seventy"},
    [8] = {"tachtig", "octante", "huitante", "achtzig", "eighty"},
    [9] = {"negentig", "nonante", "neunzig", "ninety"},
};

static const char *const years[] = {"mille", "mil", "nineteen", "negentien", "tweeduizend", "zweitausend", NULL};
static const char *const year_beginnings[] = {"negentienhonderd", "neunzehnhundert", "tweeduizend", "zweitausend",
                                              NULL};

/* Ordinals that are no number with an ending. */
static const struct {
    const char *word;
    int value;
} ordinals[] = {
    {"eerste", 1},  {"derde", 3},   {"premier", 1},  {"deuxieme", 2},   {"troisieme", 3},  {"erster", 1}, {"ersten", 1},
    {"dritter", 3}, {"dritten", 3}, {"siebter", 7},  {"siebten", 7},    {"first", 1},      {"second", 2}, {"third", 3},
    {"fifth", 5},   {"ninth", 9},   {"twelfth", 12}, {"twentieth", 20}, {"thirtieth", 30},
};
static const char *const ordinal_endings[] = {"de", "ste", "ter", "ten", "ster", "sten", "th", "ieme", NULL};

#define NUMBER_MAX 40

/* The word, up to its ending. Returns false: it is too long for a number, or no Latin letters. */
static bool
copy_word(const struct tokens *tokens, size_t at, size_t ending, char out[NUMBER_MAX])
{
    if (at >= tokens->ordered || !tokens_is_word(tokens, at) || tokens->list[at].len >= NUMBER_MAX ||
        tokens->list[at].len <= ending) {
        return false;
    }
    size_t len = tokens->list[at].len - ending;
    for (size_t i = 0; i < len; i++) {
        uint32_t base = tokens_letter(tokens, &tokens->list[at])[i].base;
        out[i] = base < 0x80 ? (char)base : '?';
    }
    out[len] = 0;
    return true;
}

static int
find_number(const char *const list[], const char *word)
{
    for (int i = 0; list[i] != NULL; i++) {
        if (strcmp(list[i], word) == 0) {
            return i;
        }
    }
    return -1;
}

static int
unit_named(const char *word)
{
    for (int value = 0; value < UNITS; value++) {
        if (find_number(units[value], word) >= 0) {
            return value;
        }
    }
    return -1;
}

static int
ten_named(const char *word)
{
    for (int value = 2; value < 10; value++) {
        if (find_number(tens[value], word) >= 0) {
            return 10 * value;
        }
    }
    return -1;
}

/* Unit, joint and ten in one word: vijfentachtig, funfundachtzig. */
static int
composed_named(const char *word)
{
    static const char *const joints[] = {"en", "und"};
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        for (const char *at = strstr(word, joints[i]); at != NULL; at = strstr(at + 1, joints[i])) {
            char unit[NUMBER_MAX];
            (void)snprintf(unit, sizeof unit, "%.*s", (int)(at - word), word);
            int ten = ten_named(at + strlen(joints[i]));
            int value = unit_named(unit);
            if (ten > 0 && value > 0 && value < 10) {
                return ten + value;
            }
        }
    }
    return -1;
}

static int
number_named(const char *word)
{
    int unit = unit_named(word);
    int ten = unit >= 0 ? unit : ten_named(word);
    return ten >= 0 ? ten : composed_named(word);
}

static int
unit_of(const struct tokens *tokens, size_t at)
{
    char word[NUMBER_MAX];
    return copy_word(tokens, at, 0, word) ? unit_named(word) : -1;
}

int
spelt_ordinal(const struct tokens *tokens, size_t at)
{
    char word[NUMBER_MAX];
    for (size_t i = 0; copy_word(tokens, at, 0, word) && i < sizeof ordinals / sizeof ordinals[0]; i++) {
        if (strcmp(ordinals[i].word, word) == 0) {
            return ordinals[i].value;
        }
    }
    for (size_t i = 0; ordinal_endings[i] != NULL; i++) {
        int value =
            tokens_end_with(tokens, at, ordinal_endings[i]) && copy_word(tokens, at, strlen(ordinal_endings[i]), word)
                ? number_named(word)
                : -1;
        if (value > 0) {
            return value;
        }
    }
    return -1;
}

static bool
is_joined(const struct tokens *tokens, size_t at)
{
    return tokens_gap_is(tokens, at, " -") && tokens_gap(tokens, at) <= 2;
}

/* quatre-vingt(s) */
static bool
is_four_twenties(const struct tokens *tokens, size_t at)
{
    return tokens_is(tokens, at, "quatre") && is_joined(tokens, at) &&
           (tokens_is(tokens, at + 1, "vingt") || tokens_is(tokens, at + 1, "vingts"));
}

/* What follows a ten, behind its words: of French up to 19, after et or not. */
static int
add_to_ten(const struct tokens *tokens, size_t at, int ten, int most, size_t *words)
{
    size_t next = at + *words;
    size_t more = 1;
    if (next < tokens->ordered && is_joined(tokens, next - 1) && tokens_is(tokens, next, "et")) {
        more++;
        next++;
    }
    int unit = next < tokens->ordered && is_joined(tokens, next - 1) ? unit_of(tokens, next) : -1;
    if (unit < 1 || unit > most) {
        return ten;
    }
    *words += more;
    return ten + unit;
}

int
spelt_value(const struct tokens *tokens, size_t at, size_t *words)
{
    *words = 1;
    if (at >= tokens->ordered || !tokens_is_word(tokens, at)) {
        return -1;
    }
    if (is_four_twenties(tokens, at)) {
        *words = 2;
        return add_to_ten(tokens, at, 80, 19, words);
    }
    char word[NUMBER_MAX];
    int value = copy_word(tokens, at, 0, word) ? number_named(word) : -1;
    if (value < 20 || value % 10 != 0) {
        return value;
    }
    return add_to_ten(tokens, at, value, tokens_is(tokens, at, "soixante") ? 19 : 9, words);
}

bool
spelt_is_year(const struct tokens *tokens, size_t at)
{
    char word[NUMBER_MAX];
    bool begins = tokens_is_one_of(tokens, at, years);
    for (size_t i = 0; !begins && copy_word(tokens, at, 0, word) && year_beginnings[i] != NULL; i++) {
        begins = strncmp(word, year_beginnings[i], strlen(year_beginnings[i])) == 0;
    }
    size_t words;
    return begins || spelt_value(tokens, at, &words) >= 20;
}

static const char *const hundreds[] = {"honderd", "hundert", "hundred", "cents", "cent"};

/* How many hundreds, where the word is or ends in hundreds, or they are in its middle: vierhonderdzeventig. Out: rest,
 * what the word says behind them; 0: nothing. -1: it is none. */
static int
hundreds_named(const char *word, int *rest)
{
    for (size_t i = 0; i < sizeof hundreds / sizeof hundreds[0]; i++) {
        char unit[NUMBER_MAX];
        const char *at = strstr(word, hundreds[i]);
        const char *behind = at == NULL ? NULL : at + strlen(hundreds[i]);
        (void)snprintf(unit, sizeof unit, "%.*s", at == NULL ? 0 : (int)(at - word), word);
        int count = at == word ? 1 : unit_named(unit);
        *rest = behind == NULL || *behind == 0 ? 0 : number_named(behind);
        if (at != NULL && count > 0 && count < 10 && *rest >= 0) {
            return count;
        }
    }
    return -1;
}

/* As spelt_value, up to 999: vierhonderd zeventig, quatre cent septante, four hundred seventy. */
static int
spelt_long_value(const struct tokens *tokens, size_t at, size_t *words)
{
    char word[NUMBER_MAX];
    int rest;
    int before = unit_of(tokens, at);
    size_t behind = 0;
    size_t last = before > 0 && at + 1 < tokens->ordered && is_joined(tokens, at) ? at + 1 : at;
    int count = copy_word(tokens, last, 0, word) ? hundreds_named(word, &rest) : -1;
    if (count < 0 || (last > at && count != 1)) {
        return spelt_value(tokens, at, words);
    }
    *words = last - at + 1;
    if (rest == 0 && last + 1 < tokens->ordered && is_joined(tokens, last)) {
        rest = spelt_value(tokens, last + 1, &behind);
        *words += rest > 0 ? behind : 0;
    }
    return (last > at ? before : count) * 100 + (rest > 0 ? rest : 0);
}

static uint32_t
digits_of(int value)
{
    return value < 10 ? 1 : value < 100 ? 2 : 3;
}

/* One number of words that are next to each other; its digits stand in its last letters. */
static struct token
number_spelt(struct tokens *out, size_t at, size_t words, int value)
{
    const struct token *first = &out->list[at];
    const struct token *last = &out->list[at + words - 1];
    uint32_t end = last->first + last->len;
    uint32_t digits = digits_of(value);
    for (uint32_t i = 0; i < digits; i++) {
        out->letters.list[end - 1 - i].base = '0' + (uint32_t)(value % 10);
        value /= 10;
    }
    return (struct token){
        .first = end - digits, .len = digits, .spelt = end - digits - first->first, .is_number = true};
}

/* Returns where the run ends. Out: digits, how many it has; any: whether there are words among them. */
static size_t
find_spelt_run(const struct tokens *tokens, size_t at, size_t *digits, bool *any)
{
    size_t end = at;
    size_t words;
    *digits = 0;
    *any = false;
    while (end < tokens->ordered && (end == at || tokens_gap(tokens, end - 1) <= 3)) {
        int value = spelt_long_value(tokens, end, &words);
        if (value >= 0) {
            *any = true;
            *digits += digits_of(value);
            end += words;
        } else if (tokens_is_number(tokens, end)) {
            *digits += tokens->list[end].len;
            end++;
        } else {
            break;
        }
    }
    return end;
}

void
spelt_read(struct tokens *out)
{
    size_t to = 0;
    size_t ordered = out->ordered;
    for (size_t at = 0; at < ordered;) {
        size_t digits;
        bool any;
        size_t end = find_spelt_run(out, at, &digits, &any);
        if (end == at) {
            out->list[to++] = out->list[at++];
            continue;
        }
        while (at < end) {
            size_t words = 1;
            int value = any && digits >= DIGITS_LEAST ? spelt_long_value(out, at, &words) : -1;
            words = value < 0 ? 1 : words;
            out->list[to++] = value < 0 ? out->list[at] : number_spelt(out, at, words, value);
            at += words;
        }
    }
    out->ordered = to;
    out->count = to;
}
