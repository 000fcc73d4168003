#include "service/attachment/sweep.h"

#include "base/limits.h"
#include "ledger/ledger_run.h"
#include "store/records/file/attachment.h"

/* The oldest draft, if it is old enough. An hour more, since its row says the hour only. */
static bool
find_old(const struct world *world, struct txn *txn, struct attachment_draft *out)
{
    return attachment_draft_first(txn, out) &&
           out->since + LIMIT_DRAFT_MS + INT64_C(3600000) <= clock_now(&world->clock);
}

/* The ledger's part. May run twice. It takes nothing of the reserve for long: it gives room back. */
static enum tnw_err
remove_oldest(void *ctx, struct txn *txn)
{
    struct attachment_draft draft;
    if (find_old(ctx, txn, &draft)) {
        attachment_draft_remove(txn, &draft);
    }
    return txn_error(txn);
}

static bool
is_any_old(const struct world *world)
{
    struct txn *txn;
    struct attachment_draft draft;
    if (txn_begin_read(world->store, &txn) != TNW_OK) {
        return false;
    }
    bool any = find_old(world, txn, &draft);
    txn_abort(&txn);
    return any;
}

enum tnw_err
sweep_drafts(const struct world *world, struct ledger *ledger, size_t *removed)
{
    enum tnw_err err = TNW_OK;
    *removed = 0;
    while (err == TNW_OK && *removed < LIMIT_SWEEP_DRAFTS && is_any_old(world)) {
        err = ledger_run(ledger, LIMIT_JOB_PAGES, remove_oldest, (void *)(uintptr_t)world);
        *removed += err == TNW_OK;
    }
    return err;
}
