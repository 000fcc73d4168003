#include "rules/inspect/pdf_lex.h"

#include <string.h>

static const char misshapen[] = "is no sound PDF: brackets do not match";

bool
pdf_blank(uint8_t c)
{
    return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

bool
pdf_delimits(uint8_t c)
{
    return c != 0 && strchr("()<>[]{}/%", c) != NULL;
}

static void
pdf_lex_begin(struct pdf_lex *lex, enum pdf_lex_in in)
{
    lex->in = in;
    lex->from = lex->at;
    lex->len = 0;
    lex->text[0] = 0;
    lex->nested = 0;
    lex->escaped = false;
    lex->digits = 0;
}

static void
pdf_lex_put(struct pdf_lex *lex, uint8_t c)
{
    if (lex->len < PDF_TOKEN_MAX - 1) {
        lex->text[lex->len] = (char)c;
        lex->text[lex->len + 1] = 0;
    }
    lex->len += lex->len < PDF_TOKEN_MAX ? 1 : 0;
}

static int
pdf_hex(uint8_t c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* A name may be written with #xx for any byte: /J#61vaScript. What follows # and is no such code is refused, since
 * readers differ in what they make of it. */
static const char *
pdf_lex_name(struct pdf_lex *lex, uint8_t c)
{
    int digit = pdf_hex(c);
    if (lex->digits > 0 && digit < 0) {
        return "is no sound PDF: a name is written in a way of its own";
    }
    if (lex->digits > 0) {
        lex->code = (uint8_t)(lex->code << 4 | digit);
        if (--lex->digits == 0) {
            pdf_lex_put(lex, lex->code);
        }
    } else if (c == '#') {
        lex->digits = 2;
    } else {
        pdf_lex_put(lex, c);
    }
    return NULL;
}

static enum pdf_token
pdf_lex_text(struct pdf_lex *lex, uint8_t c)
{
    if (lex->escaped) {
        lex->escaped = false;
    } else if (c == '\\') {
        lex->escaped = true;
    } else if (c == '(') {
        lex->nested++;
    } else if (c == ')' && lex->nested-- == 0) {
        lex->in = PDF_IN_BLANK;
        return PDF_TEXT;
    }
    return PDF_NONE;
}

static enum pdf_token
pdf_lex_kind(const struct pdf_lex *lex)
{
    if (lex->in == PDF_IN_NAME) {
        return PDF_NAME;
    }
    bool number = lex->text[0] != 0 && strchr("+-.0123456789", lex->text[0]) != NULL;
    return number ? PDF_NUMBER : PDF_WORD;
}

/* What begins with c. */
static const char *
pdf_lex_first(struct pdf_lex *lex, uint8_t c, enum pdf_token *out)
{
    lex->in = PDF_IN_BLANK;
    lex->from = lex->at;
    switch (c) {
    case '/':
        pdf_lex_begin(lex, PDF_IN_NAME);
        return NULL;
    case '(':
        pdf_lex_begin(lex, PDF_IN_TEXT);
        return NULL;
    case '%':
        pdf_lex_begin(lex, PDF_IN_COMMENT);
        return NULL;
    case '<':
        pdf_lex_begin(lex, PDF_IN_LESS);
        return NULL;
    case '>':
        lex->in = PDF_IN_MORE;
        return NULL;
    case '[':
        *out = PDF_LIST_OPEN;
        return NULL;
    case ']':
        *out = PDF_LIST_CLOSE;
        return NULL;
    case ')':
    case '{':
    case '}':
        return misshapen;
    default:
        if (!pdf_blank(c)) {
            pdf_lex_begin(lex, PDF_IN_PLAIN);
            pdf_lex_put(lex, c);
        }
        return NULL;
    }
}

bool
pdf_lex_ends(const struct pdf_lex *lex, uint8_t c)
{
    return (lex->in == PDF_IN_PLAIN || lex->in == PDF_IN_NAME) && (pdf_blank(c) || pdf_delimits(c));
}

static const char *
pdf_lex_plain(struct pdf_lex *lex, uint8_t c, enum pdf_token *out)
{
    if (!pdf_lex_ends(lex, c)) {
        if (lex->in == PDF_IN_NAME) {
            return pdf_lex_name(lex, c);
        }
        pdf_lex_put(lex, c);
        return NULL;
    }
    if (lex->in == PDF_IN_NAME && lex->digits > 0) {
        return "is no sound PDF: a name is written in a way of its own";
    }
    *out = pdf_lex_kind(lex);
    lex->in = PDF_IN_BLANK;
    lex->again = true;
    return NULL;
}

const char *
pdf_lex_take(struct pdf_lex *lex, uint8_t c, enum pdf_token *out)
{
    const char *fault = NULL;
    *out = PDF_NONE;
    lex->again = false;
    switch (lex->in) {
    case PDF_IN_BLANK:
        fault = pdf_lex_first(lex, c, out);
        break;
    case PDF_IN_PLAIN:
    case PDF_IN_NAME:
        fault = pdf_lex_plain(lex, c, out);
        break;
    case PDF_IN_TEXT:
        *out = pdf_lex_text(lex, c);
        break;
    case PDF_IN_HEX:
        *out = c == '>' ? PDF_TEXT : PDF_NONE;
        lex->in = c == '>' ? PDF_IN_BLANK : PDF_IN_HEX;
        fault = c != '>' && pdf_hex(c) < 0 && !pdf_blank(c) ? misshapen : NULL;
        break;
    case PDF_IN_COMMENT:
        *out = c == '\n' || c == '\r' ? PDF_COMMENT : PDF_NONE;
        lex->in = *out == PDF_COMMENT ? PDF_IN_BLANK : PDF_IN_COMMENT;
        if (*out == PDF_NONE) {
            pdf_lex_put(lex, c);
        }
        break;
    case PDF_IN_LESS:
        *out = c == '<' ? PDF_DICT_OPEN : c == '>' ? PDF_TEXT : PDF_NONE;
        lex->in = *out != PDF_NONE ? PDF_IN_BLANK : PDF_IN_HEX;
        fault = *out == PDF_NONE && pdf_hex(c) < 0 && !pdf_blank(c) ? misshapen : NULL;
        break;
    case PDF_IN_MORE:
        *out = PDF_DICT_CLOSE;
        lex->in = PDF_IN_BLANK;
        fault = c == '>' ? NULL : misshapen;
        break;
    }
    lex->at += lex->again ? 0 : 1;
    return fault;
}

bool
pdf_lex_idle(const struct pdf_lex *lex)
{
    return lex->in == PDF_IN_BLANK;
}

bool
pdf_lex_is(const struct pdf_lex *lex, const char *text)
{
    return lex->len < PDF_TOKEN_MAX && strcmp(lex->text, text) == 0;
}

int64_t
pdf_lex_number(const struct pdf_lex *lex)
{
    int64_t number = 0;
    for (size_t i = 0; i < lex->len; i++) {
        if (lex->text[i] < '0' || lex->text[i] > '9' || i >= 15) {
            return -1;
        }
        number = number * 10 + (lex->text[i] - '0');
    }
    return number;
}
