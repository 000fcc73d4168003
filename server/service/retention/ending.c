#include "service/retention/ending.h"

#include <stdio.h>
#include <string.h>

#include "audit/record.h"
#include "base/limits.h"
#include "base/stop.h"
#include "ledger/ledger_run.h"
#include "service/core/access.h"
#include "service/core/dispatch.h"
#include "service/core/tell/tell.h"
#include "service/erasure/erasing.h"
#include "store/records/own/kept_clock.h"
#include "store/records/process/expiry.h"

#define WARNED_ACTION "dossier.retention_warned"
#define GROUND_TEXT (sizeof "erasure:" + DATE_TEXT)

struct ending;

/* One kind of step, and the rows of the index that are due for it on that day: of a stage, first to last. */
struct pass {
    enum expiry_stage stage;
    uint32_t first;
    uint32_t last;
    void (*step)(struct ending *ending, struct txn *txn, struct access *access);
};

struct ending {
    const struct ending_options *options;
    struct call *call; /* nobody's: what the server itself does */
    const struct pass *pass;
    struct ending_done step; /* of the step that ran last */
    bool full;               /* only the reserve is left */
    size_t count;
    struct expiry rows[LIMIT_WAKE_BATCH];
};

static const struct policy_retention *
terms_of(const struct ending *ending)
{
    return &ending->options->world->policy->retention;
}

static bool
is_believed(const struct ending_options *options)
{
    return options->log_clock == NULL || log_clock_read(options->log_clock).state == CLOCK_SOUND;
}

static void
put_term(struct txn *txn, struct access *access, const struct expiry_term *term)
{
    expiry_move(txn, &access->dossier.id, &access->dossier.term, term);
    dossier_put(txn, &access->dossier);
}

/* As if nobody had been told yet. */
static void
unwarn(struct ending *ending, struct txn *txn, struct access *access)
{
    const struct expiry_term term = {.year = access->dossier.term.year};
    (void)ending;
    put_term(txn, access, &term);
}

static void
record_warning(const struct ending *ending, struct txn *txn, const struct id *dossier, day_num erasure)
{
    char ground[GROUND_TEXT] = "erasure:";
    date_format(ground + strlen(ground), erasure);
    struct audit_record record = audit_record_by_server(WARNED_ACTION, ending->options->world->policy->hash);
    record.dossier = *dossier;
    record.writes = true;
    record.ground = slice_str(ground);
    audit_record_append(txn, &record, ending->call->found.now);
}

static day_num
day_of_erasure(const struct ending *ending, const struct access *access, day_num warned)
{
    return retention_erasure(terms_of(ending), access->dossier.term.year, warned);
}

static void
warn(struct ending *ending, struct txn *txn, struct access *access)
{
    day_num today = ending->call->found.today;
    day_num erasure = day_of_erasure(ending, access, today);
    if (retention_days(terms_of(ending), access->dossier.term.year).warning > today) {
        return; /* something was added meanwhile */
    }
    record_warning(ending, txn, &access->dossier.id, erasure);
    const struct expiry_term term = {
        .year = access->dossier.term.year, .warned = today, .warned_at = audit_log_size(txn)};
    put_term(txn, access, &term);
    tell_event(ending->call, txn, access, &access->dossier.patient,
               (struct event){.type = EVENT_RETENTION_WARNED, .object = access->dossier.id, .due = erasure});
    ending->step.warned++;
    stop_here("ending_warn");
}

/* A warning from before the clock was set back says a day that nobody knows to be right. */
static bool
has_stood(const struct ending *ending, struct txn *txn, const struct access *access)
{
    struct kept_clock kept;
    const struct expiry_term *term = &access->dossier.term;
    (void)kept_clock_get(txn, &kept);
    return term->warned != 0 && term->warned_at > kept.back &&
           day_of_erasure(ending, access, term->warned) <= ending->call->found.today;
}

static void
end_dossier(struct ending *ending, struct txn *txn, struct access *access)
{
    if (!has_stood(ending, txn, access)) {
        unwarn(ending, txn, access);
        return;
    }
    const struct erasing what = {.why = ERASURE_RETENTION};
    expiry_del(txn, &access->dossier.id, &access->dossier.term);
    ending->step.erased += erasing_close_by_server(ending->call, txn, &access->dossier.id, &what);
    stop_here("ending_erase");
}

static void
step_row(struct ending *ending, struct txn *txn, const struct expiry *row)
{
    struct access access;
    bool known = access_load(ending->call, txn, &row->dossier, &access);
    const struct expiry now = expiry_of(&row->dossier, &access.dossier.term);
    if (known && now.stage == row->stage && now.number == row->number) {
        ending->pass->step(ending, txn, &access);
    }
    access_close(&access);
}

