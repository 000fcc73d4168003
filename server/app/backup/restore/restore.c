#include "app/backup/restore/restore.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "app/backup/restore/restore_check.h"
#include "app/backup/restore/restore_keys.h"
#include "app/backup/restore/restore_load.h"
#include "app/backup/restore/restore_migrate.h"
#include "app/command.h"
#include "app/log_restart.h"
#include "app/migrate/migration.h"
#include "app/runtime.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/stop.h"
#include "store/layout.h"
#include "store/lmdb/lmdb_engine.h"

/* What a store takes of a disk for what it holds: half as much again, and its journal. */
#define ROOM(bytes) ((bytes) / 2 * 3 + ((uint64_t)32 << 20))

struct restore {
    const struct restore_options *options;
    struct runtime runtime;
    struct restore_source *source;
    char data[CONFIG_TEXT]; /* where it is to be */
    char work[CONFIG_TEXT]; /* where it is made */
    char set[CONFIG_TEXT + 16];
    struct config_sets sets; /* with the folder where it is made */
    int lock;
    bool continues; /* behind what audit-state says */
    uint64_t records;
    char *where;
};

static enum tnw_err
fail_restore(const struct restore *it, enum tnw_err err, const char *path, const char *what)
{
    return command_fail(err, it->where, path, what);
}

static bool
has_name(const char *folder, const char *name)
{
    char path[CONFIG_TEXT + 32];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, F_OK) == 0;
}

/* Than the format of now. */
static bool
is_older(const struct restore *it)
{
    return it->source->manifest.layout != LAYOUT_VERSION;
}

static void
empty_work(const struct restore *it)
{
    static const char *const names[] = {"data.mdb", "lock.mdb", "journal", "new.mdb", "new.mdb-lock"};
    char path[CONFIG_TEXT + 32];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", it->work, names[i]);
        (void)unlink(path);
    }
    restore_migrate_clean(it->work);
    (void)rmdir(it->work);
}

/* What an earlier one left is begun anew. */
static enum tnw_err
make_work(struct restore *it)
{
    struct statvfs fs;
    const char *temp = getenv("TMPDIR");
    if (it->options->rehearses) {
        (void)snprintf(it->work, sizeof it->work, "%.900s/tnwd-rehearsal-XXXXXX", temp == NULL ? "/var/tmp" : temp);
        if (mkdtemp(it->work) == NULL) {
            return fail_restore(it, TNW_E_IO, it->work, strerror(errno));
        }
    } else {
        (void)snprintf(it->work, sizeof it->work, "%.1000s/restore", it->data);
        empty_work(it);
        if (mkdir(it->work, 0700) != 0) {
            return fail_restore(it, TNW_E_IO, it->work, strerror(errno));
        }
    }
    uint64_t needed = ROOM(it->source->bytes) * (is_older(it) ? 2 : 1);
    if (statvfs(it->work, &fs) == 0 && (uint64_t)fs.f_bavail * fs.f_frsize < needed) {
        return fail_restore(it, TNW_E_STORAGE_FULL, it->work,
                            "has no room for what is brought back (a rehearsal: TMPDIR)");
    }
    return TNW_OK;
}

static enum tnw_err
check_target(struct restore *it)
{
    if (it->options->rehearses) {
        return TNW_OK;
    }
    if (mkdir(it->data, 0700) != 0 && errno != EEXIST) {
        return fail_restore(it, TNW_E_IO, it->data, strerror(errno));
    }
    char full[PATH_MAX];
    if (realpath(it->data, full) == NULL || strlen(full) >= sizeof it->data - 64) {
        return fail_restore(it, TNW_E_IO, it->data, strerror(errno));
    }
    /* What --set names is taken from where the configuration lies, not from where this runs. */
    (void)snprintf(it->data, sizeof it->data, "%.*s", (int)sizeof it->data - 64, full);
    enum tnw_err err = file_check_kept(it->data, it->where);
    if (err == TNW_OK && log_key_lock(it->data, &it->lock) != TNW_OK) {
        err = fail_restore(it, TNW_E_CONFLICT, it->data, "is in use; stop the server first");
    }
    if (err == TNW_OK && (lmdb_engine_is_there(it->data) || has_name(it->data, "journal"))) {
        err = fail_restore(
            it, TNW_E_CONFLICT, it->data,
            "is not empty: a store is there, or its journal. Move it away first; if a restore that was cut put it "
            "there, it is whole: `tnwd serve`, or `tnwd log-key` where that says so");
    }
    return err;
}

