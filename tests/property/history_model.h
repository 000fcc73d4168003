/*
 * What the world looks like after the steps so far, and what the next one must lead to. Written from docs/protocol.md,
 * the order of the consent decision in the design, and schemas/policy.json; it knows nothing of the server's code.
 */
#ifndef TNW_HISTORY_MODEL_H
#define TNW_HISTORY_MODEL_H

#include "property/history_rules.h"
#include "property/history_step.h"

struct model;

struct verdict {
    const char *code; /* "" when it is permitted */
    unsigned version; /* of the fragment after it; 0: does not matter */
    char *seen;       /* what must be shown; to be freed */
};

/* today: consents begin and end by it. */
struct model *model_new(const struct rules *rules, day_num today);
void model_free(struct model *model);

/* Plays the step, taking only the ids of what was made from its answer. */
struct verdict model_play(struct model *model, const struct step *step);

#endif