/* The ledger's part. It may run twice, as a job may. */
static enum tnw_err
step_all(void *ctx, struct txn *txn)
{
    struct ending *ending = ctx;
    ending->step = (struct ending_done){.warned = 0};
    call_reset(ending->call);
    ending->call->found.now = dispatch_now(ending->options->world, txn);
    ending->call->found.today = date_in_belgium(ending->call->found.now);
    ending->full = !txn_has_room(txn);
    for (size_t i = 0; !ending->full && is_believed(ending->options) && i < ending->count; i++) {
        step_row(ending, txn, &ending->rows[i]);
    }
    if (!ending->full) {
        txn_raise_generation(txn);
    }
    return txn_error(txn);
}

static enum tnw_err
run_step(struct ending *ending, struct ending_done *done)
{
    const struct ending_options *options = ending->options;
    enum tnw_err err = ledger_run(options->ledger, ending->count * LIMIT_JOB_PAGES, step_all, ending);
    if (err != TNW_OK) {
        return err;
    }
    stop_here(ending->step.erased > 0 ? "ending_erased" : ending->step.warned > 0 ? "ending_warned" : "ending_looked");
    done->warned += ending->step.warned;
    done->erased += ending->step.erased;
    if (options->announce != NULL && ending->call->found.notified.len > 0) {
        options->announce(options->ctx, buf_slice(&ending->call->found.notified));
    }
    return TNW_OK;
}

/* One by one, so that one that is damaged, of which `tnwd verify` tells, keeps no other from its day. */
static enum tnw_err
run_each(struct ending *ending, struct ending_done *done)
{
    struct expiry rows[LIMIT_WAKE_BATCH];
    size_t count = ending->count;
    enum tnw_err worst = TNW_OK;
    memcpy(rows, ending->rows, sizeof rows);
    for (size_t i = 0; i < count; i++) {
        ending->count = 1;
        ending->rows[0] = rows[i];
        enum tnw_err err = run_step(ending, done);
        worst = err == TNW_OK ? worst : err;
    }
    return worst;
}

static enum tnw_err
collect_rows(struct ending *ending, const struct expiry *after)
{
    struct txn *txn;
    ending->count = 0;
    enum tnw_err err = txn_begin_read(ending->options->world->store, &txn);
    if (err == TNW_OK) {
        ending->count = expiry_load(txn, after, ending->pass->last, ending->rows, LIMIT_WAKE_BATCH);
        err = txn_error(txn);
        txn_abort(&txn);
    }
    return err;
}

static bool
may_go_on(const struct ending *ending)
{
    const struct ending_options *options = ending->options;
    return !ending->full && is_believed(options) &&
           (options->is_stopping == NULL || !options->is_stopping(options->owner));
}

/* Step by step, so that others have their turn between two; each goes on behind the one before, come what may. */
static enum tnw_err
run_pass(struct ending *ending, struct ending_done *done)
{
    struct expiry after = {.stage = ending->pass->stage, .number = ending->pass->first};
    enum tnw_err worst = TNW_OK;
    while (may_go_on(ending)) {
        enum tnw_err err = collect_rows(ending, &after);
        if (err != TNW_OK || ending->count == 0) {
            return err == TNW_OK ? worst : err;
        }
        after = ending->rows[ending->count - 1];
        err = run_step(ending, done);
        if (err == TNW_E_CORRUPT || err == TNW_E_CRYPTO) {
            err = run_each(ending, done);
        }
        worst = err == TNW_OK ? worst : err;
        if (err != TNW_OK && err != TNW_E_CORRUPT && err != TNW_E_CRYPTO) {
            break;
        }
    }
    return worst;
}

/* First what was told on a day that has not come yet: by a clock that was wrong. Then what was told long enough ago,
 * and then what is to be told, so that nothing is done twice in one look. */
enum tnw_err
ending_look(const struct ending_options *options, struct ending_done *done)
{
    struct incoming *in;
    struct ending ending = {.options = options, .call = call_new(options->world, NULL, &in)};
    enum tnw_err worst = TNW_OK;
    *done = (struct ending_done){.warned = 0};
    if (ending.call == NULL) {
        return TNW_E_NO_MEMORY;
    }
    in->local = true;
    day_num today = date_in_belgium(clock_now(&options->world->clock));
    day_num stood = today - terms_of(&ending)->warning_days;
    int year = retention_warned_year(terms_of(&ending), today);
    const struct pass passes[] = {
        {EXPIRY_WARNED, (uint32_t)today + 1, UINT32_MAX, unwarn},
        {EXPIRY_WARNED, 0, stood < 0 ? 0 : (uint32_t)stood, end_dossier},
        {EXPIRY_LIVE, 0, year < 0 ? 0 : (uint32_t)year, warn},
    };
    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++) {
        ending.pass = &passes[i];
        enum tnw_err err = run_pass(&ending, done);
        worst = err == TNW_OK ? worst : err;
    }
    call_free(&ending.call);
    return worst;
}