/* Whether the log can go on is known before anything is brought back. */
static enum tnw_err
check_log_files(struct restore *it)
{
    const struct config *config = &it->runtime.config;
    it->continues = access(config->audit_state, F_OK) == 0;
    if (it->options->rehearses || it->options->new_log != NULL || it->continues || it->options->not_before != NULL) {
        return TNW_OK;
    }
    return fail_restore(
        it, TNW_E_CONFLICT, config->audit_state,
        "is not there, so nobody knows what the log's key signed last: show the newest checkpoint that a witness "
        "cosigned (--not-before NOTE), or begin a new log (--new --origin ADDRESS)");
}

/* The keyring at hand must be the store's own, and, where the log goes on, its key too. */
static enum tnw_err
check_whose(const struct restore *it)
{
    char what[2 * DEST_LOG + 128];
    const char *log = it->runtime.log_key.public.name;
    const struct dest_owner *its = &it->source->dest.owner;
    const struct dest_owner ours = dest_owner_of(it->runtime.keyring, log);
    if (!id_eq(&its->store, &ours.store)) {
        (void)snprintf(what, sizeof what,
                       "is a backup of another store, whose log is %.120s: bring back the keyring of that store first",
                       its->log);
    } else if (it->options->new_log == NULL && strcmp(its->log, log) != 0) {
        (void)snprintf(what, sizeof what,
                       "is a backup of the log %.120s, and audit.key is that of %.120s: put that log's key "
                       "back, or begin a new log (--new --origin ADDRESS)",
                       its->log, log);
    } else {
        return TNW_OK;
    }
    return fail_restore(it, TNW_E_CONFLICT, it->source->dest.path, what);
}

static enum tnw_err
open_source(struct restore *it)
{
    const struct restore_options *options = it->options;
    enum tnw_err err = runtime_open_rules(&it->runtime, options->file, options->sets, it->where);
    if (err != TNW_OK && options->new_log != NULL) { /* the old key may be lost */
        runtime_close(&it->runtime);
        err = runtime_open_keyless(&it->runtime, options->file, options->sets, it->where);
    }
    if (err == TNW_OK) {
        (void)snprintf(it->data, sizeof it->data, "%s", it->runtime.config.store_path);
        err = restore_choose(it->source, options->source, options->generation, it->where);
    }
    return err == TNW_OK ? check_whose(it) : err;
}

static enum tnw_err
load_work(struct restore *it)
{
    char path[FILE_PATH];
    struct lmdb_options options = {
        .path = path, .map_size = it->runtime.config.store_map_size, .reserve = it->runtime.config.store_reserve};
    unsigned version = it->source->manifest.layout;
    struct engine *engine = NULL;
    enum tnw_err err = restore_migrate_begin(it->work, version, path, it->where);
    if (err == TNW_OK) {
        err = lmdb_engine_open(&engine, &options, it->source->layout.schema, it->where);
    }
    if (err == TNW_OK) {
        err = restore_load(it->source, engine, it->where);
    }
    if (err == TNW_OK && !is_older(it)) {
        err = restore_keys_adopt(engine);
        err = err == TNW_OK ? err : fail_restore(it, err, it->work, "its data keys cannot be looked at");
    }
    engine_close(&engine);
    stop_here("restore.loaded");
    if (err == TNW_OK && is_older(it)) {
        err = restore_migrate(it->work, version, &options, it->runtime.keyring, it->where);
    }
    return err;
}

static enum tnw_err
check_work(struct restore *it)
{
    const struct restore_shown shown = {.not_before = it->options->not_before,
                                        .compares_state = it->continues && !it->options->rehearses,
                                        .new_log = it->options->new_log != NULL};
    (void)snprintf(it->runtime.config.store_path, sizeof it->runtime.config.store_path, "%s", it->work);
    struct slice erased = buf_slice(&it->source->erased);
    uint64_t record;
    bool only_looks = erased.len == 0 && (!is_older(it) || it->options->rehearses);
    enum tnw_err err = runtime_open_store(&it->runtime, only_looks, it->where);
    if (err == TNW_OK && erased.len > 0) {
        err = restore_keys_purge(it->runtime.store, erased);
    }
    if (err == TNW_OK) {
        err = restore_check(&it->runtime, &shown, &it->records, it->where);
    }
    if (err == TNW_OK && !only_looks && is_older(it)) {
        err = migration_record(&it->runtime, it->source->manifest.layout, &record, it->where);
    }
    log_clock_free(&it->runtime.clock);
    store_close(&it->runtime.store);
    stop_here("restore.checked");
    return err;
}

