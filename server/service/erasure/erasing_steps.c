#include "service/erasure/erasing.h"

#include <stdlib.h>
#include <time.h>

#include "audit/record.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/stop.h"
#include "service/core/dispatch.h"
#include "store/records/actor.h"
#include "store/records/erasure/emptying.h"
#include "store/records/inbox.h"

static enum tnw_err
run_and_commit(struct txn **txn, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx)
{
    enum tnw_err err = run(ctx, *txn);
    if (err != TNW_OK) {
        txn_abort(txn);
        return err;
    }
    return txn_commit(txn);
}

/* The lock of a store's writer is one that whoever asks first gets: who lets it go and asks again at once has it before
 * a waiter wakes. So it is let alone for as long as it was held. */
enum tnw_err
erasing_commit_directly(void *owner, enum tnw_err (*run)(void *ctx, struct txn *txn), void *ctx)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_write(owner, &txn);
    if (err != TNW_OK) {
        return err;
    }
    const int64_t begun = clock_monotonic_ms();
    err = run_and_commit(&txn, run, ctx);
    const int64_t held = clock_monotonic_ms() - begun + 1;
    const struct timespec rest = {.tv_sec = held / 1000, .tv_nsec = held % 1000 * 1000000};
    (void)nanosleep(&rest, NULL);
    return err;
}

/* Dossiers that are emptied together: one look through the rows of the others is for all of them. */
struct emptying {
    const struct erasing_options *options;
    struct id dossiers[LIMIT_ERASE_TOGETHER];
    size_t count;
    size_t which;   /* of them, whose rows are being removed */
    size_t removed; /* rows, by the last job */
    struct trace traces[LIMIT_ERASE_ROWS];
    size_t trace_count;
};

static enum tnw_err
commit_step(struct emptying *it, enum tnw_err (*run)(void *ctx, struct txn *txn))
{
    const struct erasing_options *options = it->options;
    enum tnw_err err = options->commit(options->owner, run, it);
    bool goes_on = err != TNW_OK || options->rest == NULL || options->rest(options->owner);
    return goes_on ? err : TNW_E_UNAVAILABLE;
}

static enum tnw_err
collect_dossiers(const struct world *world, enum erasure_state state, const struct id *after, struct id out[],
                 size_t max, size_t *count)
{
    struct txn *snapshot;
    *count = 0;
    enum tnw_err err = txn_begin_read(world->store, &snapshot);
    if (err == TNW_OK) {
        *count = erasure_in_state(snapshot, state, after, out, max);
        err = txn_error(snapshot);
        txn_abort(&snapshot);
    }
    return err;
}

/* The ledger's part, as all that are called by commit: it may run twice. */
static enum tnw_err
remove_traces(void *ctx, struct txn *txn)
{
    struct emptying *it = ctx;
    for (size_t i = 0; i < it->trace_count; i++) {
        trace_remove(txn, &it->traces[i]);
    }
    txn_raise_generation(txn);
    return txn_error(txn);
}

/* Snapshot by snapshot. What was written before the dossiers were closed each of them shows, and afterwards nothing is
 * written that names them. */
static enum tnw_err
remove_all_traces(struct emptying *it)
{
    struct trace_walk walk = {.space = 0};
    enum tnw_err err = TNW_OK;
    while (err == TNW_OK && !walk.over) {
        struct txn *snapshot;
        err = txn_begin_read(it->options->world->store, &snapshot);
        if (err != TNW_OK) {
            return err;
        }
        it->trace_count =
            trace_find(snapshot, &walk, it->dossiers, it->count, LIMIT_ERASE_LOOKS, it->traces, LIMIT_ERASE_ROWS);
        err = txn_error(snapshot);
        txn_abort(&snapshot);
        if (err == TNW_OK && it->trace_count > 0) {
            err = commit_step(it, remove_traces);
            stop_here("erasing_traces");
        } else if (err == TNW_OK && it->options->rest != NULL && !it->options->rest(it->options->owner)) {
            err = TNW_E_UNAVAILABLE;
        }
    }
    return err;
}

/* Its next state, and the record of that, which is the server's own. */
static void
go_to_state(const struct world *world, struct txn *txn, struct erasure *erasure, enum erasure_state state,
            const char *action)
{
    time_ms now = dispatch_now(world, txn);
    struct audit_record record = audit_record_by_server(action, world->policy->hash);
    record.ground = slice_str("server");
    record.dossier = erasure->dossier;
    record.writes = true;
    erasure->state = state;
    erasure->at[state] = now;
    erasure->seq[state] = audit_log_size(txn);
    erasure_put(txn, erasure);
    audit_record_append(txn, &record, now);
    txn_raise_generation(txn);
}

/* Some rows of one; when those were the last, it is emptied. */
static enum tnw_err
remove_rows_of_one(void *ctx, struct txn *txn)
{
    struct emptying *it = ctx;
    struct erasure erasure;
    const struct id *dossier = &it->dossiers[it->which];
    it->removed = emptying_remove(txn, dossier, LIMIT_ERASE_ROWS);
    stop_here("erasing_rows");
    if (it->removed < LIMIT_ERASE_ROWS && erasure_get(txn, dossier, &erasure) && erasure.state == ERASURE_CLOSED) {
        go_to_state(it->options->world, txn, &erasure, ERASURE_EMPTIED, "dossier.emptied");
    }
    return txn_error(txn);
}

