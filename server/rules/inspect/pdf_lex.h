/*
 * The words of PDF (ISO 32000), a byte at a time. A token that has no end of its own is there with the byte behind
 * it.
 */
#ifndef TNW_RULES_INSPECT_PDF_LEX_H
#define TNW_RULES_INSPECT_PDF_LEX_H

#include "base/bytes.h"

enum pdf_token {
    PDF_NONE,
    PDF_NUMBER,
    PDF_WORD, /* obj, stream, true */
    PDF_NAME,
    PDF_TEXT, /* a string of either kind */
    PDF_COMMENT,
    PDF_DICT_OPEN,
    PDF_DICT_CLOSE,
    PDF_LIST_OPEN,
    PDF_LIST_CLOSE,
};

/* Longer than all names and words that mean anything here; of longer ones the beginning is kept. */
#define PDF_TOKEN_MAX 40

enum pdf_lex_in {
    PDF_IN_BLANK,
    PDF_IN_PLAIN,
    PDF_IN_NAME,
    PDF_IN_TEXT,
    PDF_IN_HEX,
    PDF_IN_COMMENT,
    PDF_IN_LESS,
    PDF_IN_MORE
};

struct pdf_lex {
    enum pdf_lex_in in;
    bool again;      /* the last byte only ended a token: it is to be given once more */
    uint64_t at;     /* bytes taken */
    uint64_t from;   /* where the token began */
    unsigned nested; /* brackets within a text */
    bool escaped;    /* in a text: the byte before was a backslash */
    unsigned digits; /* in a name: so many of #xx are to come */
    uint8_t code;    /* what they are so far */
    char text[PDF_TOKEN_MAX];
    size_t len; /* above PDF_TOKEN_MAX - 1: it was longer */
};

bool pdf_blank(uint8_t c);
bool pdf_delimits(uint8_t c);

/* Takes one byte; out: the token that is complete by it, or PDF_NONE; its text is in lex until the next begins.
 * Returns a fault, or NULL. */
const char *pdf_lex_take(struct pdf_lex *lex, uint8_t c, enum pdf_token *out);
/* Whether c ends a token that has no end of its own. */
bool pdf_lex_ends(const struct pdf_lex *lex, uint8_t c);
/* Whether it stands between two tokens. */
bool pdf_lex_idle(const struct pdf_lex *lex);
bool pdf_lex_is(const struct pdf_lex *lex, const char *text);
/* The whole number that the text is; -1: another one. */
int64_t pdf_lex_number(const struct pdf_lex *lex);

#endif
