#include "rules/inspect/pdf_shadow.h"

#include "rules/inspect/pdf_lex.h"

/* A number, blank, a number, and the letters of obj so far. */
enum { NUMBERS_NONE, NUMBERS_FIRST, NUMBERS_BETWEEN, NUMBERS_SECOND, NUMBERS_BEHIND, NUMBERS_O, NUMBERS_B, NUMBERS_J };

static uint8_t
pdf_numbers_after(uint8_t state, uint8_t c)
{
    if (c >= '0' && c <= '9') {
        return state >= NUMBERS_BETWEEN && state <= NUMBERS_BEHIND ? NUMBERS_SECOND : NUMBERS_FIRST;
    }
    if (pdf_blank(c)) {
        return state == NUMBERS_FIRST || state == NUMBERS_BETWEEN   ? NUMBERS_BETWEEN
               : state == NUMBERS_SECOND || state == NUMBERS_BEHIND ? NUMBERS_BEHIND
                                                                    : NUMBERS_NONE;
    }
    if (c == 'o' && (state == NUMBERS_SECOND || state == NUMBERS_BEHIND)) {
        return NUMBERS_O;
    }
    return c == 'b' && state == NUMBERS_O ? NUMBERS_B : c == 'j' && state == NUMBERS_B ? NUMBERS_J : NUMBERS_NONE;
}

/* A % within a comment may begin one for who begins to read there: the further of both counts. */
static void
pdf_comment_take(struct pdf_numbers *numbers, uint8_t c)
{
    uint8_t inner = pdf_numbers_after(numbers->inner, ' ');
    if (c == '%' && inner > numbers->state && inner <= NUMBERS_BEHIND) {
        numbers->state = inner;
    }
    numbers->inner = pdf_numbers_after(numbers->inner, c);
    numbers->comment = c != '\n' && c != '\r';
}

/* Whether c ends an "obj" behind two numbers. */
static bool
pdf_numbers_take(struct pdf_numbers *numbers, uint8_t c, bool comments)
{
    if (numbers->comment) {
        pdf_comment_take(numbers, c);
        return false;
    }
    bool found = numbers->state == NUMBERS_J && (pdf_blank(c) || pdf_delimits(c));
    bool comment = comments && c == '%' && numbers->state >= NUMBERS_FIRST && numbers->state <= NUMBERS_BEHIND;
    numbers->state = pdf_numbers_after(numbers->state, comment ? ' ' : c);
    numbers->comment = comment;
    numbers->inner = NUMBERS_NONE;
    return found;
}

/* The word of a sentence has no dictionary behind it. Whether c begins the one of a trailer that was not met. */
static bool
pdf_trailer_take(struct pdf_shadow *shadow, uint8_t c, bool met)
{
    static const char word[] = "trailer";
    bool ends = shadow->trailer == sizeof word - 1 && (pdf_blank(c) || pdf_delimits(c));
    bool waits = (ends && !met) || shadow->waits;
    shadow->waits = waits && pdf_blank(c);
    bool next = shadow->trailer < sizeof word - 1 && c == (uint8_t)word[shadow->trailer];
    shadow->trailer = (uint8_t)(next ? shadow->trailer + 1 : c == 't');
    return waits && (c == '<' || c == '%');
}

void
pdf_shadow_take(struct pdf_shadow *shadow, uint8_t c, bool met_object, bool met_trailer)
{
    bool plain = pdf_numbers_take(&shadow->plain, c, false);
    bool commented = pdf_numbers_take(&shadow->commented, c, true);
    bool trailer = pdf_trailer_take(shadow, c, met_trailer);
    shadow->hidden = shadow->hidden || ((plain || commented) && !met_object) || trailer;
}
