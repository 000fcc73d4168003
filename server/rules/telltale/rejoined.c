#include "rules/telltale/rejoined.h"

/* So many letters at least make a word. */
#define WORD_LEAST 3
#define MASKED_LEAST 4

static bool
is_alone(const struct tokens *tokens, size_t at)
{
    return at < tokens->ordered && !tokens->list[at].is_number && tokens->list[at].len == 1;
}

/* Keeps the letters from first on as a word, or takes them back. */
static void
end_word(struct tokens *out, uint32_t first, size_t least)
{
    uint32_t len = (uint32_t)out->letters.count - first;
    if (len >= least) {
        out->list[out->count++] = (struct token){.first = first, .len = len};
    } else {
        out->letters.count = first;
    }
}

static void
join_single_letters(struct tokens *out)
{
    for (size_t at = 0; at < out->ordered; at++) {
        size_t end = at;
        uint32_t first = (uint32_t)out->letters.count;
        while (is_alone(out, end) && (end == at || tokens_gap(out, end - 1) <= 2)) {
            out->letters.list[out->letters.count++] = out->letters.list[out->list[end++].first];
        }
        end_word(out, first, WORD_LEAST);
        at = end > at ? end - 1 : at;
    }
}

/* Digits and signs that stand for letters. */
static const struct {
    char sign;
    char letter;
    char other; /* what else it may stand for */
} masks[] = {{'0', 'o', 'o'}, {'1', 'i', 'l'}, {'3', 'e', 'e'}, {'4', 'a', 'a'}, {'5', 's', 's'}, {'7', 't', 't'},
             {'8', 'b', 'b'}, {'@', 'a', 'a'}, {'!', 'i', 'l'}, {'|', 'l', 'i'}, {'$', 's', 's'}};
#define EURO 0x20ac

/* Returns the letter; 0: it stands for none. */
static uint32_t
unmask(const struct letter *letter, bool other)
{
    if (letter->class == LETTER_ALPHA) {
        return letter->base;
    }
    for (size_t i = 0; i < sizeof masks / sizeof masks[0]; i++) {
        if (letter->base == (uint32_t)masks[i].sign) {
            return (uint32_t)(other ? masks[i].other : masks[i].letter);
        }
    }
    return letter->base == EURO ? 'e' : 0;
}

/* Up to where it goes; masked: whether something in it stands for a letter, beside letters. */
static size_t
find_masked(const struct letters *letters, size_t from, size_t count, bool *masked)
{
    size_t end = from;
    size_t alpha = 0;
    while (end < count && unmask(&letters->list[end], false) != 0) {
        alpha += letters->list[end].class == LETTER_ALPHA ? 1 : 0;
        end++;
    }
    *masked = alpha >= 2 && alpha < end - from;
    return end;
}

static void
add_unmasked(struct tokens *out, size_t from, size_t end, bool other)
{
    uint32_t first = (uint32_t)out->letters.count;
    for (size_t i = from; i < end; i++) {
        struct letter letter = out->letters.list[i];
        letter.base = unmask(&letter, other);
        letter.class = LETTER_ALPHA;
        out->letters.list[out->letters.count++] = letter;
    }
    end_word(out, first, MASKED_LEAST);
}

static void
join_masked_letters(struct tokens *out, size_t count)
{
    for (size_t at = 0; at < count;) {
        bool masked;
        size_t end = find_masked(&out->letters, at, count, &masked);
        for (unsigned other = 0; masked && other < 2; other++) {
            add_unmasked(out, at, end, other != 0);
        }
        at = end > at ? end : at + 1;
    }
}

void
rejoined_add(struct tokens *tokens)
{
    size_t letters = tokens->letters.count;
    join_single_letters(tokens);
    join_masked_letters(tokens, letters);
}
