#include "service/process/scheduler.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/time/pacer.h"
#include "ledger/ledger_run.h"
#include "service/attachment/sweep.h"
#include "service/core/dispatch.h"
#include "service/elz/counting.h"
#include "service/process/keeping.h"
#include "service/retention/adopting.h"
#include "service/retention/casus_ending.h"
#include "service/retention/ending.h"
#include "store/records/process/agenda.h"
#include "store/records/process/process.h"

struct scheduler {
    struct scheduler_options options;
    struct pacer pacer;
    enum tnw_err failing; /* what was logged last; the thread's own */
};

/* Dossiers whose timelines changed, in one transaction. */
struct round {
    struct call *call; /* nobody's: what the server itself does */
    bool full;         /* only the reserve is left: a later look finds the same */
    size_t count;
    struct wake list[LIMIT_WAKE_BATCH];
};

/* Moves its row on to the next day, or away. A row that the process does not know of would come back for ever. */
static void
renew_dossier(struct call *call, struct txn *txn, const struct wake *wake)
{
    struct access access;
    wake_del(txn, wake->day, &wake->dossier);
    if (access_load(call, txn, &wake->dossier, &access)) {
        process_refresh(call, txn, &access);
    }
    access_close(&access);
}

/* The ledger's part. It may run twice, as a job may. */
static enum tnw_err
renew_all(void *ctx, struct txn *txn)
{
    struct round *round = ctx;
    call_reset(round->call);
    round->call->found.now = dispatch_now(round->call->world, txn);
    round->call->found.today = date_in_belgium(round->call->found.now);
    round->full = !txn_has_room(txn);
    for (size_t i = 0; !round->full && i < round->count; i++) {
        renew_dossier(round->call, txn, &round->list[i]);
    }
    if (!round->full) {
        txn_raise_generation(txn);
    }
    return txn_error(txn);
}

static enum tnw_err
run_round(const struct scheduler_options *options, struct round *round)
{
    enum tnw_err err = ledger_run(options->ledger, round->count * LIMIT_JOB_PAGES, renew_all, round);
    if (err == TNW_OK && options->announce != NULL && round->call->found.notified.len > 0) {
        options->announce(options->ctx, buf_slice(&round->call->found.notified));
    }
    return err;
}

/* Whether a dossier can be read. One that is damaged is told of by `tnwd verify`. */
static bool
is_readable(const struct scheduler_options *options, struct call *call, const struct wake *wake)
{
    struct txn *txn;
    struct access access;
    if (txn_begin_read(options->world->store, &txn) != TNW_OK) {
        return false;
    }
    (void)access_load(call, txn, &wake->dossier, &access);
    access_close(&access);
    struct process *process = calloc(1, sizeof *process);
    bool whole = process != NULL;
    if (whole) {
        (void)process_get(txn, &wake->dossier, process, NULL);
        whole = txn_error(txn) == TNW_OK;
    }
    free(process);
    txn_abort(&txn);
    return whole;
}

/* One that is damaged keeps no other from its day. */
static enum tnw_err
run_without_damaged(const struct scheduler_options *options, struct round *round)
{
    size_t kept = 0;
    for (size_t i = 0; i < round->count; i++) {
        if (is_readable(options, round->call, &round->list[i])) {
            round->list[kept++] = round->list[i];
        }
    }
    round->count = kept;
    enum tnw_err err = kept > 0 ? run_round(options, round) : TNW_OK;
    return err == TNW_OK ? TNW_E_CORRUPT : err;
}

/* Those behind `after` that are due by now. */
static enum tnw_err
collect_due(const struct scheduler_options *options, const struct wake *after, struct round *round)
{
    struct txn *txn;
    round->count = 0;
    enum tnw_err err = txn_begin_read(options->world->store, &txn);
    if (err == TNW_OK) {
        day_num today = date_in_belgium(clock_now(&options->world->clock));
        round->count = wake_load(txn, after, today, round->list, LIMIT_WAKE_BATCH);
        err = txn_error(txn);
        txn_abort(&txn);
    }
    return err;
}

/* Round by round, so that others have their turn between two; each goes on behind the one before, come what may.
 * seen: how many dossiers. */
static enum tnw_err
look_until(const struct scheduler_options *options, struct scheduler *scheduler, size_t *seen)
{
    struct incoming *in;
    struct wake after = {.day = 0};
    struct round round = {.call = call_new(options->world, NULL, &in)};
    enum tnw_err worst = TNW_OK;
    *seen = 0;
    if (round.call == NULL) {
        return TNW_E_NO_MEMORY;
    }
    in->local = true;
    while (!round.full && (scheduler == NULL || !pacer_is_stopping(&scheduler->pacer))) {
        enum tnw_err err = collect_due(options, &after, &round);
        if (err == TNW_OK && round.count == 0) {
            break;
        }
        after = round.count > 0 ? round.list[round.count - 1] : after;
        err = err == TNW_OK ? run_round(options, &round) : err;
        if (err == TNW_E_CORRUPT || err == TNW_E_CRYPTO) {
            err = run_without_damaged(options, &round);
        }
        worst = err == TNW_OK ? worst : err;
        *seen += err == TNW_OK ? round.count : 0;
        if (err != TNW_OK && err != TNW_E_CORRUPT) {
            break;
        }
    }
    call_free(&round.call);
    return worst;
}

