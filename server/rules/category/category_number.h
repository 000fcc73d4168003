/*
 * The numbers in the rules of categories, from schemas/category_rules.json: a row for each span of days, compiled in.
 */
#ifndef TNW_RULES_CATEGORY_CATEGORY_NUMBER_H
#define TNW_RULES_CATEGORY_CATEGORY_NUMBER_H

#include "base/clock.h"

struct category_number {
    const char *code;
    int value;
    const char *from;  /* "" for ever before */
    const char *until; /* included; "" for ever after */
};

/* Terminated by a row without code. */
extern const struct category_number category_numbers[];

/* The number with that code on that day. 0: there is none. */
int category_number_on(const char *code, day_num day);

#endif
