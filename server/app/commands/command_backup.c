/*
 * `tnwd backup`: a generation of all that the store holds, while it is served; `--follow`: what is done since, as it
 * becomes durable.
 */
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/backup/keep.h"
#include "app/backup/ship.h"
#include "app/command.h"
#include "app/runtime.h"
#include "base/clock.h"
#include "store/records/backup/managed.h"

/* How often is looked for what was done: well below the second that is promised. */
#define FOLLOW_MS 50
/* After something failed. */
#define RETRY_MS 5000
#define HOUR_MS INT64_C(3600000)

enum { FLAG_CONFIG, FLAG_SET, FLAG_FOLLOW };

struct backup {
    struct runtime runtime;
    struct dest dest;
    struct keep_rule keep;
    struct ship ship;
    sigset_t signals; /* that end it */
    bool follows;
    bool over;
    char *where;
};

static void
tell_generation(unsigned generation, const char *what)
{
    fprintf(stderr, "generation %u: %s\n", generation, what);
}

static bool
lies_below(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 && (path[len] == 0 || path[len] == '/');
}

/* What keeps a machine's loss from being the backup's. */
static enum tnw_err
check_place(const struct backup *backup)
{
    char data[PATH_MAX];
    struct stat here;
    struct stat there;
    const char *path = backup->dest.path;
    if (realpath(backup->runtime.config.store_path, data) != NULL && lies_below(path, data)) {
        return command_fail(TNW_E_USAGE, backup->where, path, "is in the folder of the data; take another place");
    }
    if (stat(path, &there) == 0 && stat(backup->runtime.config.store_path, &here) == 0 && here.st_dev == there.st_dev) {
        fprintf(stderr, "%s: is on the file system of the data, and is lost with it: take another machine or disk\n",
                path);
    }
    return TNW_OK;
}

static enum tnw_err
note_in_store(struct backup *backup, enum managed_state state)
{
    const struct clock clock = clock_system();
    struct managed managed = {.id = backup->dest.id, .state = state, .time = clock_now(&clock)};
    struct txn *txn;
    managed.generation = backup->ship.current == NULL ? 0 : backup->ship.current->number;
    (void)snprintf(managed.path, sizeof managed.path, "%s", backup->dest.path);
    enum tnw_err err = txn_begin_write(backup->runtime.store, &txn);
    if (err == TNW_OK) {
        managed_put(txn, &managed);
        err = txn_commit(&txn);
    }
    return err == TNW_OK ? err : command_fail(err, backup->where, backup->dest.path, "cannot be noted in the store");
}

static void
drop_generations(struct backup *backup, bool removes)
{
    char ignored[CONFIG_WHERE];
    struct ship *ship = &backup->ship;
    unsigned number = ship->fresh == NULL ? 0 : ship->fresh->number;
    generation_free(&ship->fresh);
    generation_free(&ship->current);
    if (number != 0 && removes) {
        (void)!dest_remove(&backup->dest, number, ignored);
    }
}

/* Nothing is a backup before it is noted: rotation and erasure must know of its keys. */
static enum tnw_err
make_and_note(struct backup *backup)
{
    enum tnw_err err = note_in_store(backup, MANAGED_BEGUN);
    if (err == TNW_OK) {
        err = ship_generation(&backup->ship);
    }
    if (err == TNW_OK) {
        err = note_in_store(backup, backup->follows ? MANAGED_FOLLOWED : MANAGED_COMPLETE);
    }
    if (err == TNW_OK) {
        const struct generation *it = backup->ship.current;
        printf("generation %u: %" PRIu64 " rows, %" PRIu64 " records, up to commit %" PRIu64 "\n", it->number,
               it->manifest.rows, it->end.records, it->end.at.commit);
        (void)fflush(stdout);
        err = keep_prune(&backup->dest, &backup->keep, it->number, tell_generation, backup->where);
    }
    return err;
}

static enum tnw_err
begin_anew(struct backup *backup)
{
    struct ship *ship = &backup->ship;
    enum tnw_err err =
        keep_prune(&backup->dest, &(struct keep_rule){.newest = DEST_GENERATIONS}, 0, tell_generation, backup->where);
    if (err == TNW_OK) {
        err = engine_follow(ship->engine, backup->dest.name, NULL, &ship->follower, &ship->at, backup->where);
    }
    return err == TNW_OK ? make_and_note(backup) : err;
}

static enum tnw_err
back_up_once(struct backup *backup)
{
    enum tnw_err err = begin_anew(backup);
    engine_follow_close(&backup->ship.follower, true);
    drop_generations(backup, true);
    return err;
}

/* Goes on with the newest generation, if what was done since is still kept. */
static enum tnw_err
go_on(struct backup *backup)
{
    struct ship *ship = &backup->ship;
    enum tnw_err err = dest_lock(&backup->dest, backup->where);
    if (err != TNW_OK) {
        return err;
    }
    err = generation_resume(&ship->current, &backup->dest, backup->where);
    dest_unlock(&backup->dest);
    if (err == TNW_OK) {
        err = engine_follow(ship->engine, backup->dest.name, &ship->current->end.at, &ship->follower, &ship->at,
                            backup->where);
    }
    if (err == TNW_OK) {
        fprintf(stderr, "generation %u: goes on behind commit %" PRIu64 "\n", ship->current->number, ship->at.commit);
        return note_in_store(backup, MANAGED_FOLLOWED);
    }
    if (err != TNW_E_CONFLICT && err != TNW_E_NOT_FOUND && err != TNW_E_CORRUPT) {
        return err;
    }
    if (ship->current != NULL) {
        fprintf(stderr, "generation %u: what was done since is not kept any more, a new one begins\n",
                ship->current->number);
    }
    generation_free(&ship->current);
    backup->where[0] = 0;
    return begin_anew(backup);
}

