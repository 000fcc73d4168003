#include "app/log_change.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/runtime.h"
#include "audit/note/key_change.h"
#include "audit/record.h"
#include "audit/seal.h"
#include "audit/search.h"
#include "store/lmdb/lmdb_engine.h"

struct step {
    struct txn *txn;
    const struct runtime *runtime;
    uint64_t seq; /* of the record that comes next */
};

static void
append_own(const struct step *step, const char *action, struct slice ground)
{
    const time_ms now = clock_now(&step->runtime->world.clock);
    const struct audit_record record = audit_record_by_operator(action, ground, step->runtime->policy.hash, now);
    audit_record_append(step->txn, &record, now);
}

typedef enum tnw_err step_run(const struct step *step, const void *what, char where[CONFIG_WHERE]);

static enum tnw_err
run_step(const struct runtime *runtime, step_run *run, const void *what, char where[CONFIG_WHERE])
{
    struct step step = {.runtime = runtime};
    enum tnw_err err = txn_begin_write(runtime->store, &step.txn);
    if (err != TNW_OK) {
        return command_fail(err, where, runtime->config.store_path, "cannot be written to");
    }
    step.seq = audit_log_size(step.txn);
    err = run(&step, what, where);
    if (err == TNW_OK) {
        err = txn_error(step.txn);
    }
    if (err != TNW_OK) {
        txn_abort(&step.txn);
        return err;
    }
    err = txn_commit(&step.txn);
    return err == TNW_OK ? err : command_fail(err, where, runtime->config.store_path, "cannot be written to");
}

static enum tnw_err
with_store(const struct log_change *store, step_run *run, const void *what, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    enum tnw_err err = runtime_open_keyless(&runtime, store->file, store->sets, where);
    if (err == TNW_OK && !lmdb_engine_is_there(runtime.config.store_path)) {
        err = command_fail(TNW_E_NOT_FOUND, where, runtime.config.store_path, "holds no store");
    }
    if (err == TNW_OK) {
        err = runtime_open_store(&runtime, false, where);
    }
    if (err == TNW_OK) {
        err = run_step(&runtime, run, what, where);
    }
    runtime_close(&runtime);
    return err;
}

struct change {
    const struct note_key *fresh;
    const struct log_key *old;
};

/* One look of the search. Out: *more: it goes on behind query->after. */
static bool
look_for_name(const struct step *step, struct search_query *query, const char *name, bool *more)
{
    struct search_hit hit;
    struct key_change change;
    bool had = false;
    struct search *search = search_open(step->txn, query);
    while (search != NULL && !had && search_next(search, &hit)) {
        enum tnw_err err = key_change_open(&change, hit.view.ground, hit.seq);
        had = err == TNW_OK && (strcmp(change.fresh.name, name) == 0 || strcmp(change.old.name, name) == 0);
    }
    *more = search != NULL && search_is_unfinished(search, &query->after);
    search_close(&search);
    return had;
}

/* Two keys of one name would make the checkpoints of one those of the other. */
static bool
had_name(const struct step *step, const char *name)
{
    struct search_query query = {.action = slice_str(KEY_CHANGE_ACTION), .after = UINT64_MAX};
    bool had = false;
    for (bool more = true; more && !had;) {
        had = look_for_name(step, &query, name, &more);
    }
    return had;
}

static enum tnw_err
run_change(const struct step *step, const void *what, char where[CONFIG_WHERE])
{
    const struct change *change = what;
    struct buf ground = {0};
    if (had_name(step, change->fresh->name)) {
        return command_fail(TNW_E_USAGE, where, change->fresh->name, "was the log's name before; it needs another one");
    }
    enum tnw_err err =
        key_change_encode(&ground, step->seq, change->fresh, change->old == NULL ? NULL : &change->old->public,
                          change->old == NULL ? NULL : change->old->secret);
    if (err == TNW_OK) {
        append_own(step, KEY_CHANGE_ACTION, buf_slice(&ground));
    } else {
        (void)command_fail(err, where, change->fresh->name, "cannot be recorded as the log's new key");
    }
    buf_free(&ground);
    return err;
}

enum tnw_err
log_change_record(const struct log_change *store, const struct note_key *fresh, const struct log_key *old,
                  char where[CONFIG_WHERE])
{
    const struct change change = {.fresh = fresh, .old = old};
    enum tnw_err err = with_store(store, run_change, &change, where);
    return err == TNW_E_NOT_FOUND ? TNW_OK : err; /* a log without records: nobody has looked at it */
}

static enum tnw_err
run_continue(const struct step *step, const void *what, char where[CONFIG_WHERE])
{
    const struct checkpoint *witnessed = what;
    struct proof_source tree = seal_tree(step->txn);
    struct hash root;
    char ground[64];
    if (witnessed->size > step->seq) {
        (void)snprintf(where, CONFIG_WHERE,
                       "the store holds %" PRIu64 " records, and witnesses cosigned %" PRIu64
                       ": put a newer copy back, or begin a new log with `tnwd log-key --new`",
                       step->seq, witnessed->size);
        return TNW_E_CORRUPT;
    }
    if (proof_root(&tree, witnessed->size, &root) != TNW_OK || !hash_eq(&root, &witnessed->root)) {
        (void)snprintf(where, CONFIG_WHERE,
                       "the first %" PRIu64 " records of the store are not those that witnesses cosigned",
                       witnessed->size);
        return TNW_E_CORRUPT;
    }
    (void)snprintf(ground, sizeof ground, "witnessed:%" PRIu64, witnessed->size);
    append_own(step, KEY_CONTINUE_ACTION, slice_str(ground));
    return TNW_OK;
}

enum tnw_err
log_change_continue(const struct log_change *store, const struct checkpoint *witnessed, char where[CONFIG_WHERE])
{
    return with_store(store, run_continue, witnessed, where);
}
