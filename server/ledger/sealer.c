#include "ledger/sealer.h"

#include <stdlib.h>

#include "audit/seal.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/time/pacer.h"
#include "ledger/ledger_run.h"

struct sealer {
    struct sealer_options options;
    struct pacer pacer;
    enum tnw_err failing; /* what was logged last of sealing, and of filing; the thread's own, as all that follows */
    enum tnw_err not_filing;
    struct postings postings;
    struct postings_turn turn;
};

/* What the ledger does for us. */
struct sealed_plan {
    const struct sealer_options *options;
    struct seal_plan *plan;
    struct slice note;
};

static enum tnw_err
record_map(void *ctx, struct txn *txn)
{
    const struct sealed_plan *it = ctx;
    return seal_plan_record(it->plan, txn, it->options->policy, clock_now(it->options->clock));
}

static enum tnw_err
apply(void *ctx, struct txn *txn)
{
    const struct sealed_plan *it = ctx;
    return seal_plan_apply(it->plan, txn, it->note);
}

/* What the ledger has done is durable, and so is all that a snapshot shows: it can be signed; and it is noted down
 * before it is. Nobody sees the signature until all that belongs to it is stored. */
static enum tnw_err
sign_plan(struct sealer *sealer, const struct seal_plan *plan, struct buf *note)
{
    enum tnw_err err = state_file_advance(sealer->options.state, buf_slice(&plan->text));
    return err == TNW_OK ? log_key_sign(sealer->options.key, buf_slice(&plan->text), note) : err;
}

static enum tnw_err
finish_plan(struct sealer *sealer, struct seal_plan *plan)
{
    struct buf note = {0};
    struct sealed_plan it = {.options = &sealer->options, .plan = plan};
    enum tnw_err err = TNW_OK;
    if (plan->next == SEAL_RECORD) {
        err = ledger_run(sealer->options.ledger, 0, record_map, &it);
    }
    if (err == TNW_OK && plan->next == SEAL_SIGN) {
        err = sign_plan(sealer, plan, &note);
        it.note = buf_slice(&note);
    }
    if (err == TNW_OK) {
        err = ledger_run(sealer->options.ledger, plan->nodes.len, apply, &it);
    }
    buf_free(&note);
    return err;
}

static enum tnw_err
make_plan(const struct sealer *sealer, struct seal_plan *plan)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(sealer->options.store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    err = seal_plan_make(plan, txn, slice_str(sealer->options.key->public.name), LIMIT_SEAL_RECORDS);
    txn_abort(&txn);
    return err;
}

/* One checkpoint, or a step on the way to one. Out: *more: it goes on right behind it. */
static enum tnw_err
seal_once(struct sealer *sealer, bool *more)
{
    struct seal_plan plan = {.from = 0};
    *more = false;
    enum tnw_err err = make_plan(sealer, &plan);
    if (err == TNW_OK && plan.next != SEAL_IDLE) {
        bool steps = plan.next == SEAL_STEP;
        err = finish_plan(sealer, &plan);
        *more = steps && err == TNW_OK;
    }
    seal_plan_wipe(&plan);
    return err;
}

static enum tnw_err
file_some(void *ctx, struct txn *txn)
{
    return postings_turn_apply(ctx, txn);
}

/* Notes what the sealing did not, as after a start, and looks whether it is time to file. The store's reserve is not
 * for that: searches go on without. */
