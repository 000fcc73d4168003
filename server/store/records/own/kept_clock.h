/*
 * From what the log's time is counted, kept for the next start and for other programs on the same data.
 */
#ifndef TNW_STORE_RECORDS_OWN_KEPT_CLOCK_H
#define TNW_STORE_RECORDS_OWN_KEPT_CLOCK_H

#include <stdbool.h>

#include "base/time/log_time.h"

struct txn;

struct kept_clock {
    struct log_base base;
    uint64_t number; /* goes up with each change */
    uint64_t back;   /* 1 + seq of the newest record with which time went back, 0: none; from there on it is in order */
};

/* false: none is kept, or sticky error; out is zero then. */
bool kept_clock_get(struct txn *txn, struct kept_clock *out);
void kept_clock_put(struct txn *txn, const struct kept_clock *clock);
/* For who will ask for it. */
void kept_clock_hint(struct txn *txn);

#endif
