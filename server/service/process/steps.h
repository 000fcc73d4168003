/*
 * The steps of a dossier's timeline today, and who may know of which.
 */
#ifndef TNW_SERVICE_PROCESS_STEPS_H
#define TNW_SERVICE_PROCESS_STEPS_H

#include "base/domain/process.h"
#include "rules/timeline/timeline.h"
#include "service/core/access.h"

/* Large: on the heap. */
struct steps {
    struct process process;
    size_t count;
    struct timeline_step list[TIMELINE_STEPS]; /* by day; those without one last */
};

/* Of the dossier as access has it, and as far as no exclusion keeps the caller from what happened in it. NULL: sticky
 * error. Free with free(). */
struct steps *steps_load(const struct call *call, struct txn *txn, const struct access *access);
/* Fills list from process. */
void steps_compute(const struct call *call, struct steps *steps);

/* Whether it is still to be done, now or later. */
bool steps_is_open(const struct timeline_step *step);
/* Whether its people are told when it is due: what may be done, and what is no law yet, they find in their lists. */
bool steps_is_told(const struct timeline_step *step);
/* The roles that may know of it: what is to be done tells of what was found. */
code_set steps_seen_by(const struct timeline_step *step);
/* Whether the caller may know of it, and whether they are among those who do it. */
bool steps_sees(const struct call *call, const struct timeline_step *step);
bool steps_acts(const struct call *call, const struct timeline_step *step);

#endif
