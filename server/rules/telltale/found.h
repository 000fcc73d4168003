/*
 * What was found in a text, and where.
 */
#ifndef TNW_RULES_TELLTALE_FOUND_H
#define TNW_RULES_TELLTALE_FOUND_H

#include "rules/telltale/tokens.h"

enum telltale_kind {
    TELLTALE_NISS,
    TELLTALE_NIHII,
    TELLTALE_CBE,
    TELLTALE_PHONE,
    TELLTALE_NUMBER, /* a long one of any other kind */
    TELLTALE_EMAIL,
    TELLTALE_BIRTH,
    TELLTALE_ADDRESS,
    TELLTALE_NAME,
    TELLTALE_KINDS
};

/* Further ones are not told: the writer comes again anyway. */
#define TELLTALES_MAX 8

struct telltale {
    enum telltale_kind kind;
    uint32_t at; /* its first character, from 1 */
};

struct telltales {
    struct telltale list[TELLTALES_MAX];
    size_t count;
};

/* Once for each place and kind; not what lies all in what was there before. */
void telltales_add(struct telltales *found, enum telltale_kind kind, const struct tokens *tokens, size_t first,
                   size_t last);

#endif
