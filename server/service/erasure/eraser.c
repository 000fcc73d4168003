#include "service/erasure/eraser.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/time/pacer.h"
#include "ledger/ledger_run.h"
#include "service/erasure/erasing.h"

struct eraser {
    struct eraser_options options;
    struct pacer pacer;
    enum tnw_err failing; /* what was logged last; the thread's own */
};

static enum tnw_err
commit_in_turn(void *owner, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx)
{
    struct eraser *eraser = owner;
    return ledger_run(eraser->options.ledger, LIMIT_ERASE_ROWS + LIMIT_JOB_PAGES, run, ctx);
}

/* Others have their turn between two steps. */
static bool
rest_between_steps(void *owner)
{
    struct eraser *eraser = owner;
    pacer_rest(&eraser->pacer, LIMIT_ERASE_REST_MS);
    return !pacer_is_stopping(&eraser->pacer);
}

/* Each trouble once. */
static void
tell_result(struct eraser *eraser, enum tnw_err err, size_t emptied, size_t completed)
{
    if (emptied > 0 || completed > 0) {
        log_event(eraser->options.world->log, LOG_LEVEL_INFO, "dossiers_erased", "emptied=%zu complete=%zu", emptied,
                  completed);
    }
    if (err != eraser->failing && err != TNW_OK) {
        log_bug(eraser->options.world->log, "erasure_failed", "err=%s", tnw_error_info(err)->code);
    }
    eraser->failing = err;
}

static void *
eraser_main(void *arg)
{
    struct eraser *eraser = arg;
    const struct erasing_options options = {.world = eraser->options.world,
                                            .commit = commit_in_turn,
                                            .rest = rest_between_steps,
                                            .owner = eraser,
                                            .announce = eraser->options.announce,
                                            .ctx = eraser->options.ctx};
    while (!pacer_is_stopping(&eraser->pacer)) {
        size_t emptied;
        size_t completed = 0;
        enum tnw_err err = erasing_empty(&options, &emptied);
        if (err == TNW_OK) {
            err = erasures_complete(&options, &completed);
        }
        if (!pacer_is_stopping(&eraser->pacer)) {
            tell_result(eraser, err, emptied, completed);
        }
        pacer_rest(&eraser->pacer, LIMIT_ERASE_MS);
    }
    return NULL;
}

enum tnw_err
eraser_start(struct eraser **out, const struct eraser_options *options)
{
    *out = NULL;
    struct eraser *eraser = calloc(1, sizeof *eraser);
    if (eraser == NULL) {
        return TNW_E_NO_MEMORY;
    }
    eraser->options = *options;
    enum tnw_err err = pacer_start(&eraser->pacer, eraser_main, eraser);
    if (err != TNW_OK) {
        free(eraser);
        return err;
    }
    *out = eraser;
    return TNW_OK;
}

void
eraser_stop(struct eraser **eraser)
{
    if (*eraser != NULL) {
        pacer_stop(&(*eraser)->pacer);
        free(*eraser);
        *eraser = NULL;
    }
}
