#include "rules/telltale/tokens.h"

#include <stdlib.h>
#include <string.h>

static bool
is_confusable(const struct letter *letter)
{
    return letter->class == LETTER_ALPHA && (letter->base == 'o' || letter->base == 'l' || letter->base == 'i');
}

static bool
is_class(const struct letters *letters, size_t at, enum letter_class class)
{
    return at < letters->count && letters->list[at].class == class;
}

/* O for 0, l and I for 1: where they stand beside a digit and are no part of a word. */
static void
mend_digits(struct letters *letters)
{
    for (size_t at = 0; at < letters->count;) {
        size_t end = at;
        while (end < letters->count && is_confusable(&letters->list[end])) {
            end++;
        }
        bool digit_before = at > 0 && is_class(letters, at - 1, LETTER_DIGIT);
        bool word_before = at > 0 && is_class(letters, at - 1, LETTER_ALPHA);
        bool beside = digit_before || is_class(letters, end, LETTER_DIGIT);
        if (end > at && beside && !word_before && !is_class(letters, end, LETTER_ALPHA)) {
            for (size_t i = at; i < end; i++) {
                letters->list[i].base = letters->list[i].base == 'o' ? '0' : '1';
                letters->list[i].class = LETTER_DIGIT;
            }
        }
        at = end > at ? end : at + 1;
    }
}

static uint32_t
word_hash(const struct letter *word, size_t len)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ word[i].base) * 16777619U;
    }
    return hash ^ hash >> 15;
}

static void
split_tokens(struct tokens *out)
{
    const struct letters *letters = &out->letters;
    for (size_t at = 0; at < letters->count;) {
        size_t end = at + 1;
        uint8_t class = letters->list[at].class;
        while (end < letters->count && letters->list[end].class == class) {
            end++;
        }
        if (class != LETTER_OTHER) {
            out->list[out->count++] =
                (struct token){.first = (uint32_t)at, .len = (uint32_t)(end - at), .is_number = class == LETTER_DIGIT};
        }
        at = end;
    }
    out->ordered = out->count;
}

/* Six, zwei, nul: digits as words count where many follow each other. */
#define SPELT_LEAST 7
static const char *const digit_words[10][8] = {
    {"nul", "zero", "null", "oh"},   {"een", "un", "une", "eins", "ein", "one"},
    {"twee", "deux", "zwei", "two"}, {"drie", "trois", "drei", "three"},
    {"vier", "quatre", "four"},      {"vijf", "cinq", "funf", "five"},
    {"zes", "six", "sechs"},         {"zeven", "sept", "sieben", "seven"},
    {"acht", "huit", "eight"},       {"negen", "neuf", "neun", "nine"},
};

static int
spelt_digit(const struct tokens *tokens, size_t at)
{
    for (int digit = 0; digit < 10; digit++) {
        if (tokens_is_one_of(tokens, at, digit_words[digit])) {
            return digit;
        }
    }
    return -1;
}

static void
read_spelt(struct tokens *out)
{
    for (size_t at = 0; at < out->ordered;) {
        size_t end = at;
        while (end < out->ordered && !out->list[end].is_number && spelt_digit(out, end) >= 0) {
            end++;
        }
        for (size_t i = at; end - at >= SPELT_LEAST && i < end; i++) {
            struct letter *letter = &out->letters.list[out->list[i].first + out->list[i].len - 1];
            letter->base = '0' + (uint32_t)spelt_digit(out, i);
            out->list[i] = (struct token){.first = out->list[i].first + out->list[i].len - 1,
                                          .len = 1,
                                          .spelt = out->list[i].len - 1,
                                          .is_number = true};
        }
        at = end > at ? end : at + 1;
    }
}

static bool
is_alone(const struct tokens *tokens, size_t at)
{
    return at < tokens->count && !tokens->list[at].is_number && tokens->list[at].len == 1;
}

/* P. e. e. t. e. r. s: letters that stand one by one make a word as well. It has letters of its own, at the end. */
static void
join_single_letters(struct tokens *out)
{
    size_t count = out->count;
    for (size_t at = 0; at < count; at++) {
        size_t end = at;
        uint32_t first = (uint32_t)out->letters.count;
        while (end < count && is_alone(out, end) && (end == at || tokens_gap(out, end - 1) <= 2)) {
            out->letters.list[out->letters.count++] = out->letters.list[out->list[end++].first];
        }
        if (end - at < 3) {
            out->letters.count = first;
        } else {
            out->list[out->count++] = (struct token){.first = first, .len = (uint32_t)(end - at)};
        }
        at = end > at ? end - 1 : at;
    }
}

static void
index_words(struct tokens *out)
{
    for (size_t i = 0; i <= out->slot_mask; i++) {
        out->slots[i] = TOKEN_END;
    }
    for (size_t at = out->count; at > 0; at--) {
        struct token *token = &out->list[at - 1];
        uint32_t *slot = &out->slots[word_hash(tokens_letter(out, token), token->len) & out->slot_mask];
        token->next = *slot;
        *slot = (uint32_t)(at - 1);
    }
}

