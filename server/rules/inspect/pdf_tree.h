/*
 * Dictionaries and lists of PDF, to tell keys from values, and what a document may not hold: what runs, what is
 * hidden in it as a file, what is encrypted.
 */
#ifndef TNW_RULES_INSPECT_PDF_TREE_H
#define TNW_RULES_INSPECT_PDF_TREE_H

#include "rules/inspect/pdf_lex.h"

/* Keys of a stream's dictionary that mean something here. */
enum pdf_key {
    PDF_KEY_OTHER,
    PDF_KEY_LENGTH,
    PDF_KEY_FILTER,
    PDF_KEY_PARMS,
    PDF_KEY_TYPE,
    PDF_KEY_FIRST,
    PDF_KEY_N,
    PDF_KEY_OUTSIDE
};

struct pdf_tree {
    unsigned depth;
    /* A bit for each level: */
    uint64_t dict;    /* not a list */
    uint64_t keyed;   /* a key was there */
    uint64_t valued;  /* and something behind it */
    uint64_t linked;  /* it is what a link does, which somebody has to choose: the value of /A */
    enum pdf_key top; /* the key of the outermost level */
    bool is_link;     /* of this level: /A */
    bool is_action;   /* of this level: /S */
    bool is_opening;  /* of this level: /OpenAction */
    bool opens;       /* something is done when it is opened */
    bool acts;        /* something other than to turn to a page is done, without being chosen */
};

/* Returns a fault, or NULL. key: whether the token is a key. */
const char *pdf_tree_take(struct pdf_tree *tree, enum pdf_token token, const struct pdf_lex *lex, bool *key);

#endif
