#include <string.h>

#include "pki/number.h"
#include "rules/telltale/parts.h"

/* The longest identification number. */
#define DIGITS_MAX 11
/* So many digits in a row are no dose, no score and no amount that matters here. */
#define DIGITS_LONG 8
/* Between the groups of one number: what people write, and a little more. */
#define GAP_MAX 3
/* The same where check digits tell what it is: stars, empty lines; and letters of a word: 85 dan 02. */
#define GAP_WIDE 12
#define WORD_BETWEEN 6
#define GAP_PLAIN " .-/()"

static bool
append_digits(const struct tokens *tokens, size_t at, char out[DIGITS_MAX + 1], size_t *len)
{
    const struct token *token = &tokens->list[at];
    if (*len + token->len > DIGITS_MAX) {
        return false;
    }
    for (size_t i = 0; i < token->len; i++) {
        out[(*len)++] = (char)tokens_letter(tokens, token)[i].base;
    }
    out[*len] = 0;
    return true;
}

static bool
is_year(const struct tokens *tokens, size_t at)
{
    int value = tokens_value(tokens, at);
    return tokens->list[at].len == 4 && value >= 1900 && value < 2100;
}

static bool
is_of_calendar(const struct tokens *tokens, size_t from, size_t to)
{
    bool any = false;
    for (size_t i = from; i <= to; i++) {
        any = any || tokens->list[i].is_date || is_year(tokens, i);
    }
    return any;
}

/* far: more stands between the groups than is usual, where only the longest number with two checks is meant. */
static bool
classify(const char *digits, size_t len, bool plain, bool far, day_num today, enum telltale_kind *kind)
{
    if (len == 11 && (plain || !far) && number_is_niss(digits, today)) {
        *kind = TELLTALE_NISS;
        return true;
    }
    if (far) {
        return false;
    }
    if (plain && len == 10 && number_is_cbe(digits)) {
        *kind = TELLTALE_CBE;
    } else if (plain && (len == 8 || len == 11) && number_is_nihii(digits)) {
        *kind = TELLTALE_NIHII;
    } else {
        return false;
    }
    return true;
}

/* The next group, behind a single letter or not: 85a02b15. SIZE_MAX: there is none. In/Out: far: a word or more than
 * is usual stands between. */
static size_t
next_group(const struct tokens *tokens, size_t at, bool *far)
{
    bool word = tokens_is_word(tokens, at + 1) && tokens->list[at + 1].len <= WORD_BETWEEN;
    bool letter =
        word && tokens->list[at + 1].len == 1 && tokens_gap(tokens, at) <= 1 && tokens_gap(tokens, at + 1) <= 1;
    size_t next = word ? at + 2 : at + 1;
    size_t gap = tokens_gap(tokens, next - 1);
    if (next >= tokens->ordered || !tokens_is_number(tokens, next) || gap > GAP_WIDE ||
        (word && tokens_gap(tokens, at) > GAP_MAX)) {
        return SIZE_MAX;
    }
    *far = *far || gap > GAP_MAX || (word && !letter);
    return next;
}

/* Groups from here on, whatever stands between them: their check digits tell what they are. Returns the last group of
 * the longest such number; SIZE_MAX: there is none. */
static size_t
find_checked(const struct tokens *tokens, size_t at, day_num today, struct telltales *found)
{
    char digits[DIGITS_MAX + 1];
    size_t len = 0;
    size_t last = SIZE_MAX;
    enum telltale_kind kind = TELLTALE_NISS;
    bool far = false;
    for (size_t end = at; end != SIZE_MAX && append_digits(tokens, end, digits, &len);
         end = next_group(tokens, end, &far)) {
        bool plain = !is_of_calendar(tokens, at, end);
        last = classify(digits, len, plain, far, today, &kind) ? end : last;
    }
    if (last != SIZE_MAX) {
        telltales_add(found, kind, tokens, at, last);
    }
    return last;
}

static bool
follows_plus(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->list[at];
    uint32_t first = token->first - token->spelt;
    bool spaced = first >= 2 && tokens_before(tokens, at) == ' ' && tokens->letters.list[first - 2].base == '+';
    return spaced || tokens_before(tokens, at) == '+';
}

static bool
begins_phone(const struct tokens *tokens, size_t at)
{
    return follows_plus(tokens, at) ||
           (tokens_letter(tokens, &tokens->list[at])->base == '0' && tokens->list[at].len >= 2);
}

/* 0470: whatever stands behind it. */
static bool
begins_mobile(const struct tokens *tokens, size_t at)
{
    int value = tokens_value(tokens, at);
    return tokens->list[at].len == 4 && value >= 450 && value < 500;
}

