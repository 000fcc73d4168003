/*
 * What a dossier holds ends by itself, a bounded step at a time: its patient is told beforehand, and when that has
 * stood for as many days as the policy says and the day has come, it is erased. Each step leaves a record in the
 * log. While the machine's clock is not believed nothing is told and nothing erased; a warning that was given while
 * it was wrong does not count.
 */
#ifndef TNW_SERVICE_RETENTION_ENDING_H
#define TNW_SERVICE_RETENTION_ENDING_H

#include "ledger/log_clock.h"
#include "service/core/call.h"

/* All is const meanwhile, and outlives it. */
struct ending_options {
    const struct world *world;
    struct ledger *ledger;
    struct log_clock *log_clock; /* NULL: time is as the world says, and believed */
    /* Events for these actors, 16 bytes each, are durable. NULL: nobody waits for them. */
    void (*announce)(void *ctx, struct slice actors);
    void *ctx;
    bool (*is_stopping)(void *owner); /* asked between two steps; NULL: it is not */
    void *owner;
};

struct ending_done {
    size_t warned;
    size_t erased;
};

/* One look: all that is due by now. While nothing is, that is three looks at an index. A dossier that is damaged keeps
 * no other from its day. Errors: the last one met; others were done nevertheless. */
TNW_MUST_CHECK enum tnw_err ending_look(const struct ending_options *options, struct ending_done *done);

#endif
