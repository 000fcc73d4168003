/*
 * The thread that empties dossiers that are closed, and tells which erasures are complete.
 */
#ifndef TNW_SERVICE_ERASURE_ERASER_H
#define TNW_SERVICE_ERASURE_ERASER_H

#include "service/core/call.h"

struct eraser;

/* All outlives it. */
struct eraser_options {
    const struct world *world;
    struct ledger *ledger;
    void (*announce)(void *ctx, struct slice actors); /* as in erasing_options */
    void *ctx;
};

/* Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err eraser_start(struct eraser **out, const struct eraser_options *options);
/* Ends the thread, after the step under way. NULL is fine. */
void eraser_stop(struct eraser **eraser);

#endif
