/*
 * The consent decision a second time, from docs/design and schemas/policy.json alone: the model's side of the argument.
 */
#ifndef TNW_HISTORY_RULES_H
#define TNW_HISTORY_RULES_H

#include <stdbool.h>

#include "base/codes.h"

#define RULES_LAWS 16

struct rules {
    code_set read[ROLE_COUNT]; /* categories that a role may ever read, write */
    code_set write[ROLE_COUNT];
    code_set invite[ROLE_COUNT];
    bool confer[ROLE_COUNT];
    code_set record;    /* roles that record a consent */
    code_set addressed; /* roles that see of a thread only what is addressed to them */
    size_t law_count;
    struct {
        char code[48];
        code_set roles;
        code_set categories;
        code_set actions;
        code_set purposes;
        unsigned seats;
        bool
            of_extensions; /* it speaks of some fragments: of those in a history, of certificates that extend another */
    } laws[RULES_LAWS];
};

/* Reads schemas/policy.json below the working directory. Returns whether it could. */
bool rules_load(struct rules *rules);

#endif