static enum tnw_err
look_at_filing(struct sealer *sealer, bool all, bool *more)
{
    struct txn *txn;
    *more = false;
    enum tnw_err err = txn_begin_read(sealer->options.store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    err = postings_catch_up(&sealer->postings, txn, LIMIT_SEAL_RECORDS, more);
    if (err == TNW_OK) {
        const bool files = postings_turn_begin(&sealer->turn, txn, all);
        *more = files || *more;
        err = files && !txn_has_room(txn) ? TNW_E_STORAGE_FULL : txn_error(txn);
    }
    txn_abort(&txn);
    return err;
}

/* Out: *more: there is more to file, or to note. */
static enum tnw_err
file_once(struct sealer *sealer, bool all, bool *more)
{
    enum tnw_err err = look_at_filing(sealer, all, more);
    if (err == TNW_OK && sealer->turn.order != NULL) {
        err = ledger_run(sealer->options.ledger, LIMIT_INDEX_STEP * 16, file_some, &sealer->turn);
    }
    if (err == TNW_OK && sealer->turn.order != NULL) {
        postings_turn_applied(&sealer->turn);
    }
    *more = *more && err == TNW_OK;
    return err;
}

/* Each trouble once, not twice a second. */
static void
tell_once(struct sealer *sealer, enum tnw_err err)
{
    if (err != sealer->failing) {
        if (err != TNW_OK) {
            log_bug(sealer->options.log, "seal_failed", "err=%s", tnw_error_info(err)->code);
        } else {
            log_event(sealer->options.log, LOG_LEVEL_INFO, "seal_works_again", "%s", "");
        }
        sealer->failing = err;
    }
}

/* Nothing is lost by it, and nothing unsigned. */
static void
tell_filing(struct sealer *sealer, enum tnw_err err)
{
    if (err != sealer->not_filing) {
        const char *event = err == TNW_OK ? "filing_works_again" : "filing_failed";
        log_event(sealer->options.log, err == TNW_OK ? LOG_LEVEL_INFO : LOG_LEVEL_WARNING, event, "err=%s",
                  err == TNW_OK ? "none" : tnw_error_info(err)->code);
        sealer->not_filing = err;
    }
}

/* Seals what waits; a long backlog until it is told to stop, or until then in the last round. */
static void
seal_waiting(struct sealer *sealer, int64_t until)
{
    bool more = true;
    while (more && (until == 0 ? !pacer_is_stopping(&sealer->pacer) : clock_monotonic_ms() < until)) {
        tell_once(sealer, seal_once(sealer, &more));
    }
}

/* Some steps between two checkpoints: a turn is over before the next one is due. */
static void
file_waiting(struct sealer *sealer)
{
    bool more = true;
    for (unsigned step = 0; more && step < LIMIT_INDEX_STEPS && !pacer_is_stopping(&sealer->pacer); step++) {
        tell_filing(sealer, file_once(sealer, false, &more));
    }
}

/* Who looks at the store while nobody serves it finds all of it in the index. */
static void
file_rest(struct sealer *sealer, int64_t until)
{
    bool more = true;
    while (more && clock_monotonic_ms() < until) {
        tell_filing(sealer, file_once(sealer, true, &more));
    }
}

static void *
sealer_main(void *arg)
{
    struct sealer *sealer = arg;
    while (!pacer_is_stopping(&sealer->pacer)) {
        seal_waiting(sealer, 0);
        file_waiting(sealer);
        pacer_rest(&sealer->pacer, LIMIT_SEAL_MS);
    }
    enum tnw_err err = ledger_run(sealer->options.ledger, 0, NULL, NULL); /* the last snapshot is to show all */
    if (err != TNW_OK) {
        tell_once(sealer, err);
    }
    const int64_t until = clock_monotonic_ms() + LIMIT_DRAIN_MS;
    seal_waiting(sealer, until);
    file_rest(sealer, until);
    return NULL;
}

/* What was not filed is in memory before anybody searches: else they would read those records one by one. */
static void
note_rest(struct sealer *sealer)
{
    enum tnw_err err = TNW_OK;
    for (bool more = true; more && err == TNW_OK;) {
        struct txn *txn;
        err = txn_begin_read(sealer->options.store, &txn);
        if (err == TNW_OK) {
            err = postings_catch_up(&sealer->postings, txn, LIMIT_SEAL_RECORDS, &more);
            txn_abort(&txn);
        }
    }
    tell_filing(sealer, err);
}

enum tnw_err
sealer_start(struct sealer **out, const struct sealer_options *options)
{
    *out = NULL;
    struct sealer *sealer = calloc(1, sizeof *sealer);
    if (sealer == NULL) {
        return TNW_E_NO_MEMORY;
    }
    sealer->options = *options;
    note_rest(sealer);
    enum tnw_err err = pacer_start(&sealer->pacer, sealer_main, sealer);
    if (err != TNW_OK) {
        postings_wipe(&sealer->postings);
        free(sealer);
        return err;
    }
    *out = sealer;
    return TNW_OK;
}

void
sealer_stop(struct sealer **sealer)
{
    if (*sealer == NULL) {
        return;
    }
    pacer_stop(&(*sealer)->pacer);
    postings_turn_wipe(&(*sealer)->turn);
    postings_wipe(&(*sealer)->postings);
    free(*sealer);
    *sealer = NULL;
}
