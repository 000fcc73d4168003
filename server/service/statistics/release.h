/*
 * Making the statistics of a quarter: one pass over all dossiers, noise, and the release is put, with a record of it in
 * the log. It reads of a dossier its header and what its timeline goes by, and opens no fragment. What a crash
 * interrupts begins anew: nothing was shown, so nothing is lost.
 */
#ifndef TNW_SERVICE_STATISTICS_RELEASE_H
#define TNW_SERVICE_STATISTICS_RELEASE_H

#include "service/core/call.h"

struct release_options {
    const struct world *world;
    bool by_operator; /* and not by the server itself */
    /* Puts what was made: run(ctx, txn) in a write transaction that becomes durable. */
    enum tnw_err (*commit)(void *owner, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx);
    /* Between two batches of dossiers; false: give up. NULL: go on. */
    bool (*rest)(void *owner);
    void *owner;
};

/* The newest quarter that can be released today. */
uint32_t release_newest_quarter(const struct world *world);

/* Errors: CONFLICT: there is one already, the quarter is not closed and counted yet, or the policy releases none;
 * UNAVAILABLE: given up; STORAGE_FULL: it waits for room; and those of the store. */
TNW_MUST_CHECK enum tnw_err release_make(const struct release_options *options, uint32_t quarter);

#endif
