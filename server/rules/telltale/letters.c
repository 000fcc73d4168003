#include "rules/telltale/letters.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

/* Letters of other scripts, small capitals and turned letters that a reader takes for Latin ones, in lower case: of two
 * that look alike only in upper case, that one. In their order. Own list. */
static const struct {
    uint32_t looks;
    const char *like;
} lookalikes[] = {
    {0x00df, "ss"}, {0x00e6, "ae"}, {0x00f0, "d"}, {0x00f8, "o"}, {0x00fe, "th"}, {0x0111, "d"}, {0x0131, "i"},
    {0x0142, "l"},  {0x0153, "oe"}, {0x01dd, "e"}, {0x0250, "a"}, {0x0251, "a"},  {0x0253, "b"}, {0x0254, "c"},
    {0x0259, "e"},  {0x025f, "f"},  {0x0261, "g"}, {0x0262, "g"}, {0x0265, "h"},  {0x026a, "i"}, {0x026f, "m"},
    {0x0274, "n"},  {0x0279, "r"},  {0x027e, "j"}, {0x0280, "r"}, {0x0287, "t"},  {0x028c, "v"}, {0x028d, "w"},
    {0x028e, "y"},  {0x028f, "y"},  {0x0299, "b"}, {0x029c, "h"}, {0x029e, "k"},  {0x029f, "l"}, {0x03b1, "a"},
    {0x03b2, "b"},  {0x03b5, "e"},  {0x03b6, "z"}, {0x03b7, "h"}, {0x03b9, "i"},  {0x03ba, "k"}, {0x03bc, "m"},
    {0x03bd, "v"},  {0x03bf, "o"},  {0x03c1, "p"}, {0x03c4, "t"}, {0x03c5, "y"},  {0x03c7, "x"}, {0x0430, "a"},
    {0x0432, "b"},  {0x0435, "e"},  {0x043a, "k"}, {0x043c, "m"}, {0x043d, "h"},  {0x043e, "o"}, {0x0440, "p"},
    {0x0441, "c"},  {0x0442, "t"},  {0x0443, "y"}, {0x0445, "x"}, {0x0455, "s"},  {0x0456, "i"}, {0x0458, "j"},
    {0x04bb, "h"},  {0x0501, "d"},  {0x051b, "q"}, {0x051d, "w"}, {0x0561, "w"},  {0x0562, "f"}, {0x0565, "t"},
    {0x0566, "q"},  {0x0570, "h"},  {0x0575, "j"}, {0x0578, "n"}, {0x057d, "u"},  {0x0581, "g"}, {0x0584, "p"},
    {0x0585, "o"},  {0x13fc, "b"},  {0x1d00, "a"}, {0x1d04, "c"}, {0x1d05, "d"},  {0x1d07, "e"}, {0x1d09, "i"},
    {0x1d0a, "j"},  {0x1d0b, "k"},  {0x1d0d, "m"}, {0x1d0f, "o"}, {0x1d18, "p"},  {0x1d1b, "t"}, {0x1d1c, "u"},
    {0x1d20, "v"},  {0x1d21, "w"},  {0x1d22, "z"}, {0xa730, "f"}, {0xa731, "s"},  {0xab70, "d"}, {0xab71, "r"},
    {0xab72, "t"},  {0xab75, "i"},  {0xab7a, "a"}, {0xab7b, "j"}, {0xab7c, "e"},  {0xab83, "w"}, {0xab87, "m"},
    {0xab8b, "h"},  {0xab8d, "y"},  {0xab90, "g"}, {0xab93, "z"}, {0xab9c, "u"},  {0xab9e, "b"}, {0xaba2, "r"},
    {0xaba4, "w"},  {0xaba9, "v"},  {0xabaa, "s"}, {0xabae, "l"}, {0xabaf, "c"},  {0xabb2, "p"}, {0xabb6, "k"},
    {0xabb7, "d"},
};

/* At the end of a word sigma has another form, which no capital has. */
#define FINAL_SIGMA 0x03c2
/* It is no o with a mark on it, but people write oe for it, as for one. */
#define O_WITH_STROKE 0x00f8

static void
add_letter(struct letters *out, struct letter letter)
{
    if (out->count < out->room) {
        out->list[out->count++] = letter;
    }
}

/* NULL: none. */
static const char *
looks_like(uint32_t lower)
{
    size_t from = 0;
    size_t to = sizeof lookalikes / sizeof lookalikes[0];
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (lookalikes[middle].looks == lower) {
            return lookalikes[middle].like;
        }
        from = lookalikes[middle].looks < lower ? middle + 1 : from;
        to = lookalikes[middle].looks < lower ? to : middle;
    }
    return NULL;
}

