/*
 * How far the case discussions are whose time is over: of which year they go, since when that is known, and until which
 * one they are gone.
 */
#ifndef TNW_STORE_RECORDS_ELZ_CASUS_SWEEP_H
#define TNW_STORE_RECORDS_ELZ_CASUS_SWEEP_H

#include "base/clock.h"
#include "base/id.h"
#include "store/txn.h"

struct casus_sweep {
    int year;          /* to which nothing was added later goes; 0: none yet */
    day_num noted;     /* on which that was found */
    uint64_t noted_at; /* how many records the log had then */
    struct id until;   /* looked at, in the order of their ids */
    bool done;
};

/* false: none, or a sticky error; out is then zero. */
bool casus_sweep_get(struct txn *txn, struct casus_sweep *out);
void casus_sweep_put(struct txn *txn, const struct casus_sweep *sweep);

/* The ids of discussions behind that one (zero: the first). Returns how many, at most max. */
size_t casus_sweep_ids(struct txn *txn, const struct id *after, struct id out[], size_t max);
/* Removes at most `most` of its messages and, when there were fewer, the discussion itself: its data key, and that
 * people were invited. Returns whether it is gone; of one that is not there: true. */
bool casus_sweep_remove(struct txn *txn, const struct id *casus, size_t most);

#endif