/* Returns whether it is time to end. */
static bool
rest(struct backup *backup, long ms)
{
    const struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    backup->over = backup->over || sigtimedwait(&backup->signals, NULL, &pause) > 0;
    return backup->over;
}

static bool
is_generation_due(const struct backup *backup)
{
    const struct clock clock = clock_system();
    int64_t age = clock_now(&clock) - backup->ship.current->manifest.completed;
    return age >= (int64_t)backup->runtime.config.backup_every * HOUR_MS;
}

static enum tnw_err
follow_on(struct backup *backup)
{
    bool all = false;
    enum tnw_err err = go_on(backup);
    while (err == TNW_OK && !(all && rest(backup, FOLLOW_MS))) {
        err = ship_steps(&backup->ship, &all);
        if (err == TNW_OK && all && is_generation_due(backup)) {
            err = make_and_note(backup);
        }
    }
    engine_follow_close(&backup->ship.follower, false);
    drop_generations(backup, true);
    return err;
}

/* What failed is tried again, until it is told to end: a disk that was away comes back. */
static enum tnw_err
follow_until_told(struct backup *backup)
{
    enum tnw_err err = TNW_OK;
    do {
        backup->where[0] = 0;
        err = follow_on(backup);
        if (err != TNW_OK) {
            log_event(&backup->runtime.log, LOG_LEVEL_WARNING, "backup_failed", "err=%s why=\"%s\"",
                      tnw_error_info(err)->code, backup->where);
        }
    } while (!backup->over && !rest(backup, err == TNW_OK ? 0 : RETRY_MS));
    return TNW_OK;
}

static enum tnw_err
open_backup(struct backup *backup, const struct arguments_flag *flags, const char *path)
{
    const struct config_sets sets = command_sets(&flags[FLAG_SET]);
    enum tnw_err err = runtime_open(&backup->runtime, flags[FLAG_CONFIG].values[0], &sets, backup->where);
    if (err == TNW_OK && keep_parse(&backup->keep, backup->runtime.config.backup_keep) != TNW_OK) {
        err = command_fail(TNW_E_CONFIGURATION, backup->where, "backup.keep", "must be as in 7d,4w,12m, or a number");
    }
    if (err == TNW_OK) {
        err = dest_open(&backup->dest, path, backup->runtime.log_key.public.name, backup->where);
    }
    backup->ship = (struct ship){.dest = &backup->dest,
                                 .engine = backup->runtime.store == NULL ? NULL : store_engine(backup->runtime.store),
                                 .where = backup->where};
    return err == TNW_OK ? check_place(backup) : err;
}

static void
block_end_signals(struct backup *backup)
{
    sigemptyset(&backup->signals);
    sigaddset(&backup->signals, SIGTERM);
    sigaddset(&backup->signals, SIGINT);
    (void)pthread_sigmask(SIG_BLOCK, &backup->signals, NULL);
}

enum tnw_err
command_backup(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {[FLAG_CONFIG] = command_flag_config,
                                     [FLAG_SET] = command_flag_set,
                                     [FLAG_FOLLOW] = {.name = "follow"},
                                     {.name = NULL}};
    const char *path;
    enum tnw_err err = arguments_parse(argc, argv, flags, &path, 1, where);
    if (err != TNW_OK) {
        return err;
    }
    struct backup *backup = calloc(1, sizeof *backup);
    if (backup == NULL) {
        return TNW_E_NO_MEMORY;
    }
    backup->where = where;
    backup->dest.lock = -1;
    backup->follows = flags[FLAG_FOLLOW].count > 0;
    err = open_backup(backup, flags, path);
    if (err == TNW_OK && backup->follows) {
        block_end_signals(backup);
        err = follow_until_told(backup);
    } else if (err == TNW_OK) {
        err = back_up_once(backup);
    }
    dest_close(&backup->dest);
    runtime_close(&backup->runtime);
    free(backup);
    return err;
}

/* A backup that is no more: its keys are nowhere any more, says who says so. */
static enum tnw_err
forget_row(struct runtime *runtime, const char *path, char where[CONFIG_WHERE])
{
    struct managed managed;
    struct txn *txn;
    char name[ENGINE_FOLLOWER];
    enum tnw_err err = txn_begin_write(runtime->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    bool found = managed_find(txn, path, &managed);
    if (found) {
        managed_remove(txn, &managed.id);
    }
    err = txn_commit(&txn);
    if (err == TNW_OK && !found) {
        err = command_fail(TNW_E_NOT_FOUND, where, path, "the store knows no backup there");
    }
    if (err == TNW_OK) {
        hex_encode(name, managed.id.bytes, ID_SIZE);
        engine_follow_forget(store_engine(runtime->store), name);
        printf("%s: forgotten. From now on an erasure is called complete without it: if a copy of that backup exists "
               "anywhere, so do the keys in it.\n",
               path);
    }
    return err;
}

enum tnw_err
command_backup_forget(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {
        [FLAG_CONFIG] = command_flag_config, [FLAG_SET] = command_flag_set, {.name = NULL}};
    const char *path;
    char full[PATH_MAX];
    struct runtime runtime;
    enum tnw_err err = arguments_parse(argc, argv, flags, &path, 1, where);
    if (err != TNW_OK) {
        return err;
    }
    const struct config_sets sets = command_sets(&flags[FLAG_SET]);
    err = runtime_open(&runtime, flags[FLAG_CONFIG].values[0], &sets, where);
    if (err == TNW_OK) {
        err = forget_row(&runtime, realpath(path, full) == NULL ? path : full, where);
    }
    runtime_close(&runtime);
    return err;
}