static void
add_alpha(struct letters *out, uint32_t lower, uint32_t at, bool upper)
{
    struct letter letter = {.at = at, .class = LETTER_ALPHA, .upper = upper, .accented = lower == O_WITH_STROKE};
    const char *like = lower < 0x80 ? NULL : looks_like(lower);
    if (like == NULL) {
        letter.base = lower == FINAL_SIGMA ? FINAL_SIGMA + 1 : lower;
        add_letter(out, letter);
        return;
    }
    for (; *like != 0; like++) {
        letter.base = (uint32_t)*like;
        add_letter(out, letter);
    }
}

/* Signs that are the letters a to z in a frame, or of a flag: where each alphabet begins. */
static const uint32_t framed[] = {0x1f150, 0x1f170, 0x1f1e6};

/* Returns the letter, or the sign itself. */
static uint32_t
take_off_frame(uint32_t sign)
{
    for (size_t i = 0; i < sizeof framed / sizeof framed[0]; i++) {
        if (sign >= framed[i] && sign < framed[i] + 26) {
            return 'a' + (sign - framed[i]);
        }
    }
    return sign;
}

/* What stands between words, as one of the signs that people type: dashes, dots, strokes. */
static uint32_t
plain_sign(uint32_t sign)
{
    switch (sign) {
    case '\n':
        return sign;
    case 0x00b7: /* middle dot */
    case 0x2022:
    case 0x2027:
    case 0x22c5:
        return '.';
    case 0x2044: /* fraction slash */
    case 0x2215:
        return '/';
    case 0x2800: /* Braille without a dot */
        return ' ';
    default:
        break;
    }
    return uc_is_property_white_space(sign)                              ? ' '
           : uc_is_general_category_withtable(sign, UC_CATEGORY_MASK_Pd) ? '-'
                                                                         : sign;
}

/* A part of a character that is taken apart: a letter, a digit, its accent, or something between words. */
static void
add_part(struct letters *out, uint32_t part, uint32_t at)
{
    int digit = uc_digit_value(part);
    part = take_off_frame(part);
    if (uc_is_general_category_withtable(part, UC_CATEGORY_MASK_M)) {
        if (out->count > 0 && out->list[out->count - 1].class == LETTER_ALPHA) {
            out->list[out->count - 1].accented = true;
        }
    } else if (uc_is_property_default_ignorable_code_point(part) ||
               uc_is_general_category_withtable(part, UC_CATEGORY_MASK_Cf)) {
        return;
    } else if (digit >= 0) {
        add_letter(out, (struct letter){.base = '0' + (uint32_t)digit, .at = at, .class = LETTER_DIGIT});
    } else if (uc_is_alpha(part)) {
        add_alpha(out, uc_tolower(part), at, uc_tolower(part) != part);
    } else {
        add_letter(out, (struct letter){.base = plain_sign(part), .at = at, .class = LETTER_OTHER});
    }
}

static void
add_character(struct letters *out, uint32_t character, uint32_t at)
{
    uint32_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    size_t count = UC_DECOMPOSITION_MAX_LENGTH;
    if (character < 0x80) {
        add_part(out, character, at);
        return;
    }
    uint32_t *found = u32_normalize(UNINORM_NFKD, &character, 1, parts, &count);
    for (size_t i = 0; found != NULL && i < count; i++) {
        add_part(out, found[i], at);
    }
    if (found != NULL && found != parts) {
        free(found);
    }
}

static void
add_text(struct letters *out, struct slice text, bool counted)
{
    uint32_t at = 0;
    while (text.len > 0) {
        ucs4_t character;
        int len = u8_mbtouc(&character, text.ptr, text.len);
        at += counted ? 1 : 0;
        add_character(out, character, at);
        text = slice_of(text.ptr + len, text.len - (size_t)len);
    }
}

/* The room: a character becomes 18 letters at most (U+FDFA), six for each of its bytes; ligatures two for two. */
enum tnw_err
letters_read(struct letters *out, struct slice before, struct slice text)
{
    *out = (struct letters){.room = (before.len + text.len) * 6 + 1};
    out->list = malloc(out->room * sizeof *out->list);
    if (out->list == NULL) {
        return TNW_E_NO_MEMORY;
    }
    add_text(out, before, false);
    if (before.len > 0) {
        add_letter(out, (struct letter){.base = '-', .class = LETTER_OTHER});
    }
    add_text(out, text, true);
    return TNW_OK;
}

void
letters_free(struct letters *letters)
{
    if (letters->list != NULL) {
        bytes_wipe(letters->list, letters->count * sizeof *letters->list);
    }
    free(letters->list);
    *letters = (struct letters){0};
}
