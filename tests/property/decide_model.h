/* The model of the decision: plain words, one sentence a function. */
#ifndef TNW_PROPERTY_DECIDE_MODEL_H
#define TNW_PROPERTY_DECIDE_MODEL_H

#include "property/decide_history.h"

struct asked {
    const struct history *h;
    unsigned actor;
    unsigned role;
    bool subject;
    bool author;
    bool acting;
    unsigned deputy; /* who asks for the actor */
    struct decide_question q;
};

/* What the decision must come to. */
enum decide_reason model_decide(const struct asked *a);

/* Its parts, for who holds a decision against them. */
bool model_in(code_set set, unsigned member);
bool model_same_thing(const struct asked *a, code_set categories, code_set actions);
bool model_same_person(unsigned one, unsigned other);
unsigned model_seat(const struct asked *a);
bool model_meant(const struct asked *a, const struct consent_terms *t);
int model_period(const struct asked *a, const struct consent_terms *t);
bool model_ceiling(const struct asked *a);

#endif
