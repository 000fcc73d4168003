#include "app/migrate/migration.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "app/command.h"
#include "audit/record.h"
#include "audit/verify/verify.h"
#include "base/file.h"
#include "store/audit/audit_log.h"
#include "store/layout.h"
#include "store/lmdb/lmdb_engine.h"
#include "store/lmdb/lmdb_folder.h"
#include "store/migrate/migrate.h"

/* Within the store's folder: so that the new store is on the same disk, and found when it was cut. */
#define WORK_NAME "migrating"
#define ACTION "store.migrate"
/* What a store takes beside its rows: the journal, the lock, lists of free pages. */
#define BESIDE ((uint64_t)32 << 20)

enum tnw_err
migration_open(struct migration *migration, char where[CONFIG_WHERE])
{
    enum tnw_err err = runtime_open_rules(&migration->runtime, migration->file, migration->sets, where);
    migration->folder = migration->runtime.config.store_path;
    return err == TNW_OK ? file_check_kept(migration->folder, where) : err;
}

void
migration_close(struct migration *migration)
{
    runtime_close(&migration->runtime);
}

enum tnw_err
migration_look(struct migration *migration, char where[CONFIG_WHERE])
{
    uint64_t taken = 0;
    enum tnw_err err = lmdb_folder_version(migration->folder, &migration->version, where);
    if (err == TNW_OK) {
        err = lmdb_folder_room(migration->folder, &taken, &migration->left, where);
    }
    migration->needed = taken + taken / 8 + migration->runtime.config.store_reserve + BESIDE;
    return err;
}

static struct lmdb_options
options_of(const struct migration *migration, const char *path, bool read_only)
{
    return (struct lmdb_options){.path = path,
                                 .map_size = migration->runtime.config.store_map_size,
                                 .reserve = migration->runtime.config.store_reserve,
                                 .read_only = read_only};
}

static const struct engine_schema *
schema_of(uint8_t version)
{
    return migrate_step_reads(migrate_step_from(version))->schema;
}

enum tnw_err
migration_count(const struct migration *migration, uint64_t *rows, char where[CONFIG_WHERE])
{
    const struct lmdb_options options = options_of(migration, migration->folder, true);
    const struct engine_schema *schema = schema_of(migration->version);
    struct engine *engine;
    struct engine_txn *txn = NULL;
    *rows = 0;
    enum tnw_err err = lmdb_engine_open(&engine, &options, schema, where);
    if (err == TNW_OK) {
        err = engine_begin(engine, false, &txn);
    }
    for (unsigned space = 0; err == TNW_OK && space < schema->count; space++) {
        uint64_t count;
        err = engine_count(txn, space, &count);
        *rows += count;
    }
    engine_abort(&txn);
    engine_close(&engine);
    return err;
}

enum tnw_err
migration_check(const struct migration *migration, char where[CONFIG_WHERE])
{
    if (migration->left < migration->needed) {
        (void)snprintf(where, CONFIG_WHERE,
                       "%.200s: needs %" PRIu64 " MB of room beside what there is, and has %" PRIu64, migration->folder,
                       migration->needed >> 20, migration->left >> 20);
        return TNW_E_STORAGE_FULL;
    }
    return lmdb_folder_alone(migration->folder, where);
}

/* A store on its way, and where it lies. */
struct stage {
    char path[FILE_PATH];
    uint8_t version;
    struct engine *engine; /* NULL: closed */
};

struct progress {
    bool terminal;
};

static void
tell_rows(void *ctx, uint64_t rows)
{
    const struct progress *progress = ctx;
    if (progress->terminal) {
        (void)fprintf(stderr, "\r%" PRIu64 " rows", rows);
    }
}

/* From a store, of which its caller holds the writer, to a new one. */
static enum tnw_err
run_migration_step(struct migration *migration, const struct stage *from, struct stage *to, char where[CONFIG_WHERE])
{
    const struct migrate_step *step = migrate_step_from(from->version);
    struct progress progress = {.terminal = isatty(STDERR_FILENO) == 1};
    struct migrate_task task = {
        .step = step, .keyring = migration->runtime.keyring, .tell = tell_rows, .ctx = &progress};
    char name[32];
    to->version = migrate_step_writes(step)->schema->version;
    (void)snprintf(name, sizeof name, WORK_NAME "-%u", to->version);
    enum tnw_err err = lmdb_folder_begin(migration->folder, name, to->path, where);
    if (err == TNW_OK) {
        const struct lmdb_options options = options_of(migration, to->path, false);
        err = lmdb_engine_open(&to->engine, &options, migrate_step_writes(step)->schema, where);
    }
    if (err == TNW_OK) {
        err = engine_begin(from->engine, false, &task.from);
    }
    if (err == TNW_OK) {
        task.to = to->engine;
        err = migrate_run(&task, &migration->rows, where);
    }
    engine_abort(&task.from);
    engine_close(&to->engine);
    if (progress.terminal) {
        (void)fprintf(stderr, "\n");
    }
    return err;
}

static enum tnw_err
open_stage(const struct migration *migration, struct stage *stage, char where[CONFIG_WHERE])
{
    const struct lmdb_options options = options_of(migration, stage->path, true);
    return lmdb_engine_open(&stage->engine, &options, schema_of(stage->version), where);
}