enum tnw_err
tokens_read(struct tokens *out, struct slice before, struct slice text)
{
    *out = (struct tokens){.count = 0};
    enum tnw_err err = letters_read(&out->letters, before, text);
    if (err != TNW_OK) {
        return err;
    }
    size_t letters = out->letters.count;
    size_t slots = 16;
    while (slots < letters / 4) {
        slots *= 2;
    }
    out->slot_mask = slots - 1;
    out->slots = malloc(slots * sizeof *out->slots);
    /* Single letters make a second word for each three, and their letters once more. */
    out->list = malloc((letters + letters / 3 + 1) * sizeof *out->list);
    struct letter *more = realloc(out->letters.list, (2 * letters + 1) * sizeof *more);
    out->letters.list = more == NULL ? out->letters.list : more;
    if (out->slots == NULL || out->list == NULL || more == NULL) {
        tokens_free(out);
        return TNW_E_NO_MEMORY;
    }
    mend_digits(&out->letters);
    split_tokens(out);
    read_spelt(out);
    join_single_letters(out);
    index_words(out);
    return TNW_OK;
}

void
tokens_free(struct tokens *tokens)
{
    letters_free(&tokens->letters);
    free(tokens->list);
    free(tokens->slots);
    *tokens = (struct tokens){.count = 0};
}

const struct letter *
tokens_letter(const struct tokens *tokens, const struct token *token)
{
    return &tokens->letters.list[token->first];
}

bool
tokens_is_number(const struct tokens *tokens, size_t at)
{
    return at < tokens->count && tokens->list[at].is_number;
}

bool
tokens_end_with(const struct tokens *tokens, size_t at, const char *ending)
{
    size_t len = strlen(ending);
    if (at >= tokens->count || tokens->list[at].is_number || tokens->list[at].len < len) {
        return false;
    }
    const struct letter *letter = tokens_letter(tokens, &tokens->list[at]) + tokens->list[at].len - len;
    bool same = true;
    for (size_t i = 0; same && i < len; i++) {
        same = letter[i].base == (uint32_t)ending[i];
    }
    return same;
}

bool
tokens_is(const struct tokens *tokens, size_t at, const char *word)
{
    return at < tokens->count && tokens->list[at].len == strlen(word) && tokens_end_with(tokens, at, word);
}

bool
tokens_is_one_of(const struct tokens *tokens, size_t at, const char *const words[])
{
    bool is = false;
    for (size_t i = 0; !is && words[i] != NULL; i++) {
        is = tokens_is(tokens, at, words[i]);
    }
    return is;
}

int
tokens_value(const struct tokens *tokens, size_t at)
{
    if (!tokens_is_number(tokens, at) || tokens->list[at].len > 4) {
        return -1;
    }
    int value = 0;
    const struct letter *letter = tokens_letter(tokens, &tokens->list[at]);
    for (size_t i = 0; i < tokens->list[at].len; i++) {
        value = value * 10 + (int)(letter[i].base - '0');
    }
    return value;
}

size_t
tokens_gap(const struct tokens *tokens, size_t at)
{
    if (at + 1 >= tokens->ordered) {
        return SIZE_MAX;
    }
    return tokens->list[at + 1].first - tokens->list[at + 1].spelt - tokens->list[at].first - tokens->list[at].len;
}

bool
tokens_gap_is(const struct tokens *tokens, size_t at, const char *among)
{
    size_t gap = tokens_gap(tokens, at);
    bool all = gap != SIZE_MAX;
    for (size_t i = 0; all && i < gap; i++) {
        uint32_t base = tokens->letters.list[tokens->list[at].first + tokens->list[at].len + i].base;
        all = base > 0 && base < 0x80 && strchr(among, (int)base) != NULL;
    }
    return all;
}

uint32_t
tokens_before(const struct tokens *tokens, size_t at)
{
    uint32_t first = tokens->list[at].first;
    return first == 0 ? 0 : tokens->letters.list[first - 1].base;
}

static bool
is_same(const struct letter *a, const struct letter *b, size_t len)
{
    bool same = true;
    for (size_t i = 0; same && i < len; i++) {
        same = a[i].base == b[i].base;
    }
    return same;
}

uint32_t
tokens_first_like(const struct tokens *tokens, const struct letter *word, size_t len)
{
    uint32_t at = tokens->slots[word_hash(word, len) & tokens->slot_mask];
    while (at != TOKEN_END) {
        const struct token *token = &tokens->list[at];
        if (token->len == len && !token->is_number && is_same(tokens_letter(tokens, token), word, len)) {
            return at;
        }
        at = token->next;
    }
    return TOKEN_END;
}