/* From here on: +32 475 12 34 56, 0475/12.34.56, 02 123 45 67, 0032… */
static size_t
find_phone(const struct tokens *tokens, size_t at, struct telltales *found)
{
    size_t len = 0;
    bool abroad = follows_plus(tokens, at);
    bool mobile = begins_mobile(tokens, at);
    if (tokens->list[at].is_date || !begins_phone(tokens, at)) {
        return SIZE_MAX;
    }
    for (size_t end = at;
         tokens_is_number(tokens, end) && (end == at || mobile || tokens_gap_is(tokens, end - 1, GAP_PLAIN)) &&
         (end == at || tokens_gap(tokens, end - 1) <= GAP_MAX);
         end++) {
        len += tokens->list[end].len;
        if (len == 9 || len == 10 || (abroad && len >= DIGITS_LONG)) {
            telltales_add(found, TELLTALE_PHONE, tokens, at, end);
            return end;
        }
    }
    return SIZE_MAX;
}

/* Digit by digit, or in words: 0 4 7 0 1 2 3 4 5 6; nul vier zeventig twaalf … */
static size_t
find_dictated(const struct tokens *tokens, size_t at, struct telltales *found)
{
    size_t len = 0;
    if (tokens_letter(tokens, &tokens->list[at])->base != '0' || tokens->list[at].len != 1) {
        return SIZE_MAX;
    }
    for (size_t end = at; tokens_is_number(tokens, end) && (end == at || tokens_gap(tokens, end - 1) <= GAP_MAX);
         end++) {
        const struct token *token = &tokens->list[end];
        if (token->len != 1 && (token->spelt == 0 || token->len > 3)) {
            break;
        }
        len += token->len;
        if (len == 9 || len == 10) {
            telltales_add(found, TELLTALE_PHONE, tokens, at, end);
            return end;
        }
    }
    return SIZE_MAX;
}

/* Many digits with nothing but plain separators between them. Years and dates are no part of it; nor are small numbers
 * alone, such as hours or scores. It looks no further than it must, so that a text of numbers costs what it is long. */
static size_t
find_long(const struct tokens *tokens, size_t at, struct telltales *found)
{
    size_t len = 0;
    size_t end = at;
    bool wide = false;
    while (len < DIGITS_LONG && tokens_is_number(tokens, end) && !tokens->list[end].is_date && !is_year(tokens, end) &&
           (end == at || (tokens_gap_is(tokens, end - 1, GAP_PLAIN) && tokens_gap(tokens, end - 1) <= GAP_MAX))) {
        len += tokens->list[end].len;
        wide = wide || tokens->list[end].len >= 3;
        end++;
    }
    if (len < DIGITS_LONG || !wide) {
        return SIZE_MAX;
    }
    telltales_add(found, TELLTALE_NUMBER, tokens, at, end - 1);
    return end - 1;
}

/* What is before ends with numbers and the text begins with some: together, whatever words stand between, they may be
 * one. */
#define ACROSS 3
static void
find_across(const struct tokens *tokens, day_num today, struct telltales *found)
{
    size_t list[2 * ACROSS];
    size_t before = 0;
    size_t count = 0;
    for (size_t at = 0; at < tokens->ordered && count < sizeof list / sizeof list[0]; at++) {
        bool is_before = tokens_letter(tokens, &tokens->list[at])->at == 0;
        if (tokens->list[at].is_number && is_before && before == ACROSS) {
            memmove(list, list + 1, (ACROSS - 1) * sizeof *list);
            list[ACROSS - 1] = at;
        } else if (tokens->list[at].is_number && (is_before || count < before + ACROSS)) {
            before += is_before ? 1 : 0;
            list[count++] = at;
        }
    }
    for (size_t first = 0; first < before; first++) {
        char digits[DIGITS_MAX + 1];
        size_t len = 0;
        for (size_t i = first; i < count && append_digits(tokens, list[i], digits, &len); i++) {
            if (i >= before && len == DIGITS_MAX && number_is_niss(digits, today)) {
                telltales_add(found, TELLTALE_NISS, tokens, list[before], list[i]);
            }
        }
    }
}

static bool
is_id_letter(const struct tokens *tokens, size_t at)
{
    return at < tokens->letters.count && tokens->letters.list[at].class != LETTER_OTHER;
}

/* dos_01J9ZQ3K4V5W6X7Y8Z9A0B1C2D: an id of this server. */
#define ID_LETTERS 26
static bool
is_id_of_server(const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->list[at];
    size_t sign = token->first + token->len;
    size_t len = 0;
    bool has_sign =
        !token->is_number && token->len == 3 && sign < tokens->letters.count && tokens->letters.list[sign].base == '_';
    while (has_sign && len < ID_LETTERS && is_id_letter(tokens, sign + 1 + len)) {
        len++;
    }
    return len == ID_LETTERS;
}

void
telltale_numbers(const struct tokens *tokens, day_num today, struct telltales *found)
{
    for (size_t at = 0; at < tokens->ordered; at++) {
        size_t last = SIZE_MAX;
        if (is_id_of_server(tokens, at)) {
            telltales_add(found, TELLTALE_NUMBER, tokens, at, at);
        } else if (tokens->list[at].is_number) {
            last = find_checked(tokens, at, today, found);
            last = last == SIZE_MAX ? find_phone(tokens, at, found) : last;
            last = last == SIZE_MAX ? find_dictated(tokens, at, found) : last;
            last = last == SIZE_MAX ? find_long(tokens, at, found) : last;
        }
        at = last == SIZE_MAX ? at : last;
    }
    find_across(tokens, today, found);
}
