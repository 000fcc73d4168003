/* The history of a dossier as the decision sees it: consents, seats, days, at random from a seed. */
#ifndef TNW_PROPERTY_DECIDE_HISTORY_H
#define TNW_PROPERTY_DECIDE_HISTORY_H

#include "rules/decide.h"

#define STEPS 16
#define ACTORS 3
#define DAYS 12

struct history {
    uint64_t seed;
    struct policy policy;
    struct consent_terms consents[STEPS + 1];
    size_t count;
    bool open;
    enum retention_phase phase;
    bool active[ACTORS];
    bool takes_part[ACTORS][ROLE_COUNT];
    code_set holds[ACTORS];         /* in the registry; actors 0 and 1 are one person */
    bool employed[ACTORS];          /* works for the patient's employer */
    enum function function[ACTORS]; /* as a medewerker */
    bool acts_for[ACTORS][ACTORS];  /* the second is who acts for the first */
    day_num today;
};

/* A history at its beginning; one step more. */
void history_begin(struct history *h, uint64_t seed);
void history_step(struct history *h);

unsigned history_below(struct history *h, unsigned bound);
bool history_chance(struct history *h, unsigned percent);
struct id history_actor(unsigned actor);
struct consent_terms history_terms(struct history *h, bool exclude);

#endif
