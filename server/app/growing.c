#include "app/growing.h"

#include <stdlib.h>

#include "app/watch.h"
#include "base/limits.h"
#include "base/time/pacer.h"
#include "ledger/ledger_run.h"
#include "store/records/own/growth.h"
#include "store/txn.h"

struct growing {
    const struct runtime *runtime;
    struct ledger *ledger;
    struct pacer pacer;
    bool near[WATCH_LIMITS]; /* what was said */
};

struct sample {
    time_ms now;
    uint64_t bytes;
};

static enum tnw_err
note_sample(void *ctx, struct txn *txn)
{
    const struct sample *sample = ctx;
    struct growth growth;
    (void)growth_get(txn, &growth);
    if (growth_is_due(&growth, sample->now)) {
        growth_add(&growth, sample->now, sample->bytes);
        growth_put(txn, &growth);
    }
    return txn_error(txn);
}

static bool
is_sample_due(const struct growing *growing, time_ms now)
{
    struct txn *txn;
    struct growth growth;
    if (txn_begin_read(growing->runtime->store, &txn) != TNW_OK) {
        return false;
    }
    (void)growth_get(txn, &growth);
    bool due = txn_error(txn) == TNW_OK && growth_is_due(&growth, now);
    txn_abort(&txn);
    return due;
}

static void
tell_limits(struct growing *growing, const struct store_room *room, const struct store_stats *stats)
{
    const struct clock clock = clock_system();
    for (enum watch_limit limit = 0; limit < WATCH_LIMITS; limit++) {
        char text[WATCH_TEXT];
        bool near = watch_is_near(limit, room, stats, clock_now(&clock), text);
        if (near && !growing->near[limit]) {
            log_event(&growing->runtime->log, LOG_LEVEL_WARNING, "limit_near", "limit=%s why=\"%s\"", watch_name(limit),
                      text);
        } else if (!near && growing->near[limit]) {
            log_event(&growing->runtime->log, LOG_LEVEL_INFO, "limit_left", "limit=%s", watch_name(limit));
        }
        growing->near[limit] = near;
    }
}

/* What fails here is tried again in a minute; the ledger says what is wrong with the store. */
static void
look_at_room(struct growing *growing)
{
    struct store_room room;
    struct store_stats stats;
    struct sample sample = {.now = clock_now(&growing->runtime->world.clock)};
    if (store_room(growing->runtime->store, sample.now, &room) != TNW_OK ||
        store_stats(growing->runtime->store, &stats) != TNW_OK) {
        return;
    }
    sample.bytes = room.bytes;
    tell_limits(growing, &room, &stats);
    if (is_sample_due(growing, sample.now)) {
        (void)!ledger_run(growing->ledger, 0, note_sample, &sample);
    }
}

static void *
growing_main(void *arg)
{
    struct growing *growing = arg;
    while (!pacer_is_stopping(&growing->pacer)) {
        look_at_room(growing);
        pacer_rest(&growing->pacer, LIMIT_WATCH_MS);
    }
    return NULL;
}

enum tnw_err
growing_start(struct growing **out, const struct runtime *runtime, struct ledger *ledger)
{
    *out = NULL;
    struct growing *growing = calloc(1, sizeof *growing);
    if (growing == NULL) {
        return TNW_E_NO_MEMORY;
    }
    growing->runtime = runtime;
    growing->ledger = ledger;
    enum tnw_err err = pacer_start(&growing->pacer, growing_main, growing);
    if (err != TNW_OK) {
        free(growing);
        return err;
    }
    *out = growing;
    return TNW_OK;
}

void
growing_stop(struct growing **growing)
{
    if (*growing != NULL) {
        pacer_stop(&(*growing)->pacer);
        free(*growing);
        *growing = NULL;
    }
}
