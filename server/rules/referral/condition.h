/*
 * When a row of the doorverwijshulp counts. As a match of the timeline: alternatives, of which one must fit; one fits
 * when all its members do.
 *   FACT: [VALUE]                                    it is one of these; "unknown" is a value
 *   "half_months": {"from": N, "below": N}           of the unfitness; both, or one of them; not known fits neither
 *   "help": [HELP]                                   one of these is asked for
 */
#ifndef TNW_RULES_REFERRAL_CONDITION_H
#define TNW_RULES_REFERRAL_CONDITION_H

#include "rules/reader.h"
#include "rules/referral/facts.h"

#define CONDITION_ALTERNATIVES 6

struct condition_part {
    code_set allowed[REFERRAL_FACT_COUNT]; /* of its values; 0: it is not asked */
    unsigned from;                         /* least value of MONTHS; 0: it is not asked */
    unsigned below;                        /* 0: no bound */
    code_set help;                         /* 0: it is not asked */
};

/* None: always. */
struct condition {
    size_t count;
    struct condition_part any[CONDITION_ALTERNATIVES];
};

struct condition condition_read(const struct reader *row, const char *key);

bool condition_holds(const struct condition *condition, const struct referral_facts *facts);
bool condition_part_holds(const struct condition_part *part, const struct referral_facts *facts);

/* The facts that a part asks. */
code_set condition_part_asks(const struct condition_part *part);

/* The facts not known yet on which it depends whether the condition holds: 0 when nothing changes that any more. */
code_set condition_open(const struct condition *condition, const struct referral_facts *facts);

#endif