/* Each format to the next. Out: last: the newest, closed. */
static enum tnw_err
run_migration_steps(struct migration *migration, const struct stage *first, struct stage *last,
                    char where[CONFIG_WHERE])
{
    struct stage at = *first;
    enum tnw_err err = TNW_OK;
    while (err == TNW_OK && at.version != LAYOUT_VERSION) {
        err = run_migration_step(migration, &at, last, where);
        if (at.engine != first->engine) {
            engine_close(&at.engine);
        }
        at = *last;
        if (err == TNW_OK && at.version != LAYOUT_VERSION) {
            err = open_stage(migration, &at, where);
        }
    }
    return err;
}

/* The log goes on, and says what happened. */
enum tnw_err
migration_record(struct runtime *fresh, unsigned from, uint64_t *number, char where[CONFIG_WHERE])
{
    struct txn *txn;
    char ground[64];
    (void)snprintf(ground, sizeof ground, "from:%u to:%u", from, LAYOUT_VERSION);
    const time_ms now = clock_now(&fresh->world.clock);
    enum tnw_err err = txn_begin_write(fresh->store, &txn);
    if (err == TNW_OK) {
        const struct audit_record record = audit_record_by_operator(ACTION, slice_str(ground), fresh->policy.hash, now);
        *number = audit_log_size(txn);
        audit_record_append(txn, &record, now);
        err = txn_commit(&txn);
    }
    return err == TNW_OK ? err : command_fail(err, where, fresh->config.store_path, "cannot be written to");
}

static void
tell_fresh_finding(void *ctx, const char *finding)
{
    (void)ctx;
    (void)fprintf(stderr, "%s\n", finding);
}

/* All of it is looked at before the old one goes. */
static enum tnw_err
verify_fresh(const struct runtime *fresh, char where[CONFIG_WHERE])
{
    struct verify_result result;
    struct state_file state = {.size = 0};
    enum tnw_err err = state_file_load(&state, fresh->config.audit_state, slice_str(fresh->log_key.public.name), where);
    if (err == TNW_OK) {
        const struct verify_input input = {
            .store = fresh->store, .log = &fresh->log_key.public, .state = &state, .tell = tell_fresh_finding};
        err = verify_store(&input, &result);
    }
    if (err == TNW_E_CORRUPT) {
        (void)snprintf(where, CONFIG_WHERE,
                       "%" PRIu64 " findings in the new store, which is not taken: the old one is as it was. Run the "
                       "verify of the tnwd that wrote it",
                       result.findings);
    }
    state_file_wipe(&state);
    return err;
}

/* Opened as a server opens it, where it lies now. */
static enum tnw_err
finish_store(struct migration *migration, const struct stage *stage, char where[CONFIG_WHERE])
{
    struct runtime fresh;
    enum tnw_err err = runtime_open_rules(&fresh, migration->file, migration->sets, where);
    if (err == TNW_OK) {
        const size_t room = sizeof fresh.config.store_path;
        int n = snprintf(fresh.config.store_path, room, "%s", stage->path);
        err = n > 0 && (size_t)n < room ? runtime_open_store(&fresh, false, where)
                                        : command_fail(TNW_E_CONFIGURATION, where, stage->path, "is too long");
    }
    if (err == TNW_OK) {
        err = migration_record(&fresh, migration->version, &migration->record, where);
    }
    if (err == TNW_OK) {
        err = verify_fresh(&fresh, where);
    }
    runtime_close(&fresh);
    return err;
}

static enum tnw_err
make_and_replace(struct migration *migration, const struct stage *old, char where[CONFIG_WHERE])
{
    struct stage fresh = {.version = 0};
    enum tnw_err err = run_migration_steps(migration, old, &fresh, where);
    if (err == TNW_OK) {
        err = finish_store(migration, &fresh, where);
    }
    if (err == TNW_OK) {
        err = lmdb_folder_close_others_out(migration->folder, where);
    }
    return err == TNW_OK ? lmdb_folder_replace(migration->folder, fresh.path, where) : err;
}

/* As the writer, so that what a crash left in the journal is taken over, and nothing comes to it meanwhile. */
enum tnw_err
migration_make(struct migration *migration, char where[CONFIG_WHERE])
{
    const struct lmdb_options options = options_of(migration, migration->folder, false);
    struct stage old = {.version = migration->version};
    struct engine_txn *writer = NULL;
    enum tnw_err err = lmdb_engine_open(&old.engine, &options, schema_of(old.version), where);
    if (err == TNW_OK) {
        err = engine_begin(old.engine, true, &writer);
    }
    if (err == TNW_OK) {
        err = make_and_replace(migration, &old, where);
    }
    engine_abort(&writer);
    engine_close(&old.engine);
    char unused[CONFIG_WHERE];
    enum tnw_err cleaned = migration_clean(migration, err == TNW_OK ? where : unused);
    return err == TNW_OK ? cleaned : err;
}

enum tnw_err
migration_clean(const struct migration *migration, char where[CONFIG_WHERE])
{
    enum tnw_err err = TNW_OK;
    for (unsigned version = 1; err == TNW_OK && version <= LAYOUT_VERSION; version++) {
        char path[FILE_PATH];
        (void)snprintf(path, sizeof path, "%s/" WORK_NAME "-%u", migration->folder, version);
        err = lmdb_folder_remove(path, where);
    }
    return err;
}
