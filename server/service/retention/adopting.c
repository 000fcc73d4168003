#include "service/retention/adopting.h"

#include <string.h>

#include "audit/record_view.h"
#include "base/limits.h"
#include "ledger/ledger_run.h"
#include "rules/retention/retention.h"
#include "store/audit/audit_log.h"
#include "store/records/dossier.h"

struct adopting {
    size_t count; /* of ids; 0: there are no more */
    struct id ids[LIMIT_WAKE_BATCH];
    struct id until; /* when these are done */
    bool done;
};

/* Behind all that there are. */
static struct id
end_of_all(void)
{
    struct id end;
    memset(end.bytes, 0xff, sizeof end.bytes);
    return end;
}

static time_ms
time_of_last_change(struct txn *txn, const struct dossier *dossier)
{
    struct slice record;
    struct record_view view;
    uint64_t epoch = dossier_epoch(txn, &dossier->id);
    bool known =
        epoch > 0 && audit_log_get(txn, epoch - 1, &record) && record_view_parse(&view, record, epoch - 1) == TNW_OK;
    return known ? view.time : dossier->opened;
}

static void
adopt_dossier(struct txn *txn, const struct id *id)
{
    struct dossier dossier;
    if (dossier_get(txn, id, &dossier)) {
        if (dossier.term.year == 0) {
            dossier.term.year = retention_year(date_in_belgium(time_of_last_change(txn, &dossier)));
            expiry_put(txn, id, &dossier.term);
            dossier_put(txn, &dossier);
        }
        dossier_wipe(&dossier);
    }
}

/* The ledger's part. It may run twice, as a job may. */
static enum tnw_err
adopt_some(void *ctx, struct txn *txn)
{
    const struct adopting *adopting = ctx;
    for (size_t i = 0; i < adopting->count; i++) {
        adopt_dossier(txn, &adopting->ids[i]);
    }
    expiry_put_adopted(txn, &adopting->until);
    return txn_error(txn);
}

static enum tnw_err
find_unadopted(const struct ending_options *options, struct adopting *adopting)
{
    struct txn *txn;
    const struct id end = end_of_all();
    enum tnw_err err = txn_begin_read(options->world->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    bool begun = expiry_get_adopted(txn, &adopting->until);
    adopting->done = begun && id_eq(&adopting->until, &end);
    adopting->count = adopting->done ? 0 : dossier_ids(txn, &adopting->until, adopting->ids, LIMIT_WAKE_BATCH);
    adopting->until = adopting->count == 0 ? end : adopting->ids[adopting->count - 1];
    err = txn_error(txn);
    txn_abort(&txn);
    return err;
}

/* One by one, and then how far it is. */
static enum tnw_err
adopt_each(const struct ending_options *options, const struct adopting *all)
{
    enum tnw_err worst = TNW_OK;
    for (size_t i = 0; i <= all->count; i++) {
        struct adopting one = {.count = i < all->count, .until = all->until};
        one.until = i < all->count ? all->ids[i] : all->until;
        one.ids[0] = one.until;
        enum tnw_err err = ledger_run(options->ledger, LIMIT_JOB_PAGES, adopt_some, &one);
        worst = err == TNW_OK ? worst : err;
    }
    return worst;
}

enum tnw_err
adopting_look(const struct ending_options *options)
{
    struct adopting adopting = {.done = false};
    enum tnw_err worst = TNW_OK;
    while (options->is_stopping == NULL || !options->is_stopping(options->owner)) {
        enum tnw_err err = find_unadopted(options, &adopting);
        if (err != TNW_OK || adopting.done) {
            return err == TNW_OK ? worst : err;
        }
        err = ledger_run(options->ledger, (adopting.count + 1) * LIMIT_JOB_PAGES, adopt_some, &adopting);
        bool damaged = err == TNW_E_CORRUPT || err == TNW_E_CRYPTO;
        err = damaged ? adopt_each(options, &adopting) : err;
        worst = err == TNW_OK ? worst : err;
        if (err != TNW_OK && !damaged) {
            return err;
        }
    }
    return worst;
}