static enum tnw_err
tend_counts(void *ctx, struct txn *txn)
{
    const struct scheduler_options *options = ctx;
    if (txn_has_room(txn)) {
        counting_tend(options->world, txn, date_in_belgium(dispatch_now(options->world, txn)));
        txn_raise_generation(txn);
    }
    return txn_error(txn);
}

/* Quarters of obstacles begin and end with the day alone, like timelines. */
static enum tnw_err
look_at_counts(const struct scheduler_options *options)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(options->world->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    bool due = counting_is_due(options->world, txn, date_in_belgium(dispatch_now(options->world, txn)));
    err = txn_error(txn);
    txn_abort(&txn);
    struct scheduler_options own = *options;
    return err == TNW_OK && due ? ledger_run(options->ledger, LIMIT_JOB_PAGES, tend_counts, &own) : err;
}

static bool
is_stopping(void *owner)
{
    struct scheduler *scheduler = owner;
    return pacer_is_stopping(&scheduler->pacer);
}

/* What dossiers hold, and case discussions, ends by itself. */
static enum tnw_err
look_at_ends(const struct scheduler_options *options, struct scheduler *scheduler)
{
    const struct ending_options ending = {
        .world = options->world,
        .ledger = options->ledger,
        .log_clock = options->log_clock,
        .announce = options->announce,
        .ctx = options->ctx,
        .is_stopping = scheduler == NULL ? NULL : is_stopping,
        .owner = scheduler,
    };
    struct ending_done done;
    enum tnw_err adopted = adopting_look(&ending);
    enum tnw_err err = ending_look(&ending, &done);
    if (done.warned > 0 || done.erased > 0) {
        log_event(options->world->log, LOG_LEVEL_INFO, "retention", "warned=%zu erased=%zu", done.warned, done.erased);
    }
    size_t casus;
    enum tnw_err ended = casus_ending_look(&ending, &casus);
    if (casus > 0) {
        log_event(options->world->log, LOG_LEVEL_INFO, "casus_erased", "erased=%zu", casus);
    }
    err = err == TNW_OK ? adopted : err;
    return err == TNW_OK ? ended : err;
}

static enum tnw_err
look_at_all(const struct scheduler_options *options, struct scheduler *scheduler, size_t *seen)
{
    enum tnw_err counts = look_at_counts(options);
    enum tnw_err err = look_until(options, scheduler, seen);
    enum tnw_err ends = look_at_ends(options, scheduler);
    err = err == TNW_OK ? ends : err;
    return err == TNW_OK ? counts : err;
}

enum tnw_err
scheduler_look(const struct scheduler_options *options)
{
    size_t seen;
    return look_at_all(options, NULL, &seen);
}

/* Each trouble once, not every minute. */
static void
tell_trouble(struct scheduler *scheduler, enum tnw_err err)
{
    if (err != scheduler->failing) {
        const struct log *log = scheduler->options.world->log;
        if (err != TNW_OK) {
            log_bug(log, "schedule_failed", "err=%s", tnw_error_info(err)->code);
        } else {
            log_event(log, LOG_LEVEL_INFO, "schedule_works_again", "%s", "");
        }
        scheduler->failing = err;
    }
}

/* What fails here is tried again in a minute. */
static void
remove_drafts(const struct scheduler_options *options)
{
    size_t removed;
    enum tnw_err err = sweep_drafts(options->world, options->ledger, &removed);
    if (err != TNW_OK || removed > 0) {
        log_event(options->world->log, err == TNW_OK ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING, "drafts_removed",
                  "count=%zu err=%s", removed, tnw_error_info(err)->code);
    }
}

static void *
scheduler_main(void *arg)
{
    struct scheduler *scheduler = arg;
    while (!pacer_is_stopping(&scheduler->pacer)) {
        size_t seen;
        tell_trouble(scheduler, look_at_all(&scheduler->options, scheduler, &seen));
        if (seen > 0) {
            log_event(scheduler->options.world->log, LOG_LEVEL_INFO, "scheduled", "dossiers=%zu", seen);
        }
        remove_drafts(&scheduler->options);
        pacer_rest(&scheduler->pacer, LIMIT_WAKE_MS);
    }
    return NULL;
}

enum tnw_err
scheduler_start(struct scheduler **out, const struct scheduler_options *options)
{
    *out = NULL;
    struct scheduler *scheduler = calloc(1, sizeof *scheduler);
    if (scheduler == NULL) {
        return TNW_E_NO_MEMORY;
    }
    scheduler->options = *options;
    enum tnw_err err = pacer_start(&scheduler->pacer, scheduler_main, scheduler);
    if (err != TNW_OK) {
        free(scheduler);
        return err;
    }
    *out = scheduler;
    return TNW_OK;
}

void
scheduler_stop(struct scheduler **scheduler)
{
    if (*scheduler == NULL) {
        return;
    }
    pacer_stop(&(*scheduler)->pacer);
    free(*scheduler);
    *scheduler = NULL;
}
