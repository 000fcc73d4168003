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
    struct timeline_reader reader; /* unread is the list below, or NULL: who may read all */
    bool unread[LIMIT_PROCESS_EVENTS];
    size_t count;
    struct timeline_step list[TIMELINE_STEPS]; /* by day; those without one last */
};

/* Of the dossier as access has it, and as far as the caller may know what happened in it: see timeline_reader, and of
 * what an exclusion keeps from them nothing. NULL: sticky error. Free with free(). */
struct steps *steps_load(const struct call *call, struct txn *txn, const struct access *access);
/* Fills list from process. */
void steps_compute(const struct call *call, struct steps *steps);

/* The steps as somebody who takes part finds them, of all of them as they were computed. NULL: they are no others, or a
 * sticky error. Free with free(). Steps that are theirs to do, that is: others may say less to them. */
struct steps *steps_of_other(const struct call *call, struct txn *txn, const struct access *access,
                             const struct steps *all, const struct participant *who);

/* Whether it is still to be done, now or later. */
bool steps_is_open(const struct timeline_step *step);
/* Whether its people are told when it is due: what may be done, and what is no law yet, they find in their lists. */
bool steps_is_told(const struct timeline_step *step);
/* Whether the caller may know of it, since what is to be done tells of what was found, and whether they are among those
 * who do it. */
bool steps_sees(const struct call *call, const struct timeline_step *step);
bool steps_acts(const struct call *call, const struct timeline_step *step);

#endif
