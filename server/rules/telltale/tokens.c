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

/* S for 5, Z for 2, B for 8: capitals, where digits stand on both sides. L5-S1 is none, nor the b of 85a02b15. */
static void
mend_between_digits(struct letters *letters)
{
    static const struct {
        char letter;
        char digit;
    } like[] = {{'s', '5'}, {'z', '2'}, {'b', '8'}};
    for (size_t at = 1; at + 1 < letters->count; at++) {
        struct letter *letter = &letters->list[at];
        bool between = is_class(letters, at - 1, LETTER_DIGIT) && is_class(letters, at + 1, LETTER_DIGIT);
        for (size_t i = 0;
             between && letter->upper && letter->class == LETTER_ALPHA && i < sizeof like / sizeof like[0]; i++) {
            if (letter->base == (uint32_t)like[i].letter) {
                letter->base = (uint32_t)like[i].digit;
                letter->class = LETTER_DIGIT;
            }
        }
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

void
tokens_index(struct tokens *out)
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

/* Words beside those that stand there are three or four letters long at least. */
static size_t
tokens_most(size_t letters)
{
    return letters + letters / 3 + 2 * (letters / 4) + 1;
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
    out->list = malloc(tokens_most(letters) * sizeof *out->list);
    struct letter *more = realloc(out->letters.list, (TOKENS_LETTERS_MORE * letters + 1) * sizeof *more);
    out->letters.list = more == NULL ? out->letters.list : more;
    if (out->slots == NULL || out->list == NULL || more == NULL) {
        tokens_free(out);
        return TNW_E_NO_MEMORY;
    }
    mend_digits(&out->letters);
    mend_between_digits(&out->letters);
    split_tokens(out);
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
tokens_is_word(const struct tokens *tokens, size_t at)
{
    return at < tokens->count && !tokens->list[at].is_number;
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
    uint32_t first = tokens->list[at].first - tokens->list[at].spelt;
    return first == 0 ? 0 : tokens->letters.list[first - 1].base;
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

bool
tokens_has_own_capital(const struct tokens *tokens, size_t at)
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
