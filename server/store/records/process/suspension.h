/*
 * Suspensions: while one lasts, the steps of its purpose stand still.
 */
#ifndef TNW_STORE_RECORDS_PROCESS_SUSPENSION_H
#define TNW_STORE_RECORDS_PROCESS_SUSPENSION_H

#include "base/domain/process.h"
#include "store/range.h"
#include "store/txn.h"

struct suspension {
    struct id dossier;
    struct process_suspension terms;
    time_ms recorded;
    struct id recorded_by;
    enum role role; /* in which they recorded it */
    time_ms ended;  /* when its end was recorded; 0: not yet */
    struct id ended_by;
    struct buf reason; /* what they wrote; empty for nothing */
};

void suspension_put(struct txn *txn, const struct suspension *suspension);
/* false: absent or sticky error; out is then empty. Free with suspension_wipe. */
bool suspension_get(struct txn *txn, const struct id *dossier, const struct id *id, struct suspension *out);
/* For who will ask for it. */
void suspension_hint(struct txn *txn, const struct id *dossier, const struct id *id);
void suspension_wipe(struct suspension *suspension);

/* All of a dossier, LIMIT_PROCESS_SUSPENSIONS at most, oldest first. range_close ends the walk. */
void suspension_walk(struct range *walk, struct txn *txn, const struct id *dossier);
bool suspension_next(struct range *walk, const struct id *dossier, struct suspension *out);

/* What the timeline needs of all. Returns how many. */
size_t suspension_load(struct txn *txn, const struct id *dossier,
                       struct process_suspension out[LIMIT_PROCESS_SUSPENSIONS]);

#endif