static enum tnw_err
empty_together(struct emptying *it, size_t *emptied)
{
    enum tnw_err err = remove_all_traces(it);
    for (it->which = 0; err == TNW_OK && it->which < it->count; it->which++) {
        do {
            err = commit_step(it, remove_rows_of_one);
            stop_here("erasing_emptied");
        } while (err == TNW_OK && it->removed == LIMIT_ERASE_ROWS);
        *emptied += err == TNW_OK;
    }
    return err;
}

enum tnw_err
erasing_empty(const struct erasing_options *options, size_t *emptied)
{
    struct emptying *it = calloc(1, sizeof *it);
    struct id all = {{0}};
    enum tnw_err err = it == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    *emptied = 0;
    while (err == TNW_OK) {
        it->options = options;
        err = collect_dossiers(options->world, ERASURE_CLOSED, &all, it->dossiers, LIMIT_ERASE_TOGETHER, &it->count);
        if (err != TNW_OK || it->count == 0) {
            break;
        }
        err = empty_together(it, emptied);
    }
    free(it);
    return err;
}

struct completing {
    const struct erasing_options *options;
    struct id dossier;
    bool completed;
    struct buf told; /* actors, 16 bytes each */
};

/* In each registration in which they are a patient: which of them they come back with nobody knows. */
static void
tell_patient(struct completing *it, struct txn *txn, const struct erasure *erasure)
{
    struct id actors[LIMIT_IDENTITY_ACTORS];
    size_t count = actor_by_identity(txn, &erasure->patient, actors);
    for (size_t i = 0; i < count; i++) {
        struct actor actor;
        bool patient = actor_get(txn, &actors[i], &actor) && (actor.roles & CODE_BIT(ROLE_PATIENT)) != 0;
        actor_wipe(&actor);
        if (patient) {
            struct event event = {.type = EVENT_ERASURE_COMPLETE,
                                  .time = erasure->at[ERASURE_COMPLETE],
                                  .dossier = erasure->dossier,
                                  .object = erasure->dossier};
            inbox_put(txn, &actors[i], &event);
            buf_put_slice(&it->told, id_slice(&actors[i]));
        }
    }
}

static enum tnw_err
complete_one(void *ctx, struct txn *txn)
{
    struct completing *it = ctx;
    struct erasure erasure;
    buf_clear(&it->told);
    it->completed = erasure_get(txn, &it->dossier, &erasure) && erasure.state == ERASURE_EMPTIED &&
                    !erasure_has_keys(txn, &erasure);
    if (it->completed) {
        go_to_state(it->options->world, txn, &erasure, ERASURE_COMPLETE, "dossier.erased");
        tell_patient(it, txn, &erasure);
        stop_here("erasing_completes");
    }
    txn_set_error(txn, it->told.err);
    return txn_error(txn);
}

static bool
keys_are_gone(const struct world *world, const struct id *dossier, enum tnw_err *err)
{
    struct txn *snapshot;
    struct erasure erasure;
    *err = txn_begin_read(world->store, &snapshot);
    if (*err != TNW_OK) {
        return false;
    }
    bool gone = erasure_get(snapshot, dossier, &erasure) && !erasure_has_keys(snapshot, &erasure);
    *err = txn_error(snapshot);
    txn_abort(&snapshot);
    return gone && *err == TNW_OK;
}

static enum tnw_err
complete_and_announce(const struct erasing_options *options, const struct id *dossier, size_t *completed)
{
    struct completing it = {.options = options, .dossier = *dossier};
    enum tnw_err err = options->commit(options->owner, complete_one, &it);
    stop_here("erasing_complete");
    *completed += err == TNW_OK && it.completed;
    if (err == TNW_OK && options->announce != NULL && it.told.len > 0) {
        options->announce(options->ctx, buf_slice(&it.told));
    }
    buf_free(&it.told);
    return err;
}

enum tnw_err
erasures_complete(const struct erasing_options *options, size_t *completed)
{
    struct id list[LIMIT_ERASE_PAGE];
    struct id after = {{0}};
    size_t count = 0;
    *completed = 0;
    enum tnw_err err = collect_dossiers(options->world, ERASURE_EMPTIED, &after, list, LIMIT_ERASE_PAGE, &count);
    while (err == TNW_OK && count > 0) {
        for (size_t i = 0; i < count && err == TNW_OK; i++) {
            if (keys_are_gone(options->world, &list[i], &err)) {
                err = complete_and_announce(options, &list[i], completed);
            }
        }
        after = list[count - 1];
        if (err == TNW_OK) {
            err = collect_dossiers(options->world, ERASURE_EMPTIED, &after, list, LIMIT_ERASE_PAGE, &count);
        }
    }
    return err;
}
