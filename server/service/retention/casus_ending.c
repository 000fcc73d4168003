#include "service/retention/casus_ending.h"

#include <stdio.h>

#include "audit/record.h"
#include "base/limits.h"
#include "ledger/ledger_run.h"
#include "rules/retention/retention.h"
#include "service/core/dispatch.h"
#include "store/records/elz/casus.h"
#include "store/records/elz/casus_sweep.h"
#include "store/records/own/kept_clock.h"

#define GROUND_TEXT 40

struct casus_ending {
    const struct ending_options *options;
    struct casus_sweep sweep; /* as the last step left it */
    size_t erased;            /* by the last step */
    bool full;                /* only the reserve is left */
    size_t count;
    struct id ids[LIMIT_ERASE_CASUS];
};

static const struct policy_retention *
casus_terms(const struct casus_ending *it)
{
    return &it->options->world->policy->retention;
}

/* The last year of which nobody reads any more. */
static int
over_year(const struct casus_ending *it, day_num today)
{
    return retention_year(today) - casus_terms(it)->casus_years - 1;
}

static bool
is_over(const struct casus_ending *it, struct txn *txn, const struct id *id)
{
    struct casus casus;
    bool over = casus_get(txn, id, &casus) && retention_year(date_in_belgium(casus.last)) <= it->sweep.year;
    casus_wipe(&casus);
    return over;
}

static void
record_ended(const struct casus_ending *it, struct txn *txn)
{
    char ground[GROUND_TEXT];
    (void)snprintf(ground, sizeof ground, "retention:%zu", it->erased);
    struct audit_record record = audit_record_by_server("casus.erase", it->options->world->policy->hash);
    record.ground = slice_str(ground);
    record.writes = true;
    audit_record_append(txn, &record, dispatch_now(it->options->world, txn));
    txn_raise_generation(txn);
}

/* Each rows of LIMIT_ERASE_ROWS at most: the next of them waits for the next step. */
static void
remove_some(struct casus_ending *it, struct txn *txn)
{
    for (size_t i = 0; i < it->count; i++) {
        bool over = is_over(it, txn, &it->ids[i]);
        if (over && !casus_sweep_remove(txn, &it->ids[i], LIMIT_ERASE_ROWS)) {
            return;
        }
        it->erased += over;
        it->sweep.until = it->ids[i];
    }
    it->sweep.done = it->count == 0;
}

/* By a clock that was set back since, nobody knows that it is right. */
static bool
is_noted(const struct casus_ending *it, struct txn *txn, day_num today)
{
    struct kept_clock kept;
    (void)kept_clock_get(txn, &kept);
    return it->sweep.year == over_year(it, today) && it->sweep.noted <= today && it->sweep.noted_at >= kept.back;
}

/* The ledger's part. It may run twice, as a job may. */
static enum tnw_err
step_casus(void *ctx, struct txn *txn)
{
    struct casus_ending *it = ctx;
    day_num today = date_in_belgium(dispatch_now(it->options->world, txn));
    it->erased = 0;
    (void)casus_sweep_get(txn, &it->sweep);
    it->full = !txn_has_room(txn);
    if (it->full) {
        return txn_error(txn);
    }
    if (!is_noted(it, txn, today)) {
        it->sweep = (struct casus_sweep){.year = over_year(it, today), .noted = today, .noted_at = audit_log_size(txn)};
    } else {
        remove_some(it, txn);
    }
    casus_sweep_put(txn, &it->sweep);
    if (it->erased > 0) {
        record_ended(it, txn);
    }
    return txn_error(txn);
}

/* Whether there is something to do, and then the next of them. */
static enum tnw_err
find_over(struct casus_ending *it, bool *due)
{
    struct txn *txn;
    day_num today = date_in_belgium(clock_now(&it->options->world->clock));
    enum tnw_err err = txn_begin_read(it->options->world->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    (void)casus_sweep_get(txn, &it->sweep);
    bool noted = is_noted(it, txn, today);
    bool stood = noted && it->sweep.noted + casus_terms(it)->warning_days <= today;
    struct id first;
    bool any = casus_sweep_ids(txn, &(struct id){{0}}, &first, 1) > 0;
    *due = any && (!noted || (stood && !it->sweep.done));
    it->count = stood ? casus_sweep_ids(txn, &it->sweep.until, it->ids, LIMIT_ERASE_CASUS) : 0;
    err = txn_error(txn);
    txn_abort(&txn);
    return err;
}

/* A damaged one, of which `tnwd verify` tells, is passed over. */
static enum tnw_err
pass_over(void *ctx, struct txn *txn)
{
    struct casus_ending *it = ctx;
    (void)casus_sweep_get(txn, &it->sweep);
    it->sweep.until = it->ids[0];
    casus_sweep_put(txn, &it->sweep);
    return txn_error(txn);
}

static enum tnw_err
run_casus_step(struct casus_ending *it)
{
    struct ledger *ledger = it->options->ledger;
    enum tnw_err err = ledger_run(ledger, LIMIT_ERASE_CASUS * LIMIT_JOB_PAGES, step_casus, it);
    if ((err == TNW_E_CORRUPT || err == TNW_E_CRYPTO) && it->count > 1) {
        it->count = 1;
        err = ledger_run(ledger, LIMIT_JOB_PAGES, step_casus, it);
    }
    if (err == TNW_E_CORRUPT || err == TNW_E_CRYPTO) {
        it->erased = 0;
        enum tnw_err passed = ledger_run(ledger, LIMIT_JOB_PAGES, pass_over, it);
        err = passed == TNW_OK ? err : passed;
    }
    return err;
}

static bool
casus_may_go_on(const struct ending_options *options)
{
    bool believed = options->log_clock == NULL || log_clock_read(options->log_clock).state == CLOCK_SOUND;
    return believed && (options->is_stopping == NULL || !options->is_stopping(options->owner));
}

enum tnw_err
casus_ending_look(const struct ending_options *options, size_t *erased)
{
    struct casus_ending it = {.options = options};
    enum tnw_err worst = TNW_OK;
    *erased = 0;
    while (!it.full && casus_may_go_on(options)) {
        bool due = false;
        enum tnw_err err = find_over(&it, &due);
        if (err != TNW_OK || !due) {
            return err == TNW_OK ? worst : err;
        }
        err = run_casus_step(&it);
        worst = worst == TNW_OK ? err : worst;
        if (err != TNW_OK && err != TNW_E_CORRUPT && err != TNW_E_CRYPTO) {
            return err;
        }
        *erased += it.erased;
    }
    return worst;
}
