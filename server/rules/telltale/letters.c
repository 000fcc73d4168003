#include "rules/telltale/letters.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

/* Letters of other scripts that a reader takes for Latin ones, in lower case: of two that look alike only in upper
 * case, that one. Own list. */
static const struct {
    uint32_t looks;
    const char *like;
} lookalikes[] = {
    {0x00df, "ss"}, {0x00e6, "ae"}, {0x00f8, "o"}, {0x0153, "oe"}, {0x0142, "l"}, {0x0111, "d"}, {0x00f0, "d"},
    {0x00fe, "th"}, {0x0131, "i"},  {0x0261, "g"}, {0x0251, "a"},  {0x0430, "a"}, {0x0432, "b"}, {0x0435, "e"},
    {0x043a, "k"},  {0x043c, "m"},  {0x043d, "h"}, {0x043e, "o"},  {0x0440, "p"}, {0x0441, "c"}, {0x0442, "t"},
    {0x0443, "y"},  {0x0445, "x"},  {0x0455, "s"}, {0x0456, "i"},  {0x0458, "j"}, {0x04bb, "h"}, {0x0501, "d"},
    {0x051b, "q"},  {0x051d, "w"},  {0x03b1, "a"}, {0x03b2, "b"},  {0x03b5, "e"}, {0x03b6, "z"}, {0x03b7, "h"},
    {0x03b9, "i"},  {0x03ba, "k"},  {0x03bc, "m"}, {0x03bd, "v"},  {0x03bf, "o"}, {0x03c1, "p"}, {0x03c4, "t"},
    {0x03c5, "y"},  {0x03c7, "x"},
};

/* At the end of a word sigma has another form, which no capital has. */
#define FINAL_SIGMA 0x03c2

static void
add_letter(struct letters *out, struct letter letter)
{
    if (out->count < out->room) {
        out->list[out->count++] = letter;
    }
}

static void
add_alpha(struct letters *out, uint32_t lower, uint32_t at, bool upper)
{
    struct letter letter = {.at = at, .class = LETTER_ALPHA, .upper = upper};
    for (size_t i = 0; i < sizeof lookalikes / sizeof lookalikes[0]; i++) {
        if (lookalikes[i].looks == lower) {
            for (const char *like = lookalikes[i].like; *like != 0; like++) {
                letter.base = (uint32_t)*like;
                add_letter(out, letter);
            }
            return;
        }
    }
    letter.base = lower == FINAL_SIGMA ? FINAL_SIGMA + 1 : lower;
    add_letter(out, letter);
}

/* A part of a character that is taken apart: a letter, a digit, its accent, or something between words. */
static void
add_part(struct letters *out, uint32_t part, uint32_t at)
{
    int digit = uc_decimal_value(part);
    if (uc_is_general_category_withtable(part, UC_CATEGORY_MASK_M)) {
        if (out->count > 0 && out->list[out->count - 1].class == LETTER_ALPHA) {
            out->list[out->count - 1].accented = true;
        }
    } else if (digit >= 0) {
        add_letter(out, (struct letter){.base = '0' + (uint32_t)digit, .at = at, .class = LETTER_DIGIT});
    } else if (uc_is_alpha(part)) {
        add_alpha(out, uc_tolower(part), at, uc_tolower(part) != part);
    } else if (!uc_is_property_default_ignorable_code_point(part) &&
               !uc_is_general_category_withtable(part, UC_CATEGORY_MASK_Cf)) {
        add_letter(out, (struct letter){.base = uc_is_property_white_space(part) && part != '\n' ? ' ' : part,
                                        .at = at,
                                        .class = LETTER_OTHER});
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