static enum tnw_err
move_to_data(void *ctx)
{
    const struct restore *it = ctx;
    char from[CONFIG_TEXT + 32];
    char to[CONFIG_TEXT + 32];
    (void)snprintf(from, sizeof from, "%s/data.mdb", it->work);
    (void)snprintf(to, sizeof to, "%s/data.mdb", it->data);
    stop_here("restore.log");
    enum tnw_err err = file_move(from, to) == TNW_OK ? TNW_OK : fail_restore(it, TNW_E_IO, to, strerror(errno));
    stop_here("restore.moved");
    return err;
}

/* The record is made in the store that was brought back before that is in its place, the files of the log behind it:
 * cut before, all is done again; behind it, a store is there, and `serve` says whether `log-key` is to be run. */
static enum tnw_err
settle_log(struct restore *it)
{
    const struct log_change store = {.file = it->options->file, .sets = &it->sets, .recorded = move_to_data, .ctx = it};
    struct config config;
    if (it->options->rehearses) {
        return TNW_OK;
    }
    if (it->continues && it->options->new_log == NULL) {
        return move_to_data(it);
    }
    it->sets = *it->options->sets;
    if (it->sets.count == CONFIG_SETS_MAX) {
        return fail_restore(it, TNW_E_USAGE, "--set", "is given too often");
    }
    (void)snprintf(it->set, sizeof it->set, "store.path=%s", it->work);
    it->sets.text[it->sets.count++] = it->set;
    enum tnw_err err = config_load(&config, store.file, store.sets, it->where);
    if (err == TNW_OK) {
        err = it->options->new_log != NULL ? log_restart_new(&store, &config, it->options->new_log, it->where)
                                           : log_restart_continue(&store, &config, it->options->not_before, it->where);
    }
    return err;
}

static void
tell_what_is_missing(const struct restore *it, int64_t begun)
{
    char time[TIME_TEXT];
    const struct restore_source *source = it->source;
    time_format(time, source->end.time);
    if (source->passed_over > 0) {
        printf("%u newer generations were cut before they were complete, and are not used.\n", source->passed_over);
    }
    printf("generation %u %s: %" PRIu64 " records, up to commit %" PRIu64 ", %s, in %" PRId64 " s\n",
           source->generation, it->options->rehearses ? "can be restored" : "is restored", it->records,
           source->end.at.commit, time, (clock_monotonic_ms() - begun + 999) / 1000);
    printf("Of the log the backup ends at record %" PRIu64 ", commit %" PRIu64
           ", %s: what was answered later, records from %" PRIu64
           " on, %s lost. Of a backup that was followed that is at most the last second before the machine was.\n",
           it->records, source->end.at.commit, time, it->records + 1, it->options->rehearses ? "would be" : "is");
    if (is_older(it)) {
        printf("It was of format %u, and is of format %d now%s.\n", source->manifest.layout, LAYOUT_VERSION,
               it->options->rehearses ? "" : "; a record of the log says so");
    }
    if (source->erased.len > 0) {
        printf("%zu dossiers in it were erased since, and their keys taken out of the backup: what was left of them is "
               "removed.\n",
               source->erased.len / ID_SIZE);
    }
}

static enum tnw_err
run_steps(struct restore *it)
{
    enum tnw_err err = open_source(it);
    if (err == TNW_OK) {
        err = check_log_files(it);
    }
    if (err == TNW_OK) {
        err = check_target(it);
    }
    if (err == TNW_OK) {
        err = make_work(it);
    }
    if (err == TNW_OK) {
        err = load_work(it);
    }
    if (err == TNW_OK) {
        err = check_work(it);
    }
    if (err == TNW_OK) {
        err = settle_log(it);
    }
    return err;
}

enum tnw_err
restore_run(const struct restore_options *options, char where[CONFIG_WHERE])
{
    int64_t begun = clock_monotonic_ms();
    struct restore *it = calloc(1, sizeof *it);
    struct restore_source *source = calloc(1, sizeof *source);
    enum tnw_err err = TNW_E_NO_MEMORY;
    if (it != NULL && source != NULL) {
        *it = (struct restore){.options = options, .source = source, .lock = -1, .where = where};
        err = run_steps(it);
        if (err == TNW_OK) {
            tell_what_is_missing(it, begun);
        }
        if (it->work[0] != 0) {
            empty_work(it);
        }
        if (it->lock >= 0) {
            (void)close(it->lock);
        }
        runtime_close(&it->runtime);
    }
    if (source != NULL) {
        buf_free(&source->erased);
    }
    free(source);
    free(it);
    return err;
}
