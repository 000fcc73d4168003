#include "base/fold.h"

#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

/* A character becomes up to 18 by its decomposition (U+FDFA), and each of these up to 3 by its folding. */
#define FOLD_POINTS 64

/* Letters that no decomposition takes apart, and that people type without their stroke. Folded ones only. */
static const struct {
    uint16_t letter;
    const char *plain;
} strokes[] = {
    {0x00e6, "ae"}, {0x00f0, "d"}, {0x00f8, "o"}, {0x00fe, "th"}, {0x0111, "d"}, {0x0127, "h"},
    {0x0131, "i"},  {0x0142, "l"}, {0x014b, "n"}, {0x0153, "oe"}, {0x0167, "t"}, {0x0138, "k"},
};

static void
put_bytes(struct fold_word *word, const void *bytes, size_t len)
{
    if (word->len + len <= FOLD_WORD) {
        memcpy(word->text + word->len, bytes, len);
        word->len += len;
    }
}

/* What of a character people see but do not type: accents, and what has no width. */
static bool
is_passed_over(ucs4_t point)
{
    return uc_is_general_category_withtable(point, UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Cf);
}

/* Puts a folded character; false: it parts words. */
static bool
put_point(struct fold_word *word, ucs4_t point)
{
    uint8_t bytes[6];
    for (size_t i = 0; i < sizeof strokes / sizeof strokes[0]; i++) {
        if (strokes[i].letter == point) {
            put_bytes(word, strokes[i].plain, strlen(strokes[i].plain));
            return true;
        }
    }
    if (is_passed_over(point)) {
        return true;
    }
    int len = u8_uctomb(bytes, point, sizeof bytes);
    if (len <= 0 || !uc_is_general_category_withtable(point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N)) {
        return false;
    }
    put_bytes(word, bytes, (size_t)len);
    return true;
}

/* Puts a character, decomposed and without case; false: it parts words. */
static bool
put_folded(struct fold_word *word, ucs4_t point)
{
    uint32_t parts[FOLD_POINTS];
    uint32_t folded[FOLD_POINTS];
    size_t parts_len = FOLD_POINTS;
    size_t len = FOLD_POINTS;
    if (point < 0x80) {
        uint8_t byte = (uint8_t)(point >= 'A' && point <= 'Z' ? point - 'A' + 'a' : point);
        bool plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        put_bytes(word, &byte, plain ? 1 : 0);
        return plain;
    }
    /* Both write where they are told while there is room, and there is: they have no reason to fail. */
    if (u32_normalize(UNINORM_NFKD, &point, 1, parts, &parts_len) != parts ||
        u32_casefold(parts, parts_len, NULL, NULL, folded, &len) != folded) {
        return false;
    }
    bool all = len > 0;
    for (size_t i = 0; i < len; i++) {
        all = put_point(word, folded[i]) && all;
    }
    return all;
}

void
fold_text(struct fold_words *out, struct slice text)
{
    struct fold_word word = {.len = 0};
    out->count = 0;
    while (text.len > 0 && out->count < FOLD_WORDS) {
        ucs4_t point;
        int len = u8_mbtouc(&point, text.ptr, text.len); /* U+FFFD, which parts words, for what is no UTF-8 */
        text = slice_of(text.ptr + len, text.len - (size_t)len);
        bool goes_on = put_folded(&word, point);
        if ((!goes_on || text.len == 0) && word.len > 0) {
            out->words[out->count++] = word;
            word.len = 0;
        }
    }
}

static bool
begins_some(const struct fold_word *word, const struct fold_words *others)
{
    for (size_t i = 0; i < others->count; i++) {
        const struct fold_word *other = &others->words[i];
        if (other->len >= word->len && memcmp(other->text, word->text, word->len) == 0) {
            return true;
        }
    }
    return false;
}

bool
fold_begin(const struct fold_words *these, const struct fold_words *others)
{
    bool all = true;
    for (size_t i = 0; i < these->count && all; i++) {
        all = begins_some(&these->words[i], others);
    }
    return all;
}
