#include "base/fold.h"

#include <string.h>

/* The letters that those from U+00C0 to U+017F are built on; a blank parts words. */
static const char bases[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts"
                            "aaaaaaaceeeeiiiidnooooo ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnn"
                            "oooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
_Static_assert(sizeof bases - 1 == 0x180 - 0xc0, "one for each");

/* Takes the next character off; what is no UTF-8 comes byte by byte. */
static uint32_t
take_point(struct slice *rest, struct slice *bytes)
{
    uint8_t lead = rest->ptr[0];
    size_t len = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    uint32_t point = len == 1 ? lead : lead & (0x7fU >> len);
    len = len > rest->len ? 1 : len;
    for (size_t i = 1; i < len; i++) {
        point = point << 6 | (rest->ptr[i] & 0x3fU);
    }
    *bytes = slice_of(rest->ptr, len);
    *rest = slice_of(rest->ptr + len, rest->len - len);
    return point;
}

static bool
is_accent(uint32_t point)
{
    return point >= 0x300 && point < 0x370;
}

/* Writes the folded letter; returns its length, 0 for what parts words. */
static size_t
fold_letter(uint32_t point, struct slice bytes, char out[4])
{
    char base = ' ';
    if (point < 0x80) {
        bool upper = point >= 'A' && point <= 'Z';
        bool plain = (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
        base = upper ? (char)(point - 'A' + 'a') : plain ? (char)point : ' ';
    } else if (point >= 0xc0 && point < 0x180) {
        base = bases[point - 0xc0];
    } else if (point >= 0x180 && (point < 0x2000 || point >= 0x2070) && point != 0x3000) {
        memcpy(out, bytes.ptr, bytes.len);
        return bytes.len;
    }
    out[0] = base;
    return base == ' ' ? 0 : 1;
}

void
fold_text(struct fold_words *out, struct slice text)
{
    struct fold_word word = {.len = 0};
    out->count = 0;
    while (text.len > 0 && out->count < FOLD_WORDS) {
        char letter[4];
        struct slice bytes;
        uint32_t point = take_point(&text, &bytes);
        size_t len = is_accent(point) ? 0 : fold_letter(point, bytes, letter);
        if (len > 0 && word.len + len <= FOLD_WORD) {
            memcpy(word.text + word.len, letter, len);
            word.len += len;
        }
        bool ends = (len == 0 && !is_accent(point)) || text.len == 0;
        if (ends && word.len > 0) {
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
