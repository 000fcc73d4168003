/*
 * What the rules of categories take from schemas/category_rules.json, compiled in: numbers, a row for each span of
 * days, what a member may be in a role, and who signs.
 */
#ifndef TNW_RULES_CATEGORY_CATEGORY_DATA_H
#define TNW_RULES_CATEGORY_CATEGORY_DATA_H

#include "base/clock.h"
#include "base/codes.h"

struct category_number {
    const char *code;
    int value;
    const char *from;    /* "" for ever before */
    const char *until;   /* included; "" for ever after */
    const char *refusal; /* what who goes beyond it is told; "" where nothing goes beyond it */
};

/* Terminated by a row without code. */
extern const struct category_number category_numbers[];

/* The number with that code on that day; the last row when there is none. */
const struct category_number *category_number_on(const char *code, day_num day);

/* In that role a member of the content is one of these. */
struct category_values {
    enum category category;
    enum role role;
    const char *member;
    const char *pointer;       /* to the member */
    const char *const *values; /* terminated by NULL */
    const char *refusal;
};

/* Terminated by a row without a member. */
extern const struct category_values category_values[];

/* Of each category the roles that sign it. */
extern const code_set category_signatures[CATEGORY_COUNT];

#endif
