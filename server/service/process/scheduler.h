/*
 * The scheduler: a thread that looks, once a minute, which dossiers have timelines that change by the day alone, and
 * has their indexes kept and their people told; and what dossiers hold ends by itself (retention/ending.h). While
 * nothing is due that is one look at an index. What it does is in the store: it goes on after a crash where it was.
 */
#ifndef TNW_SERVICE_PROCESS_SCHEDULER_H
#define TNW_SERVICE_PROCESS_SCHEDULER_H

#include "ledger/ledger.h"
#include "ledger/log_clock.h"
#include "service/core/call.h"

struct scheduler;

/* All is const while the scheduler runs, and outlives it. */
struct scheduler_options {
    const struct world *world;
    struct ledger *ledger;
    struct log_clock *log_clock; /* while it is not sound nothing is erased; NULL: time is as the world says */
    /* The scheduler's thread: events for these actors, 16 bytes each, are durable. NULL: nobody waits for them. */
    void (*announce)(void *ctx, struct slice actors);
    void *ctx;
};

/* Starts the thread, which looks at once. Errors: NO_MEMORY, UNAVAILABLE. */
TNW_MUST_CHECK enum tnw_err scheduler_start(struct scheduler **out, const struct scheduler_options *options);
/* Ends the thread. The ledger must still run. *scheduler may be NULL, and is NULL afterwards. */
void scheduler_stop(struct scheduler **scheduler);

/* One look, on the caller's thread: all that is due by now. Errors: the last one met; others were done nevertheless. */
TNW_MUST_CHECK enum tnw_err scheduler_look(const struct scheduler_options *options);

#endif
