/*
 * One rule on one day: which version, its dates, whether it applies, its state.
 */
#ifndef TNW_RULES_TIMELINE_STEP_H
#define TNW_RULES_TIMELINE_STEP_H

#include "rules/timeline/table.h"

/* Returns how many: 2 for a rule that comes back, of which the one before is done. */
size_t step_make(const struct timeline *table, struct scene *scene, const struct rule *rule,
                 struct timeline_step out[2]);

#endif
