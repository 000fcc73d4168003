#include "service/statistics/release.h"

#include <stdlib.h>
#include <string.h>

#include "audit/record.h"
#include "base/limits.h"
#include "base/time/quarter.h"
#include "rules/statistics/publish.h"
#include "service/process/loading.h"
#include "store/records/dossier.h"
#include "store/records/process/statistic.h"

uint32_t
release_newest_quarter(const struct world *world)
{
    day_num today = date_in_belgium(clock_now(&world->clock));
    return quarter_of(today - PLAN_DELAY_DAYS) - 1;
}

static bool
is_released(const struct world *world, uint32_t quarter, enum tnw_err *err)
{
    struct txn *txn;
    bool has = false;
    *err = txn_begin_read(world->store, &txn);
    if (*err == TNW_OK) {
        has = statistic_has(txn, quarter);
        *err = txn_error(txn);
        txn_abort(&txn);
    }
    return has;
}

/* One that is damaged, which `tnwd verify` tells of, is not counted; nor one that was erased meanwhile. Each has a
 * snapshot of its own, so that no page is kept for long and no damage is another's. */
static enum tnw_err
count_dossier(const struct world *world, const struct id *id, struct statistics_counts *counts, struct process *process)
{
    struct txn *txn;
    struct dossier dossier;
    enum tnw_err err = txn_begin_read(world->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    if (dossier_get(txn, id, &dossier)) {
        const struct statistics_dossier one = {.id = *id, .opened = date_in_belgium(dossier.opened)};
        if (statistics_may_count(statistics_quarter(counts), one.opened) && loading_process(txn, &dossier, process)) {
            statistics_count(counts, &one, process);
        }
    }
    dossier_wipe(&dossier);
    err = txn_error(txn);
    txn_abort(&txn);
    return err == TNW_E_CORRUPT || err == TNW_E_CRYPTO ? TNW_OK : err;
}

static enum tnw_err
list_dossiers(const struct world *world, const struct id *after, struct id list[LIMIT_STATISTICS_BATCH], size_t *count)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(world->store, &txn);
    if (err == TNW_OK) {
        *count = dossier_ids(txn, after, list, LIMIT_STATISTICS_BATCH);
        err = txn_error(txn);
        txn_abort(&txn);
    }
    return err;
}

static enum tnw_err
count_all(const struct release_options *options, struct statistics_counts *counts)
{
    struct id list[LIMIT_STATISTICS_BATCH];
    struct id after = {0};
    size_t count = 0;
    struct process *process = calloc(1, sizeof *process);
    if (process == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = list_dossiers(options->world, &after, list, &count);
    while (err == TNW_OK && count > 0) {
        for (size_t i = 0; i < count && err == TNW_OK; i++) {
            err = count_dossier(options->world, &list[i], counts, process);
        }
        after = list[count - 1];
        if (err == TNW_OK && options->rest != NULL && !options->rest(options->owner)) {
            err = TNW_E_UNAVAILABLE;
        }
        if (err == TNW_OK) {
            err = list_dossiers(options->world, &after, list, &count);
        }
    }
    bytes_wipe(process, sizeof *process);
    free(process);
    return err;
}

#define ACTION "statistics.release"
#define GROUND_TEXT (8 + QUARTER_TEXT)

struct putting {
    const struct release_options *options;
    const struct statistic_release *release;
    bool put;
};

static void
record_release(const struct putting *putting, struct txn *txn)
{
    char ground[GROUND_TEXT] = "quarter:";
    const struct world *world = putting->options->world;
    const time_ms now = clock_now(&world->clock);
    quarter_format(ground + strlen(ground), putting->release->quarter);
    struct audit_record record = putting->options->by_operator
                                     ? audit_record_by_operator(ACTION, slice_str(ground), world->policy->hash, now)
                                     : audit_record_by_server(ACTION, world->policy->hash);
    record.ground = slice_str(ground);
    audit_record_append(txn, &record, now);
}

/* Who comes second, be it another process, puts nothing. */
static enum tnw_err
put_release(void *ctx, struct txn *txn)
{
    struct putting *putting = ctx;
    if (!txn_has_room(txn)) {
        return TNW_E_STORAGE_FULL; /* the reserve is not for statistics */
    }
    putting->put = statistic_put(txn, putting->release);
    if (putting->put) {
        record_release(putting, txn);
    }
    return txn_error(txn);
}

static enum tnw_err
publish_counts(const struct release_options *options, const struct statistics_counts *counts)
{
    struct statistic_release release;
    struct putting putting = {.options = options, .release = &release};
    const struct noise noise = noise_system();
    enum tnw_err err = statistics_publish(&release, counts, &noise, clock_now(&options->world->clock));
    if (err == TNW_OK) {
        err = options->commit(options->owner, put_release, &putting);
    }
    statistics_release_wipe(&release);
    return err == TNW_OK && !putting.put ? TNW_E_CONFLICT : err;
}

enum tnw_err
release_make(const struct release_options *options, uint32_t quarter)
{
    enum tnw_err err;
    if (!options->world->policy->releases_statistics || quarter > release_newest_quarter(options->world) ||
        is_released(options->world, quarter, &err)) {
        return TNW_E_CONFLICT;
    }
    if (err != TNW_OK) {
        return err;
    }
    struct statistics_counts *counts = statistics_counts_new(options->world->timeline, quarter);
    if (counts == NULL) {
        return TNW_E_NO_MEMORY;
    }
    err = count_all(options, counts);
    if (err == TNW_OK) {
        err = publish_counts(options, counts);
    }
    statistics_counts_free(&counts);
    return err;
}
