/*
 * Why somebody may, or may not, do something now, and which consent would change it. Pure.
 *
 * To the patient all is told, their exclusions too. To whom it is about, an exclusion reads as if it were not there and
 * nothing covered it: what they are told, and what is proposed, is the same.
 */
#ifndef TNW_RULES_EXPLAIN_H
#define TNW_RULES_EXPLAIN_H

#include "rules/decide.h"

enum explain_to { EXPLAIN_TO_PATIENT, EXPLAIN_TO_THEMSELF };

struct explanation {
    struct decision decision;
    const struct policy_law *some; /* a law that gives them some fragments of the category; NULL: none */
    bool consent_helps;            /* then proposal is a grant by the patient that permits it, from today on */
    struct consent_terms proposal;
};

/* facts: of somebody who asks for themself. */
struct explanation explain(const struct policy *policy, const struct decide_facts *facts,
                           const struct decide_question *question, enum explain_to to);

/* What the facts give for a purpose: categories to read and to write, and some of whose fragments a law gives. */
struct explain_sight {
    code_set read;
    code_set some;
    code_set write;
    code_set by_law; /* of read: what a law gives whole */
    bool confer;
    bool excluded; /* of some of it */
};
struct explain_sight explain_sight(const struct policy *policy, const struct decide_facts *facts, enum purpose purpose,
                                   day_num today);

#endif
