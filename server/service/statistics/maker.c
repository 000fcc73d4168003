#include "service/statistics/maker.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/time/pacer.h"
#include "base/time/quarter.h"
#include "ledger/ledger_run.h"
#include "service/statistics/release.h"

struct maker {
    const struct world *world;
    struct ledger *ledger;
    struct pacer pacer;
};

/* A release is some hundred kilobytes at most, and none is as large as what one job may be. */
static enum tnw_err
commit_in_ledger(void *owner, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx)
{
    struct maker *maker = owner;
    return ledger_run(maker->ledger, LIMIT_JOB_PAGES, run, ctx);
}

static bool
rest_a_moment(void *owner)
{
    struct maker *maker = owner;
    pacer_rest(&maker->pacer, LIMIT_STATISTICS_REST_MS);
    return !pacer_is_stopping(&maker->pacer);
}

/* Mostly it is there already; without room it waits for the next look. */
static void
make_newest(struct maker *maker)
{
    const struct release_options options = {
        .world = maker->world, .commit = commit_in_ledger, .rest = rest_a_moment, .owner = maker};
    char text[QUARTER_TEXT];
    uint32_t quarter = release_newest_quarter(maker->world);
    enum tnw_err err = release_make(&options, quarter);
    quarter_format(text, quarter);
    if (err == TNW_OK) {
        log_event(maker->world->log, LOG_LEVEL_INFO, "statistics_released", "quarter=%s", text);
    } else if (err != TNW_E_CONFLICT && err != TNW_E_UNAVAILABLE && err != TNW_E_STORAGE_FULL) {
        log_bug(maker->world->log, "statistics_failed", "quarter=%s err=%s", text, tnw_error_info(err)->code);
    }
}

static void *
maker_main(void *arg)
{
    struct maker *maker = arg;
    pacer_rest(&maker->pacer, LIMIT_STATISTICS_FIRST_MS);
    while (!pacer_is_stopping(&maker->pacer)) {
        make_newest(maker);
        pacer_rest(&maker->pacer, LIMIT_STATISTICS_MS);
    }
    return NULL;
}

enum tnw_err
maker_start(struct maker **out, const struct world *world, struct ledger *ledger)
{
    *out = NULL;
    struct maker *maker = calloc(1, sizeof *maker);
    if (maker == NULL) {
        return TNW_E_NO_MEMORY;
    }
    maker->world = world;
    maker->ledger = ledger;
    enum tnw_err err = pacer_start(&maker->pacer, maker_main, maker);
    if (err != TNW_OK) {
        free(maker);
        return err;
    }
    *out = maker;
    return TNW_OK;
}

void
maker_stop(struct maker **maker)
{
    if (*maker != NULL) {
        pacer_stop(&(*maker)->pacer);
        free(*maker);
        *maker = NULL;
    }
}
