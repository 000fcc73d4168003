/*
 * `tnwd backup`: a generation of all that the store holds, while it is served; `--follow`: what is done since, as it
 * becomes durable.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/backup/backup_home.h"
#include "app/backup/keep.h"
#include "app/backup/ship.h"
#include "app/command.h"
#include "app/runtime.h"
#include "base/clock.h"

/* How often is looked for what was done: well below the second that is promised. */
#define FOLLOW_MS 50
/* After something failed. */
#define RETRY_MS 5000
#define HOUR_MS INT64_C(3600000)

enum { FLAG_CONFIG, FLAG_SET, FLAG_FOLLOW };

/* After the first generation, and after one that was due failed while the one before can be followed on. */
#define RETRY_FRESH_MS 60000
#define RETRY_GENERATION_MS INT64_C(600000)

struct backup {
    struct runtime runtime;
    struct backup_home home;
    struct keep_rule keep;
    struct ship ship;
    sigset_t signals;        /* that end it */
    long retry;              /* ms, after something failed */
    int64_t next_generation; /* not before, clock_monotonic_ms */
    bool follows;
    bool over;
    char *where;
};

static void
tell_generation(unsigned generation, const char *what)
{
    fprintf(stderr, "generation %u: %s\n", generation, what);
}

static enum tnw_err
note_in_store(struct backup *backup, enum managed_state state)
{
    const struct generation *it = backup->ship.current;
    return backup_home_note(&backup->home, state, it == NULL ? 0 : it->number, it == NULL ? 0 : it->manifest.completed,
                            backup->where);
}

static void
drop_generations(struct backup *backup, bool removes)
{
    char ignored[CONFIG_WHERE];
    struct ship *ship = &backup->ship;
    unsigned number = ship->fresh == NULL ? 0 : ship->fresh->number;
    backup->retry = ship->fresh != NULL ? RETRY_FRESH_MS : RETRY_MS;
    if (ship->fresh != NULL && ship->current != NULL) {
        backup->retry = RETRY_MS;
        backup->next_generation = clock_monotonic_ms() + RETRY_GENERATION_MS;
    }
    generation_free(&ship->fresh);
    generation_free(&ship->current);
    if (number != 0 && removes) {
        (void)!dest_remove(&backup->home.dest, number, ignored);
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
        err = keep_prune(&backup->home.dest, &backup->keep, it->number, tell_generation, backup->where);
    }
    return err;
}

static enum tnw_err
begin_anew(struct backup *backup)
{
    struct ship *ship = &backup->ship;
    enum tnw_err err = keep_prune(&backup->home.dest, &(struct keep_rule){.newest = DEST_GENERATIONS}, 0,
                                  tell_generation, backup->where);
    if (err == TNW_OK) {
        err = engine_follow(ship->engine, backup->home.dest.name, NULL, &ship->follower, &ship->at, backup->where);
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
    enum tnw_err err = dest_lock(&backup->home.dest, backup->where);
    if (err != TNW_OK) {
        return err;
    }
    err = generation_resume(&ship->current, &backup->home.dest, backup->where);
    dest_unlock(&backup->home.dest);
    if (err == TNW_OK) {
        err = engine_follow(ship->engine, backup->home.dest.name, &ship->current->end.at, &ship->follower, &ship->at,
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
    return clock_monotonic_ms() >= backup->next_generation &&
           age >= (int64_t)backup->runtime.config.backup_every * HOUR_MS;
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

static void
note_failure(struct backup *backup, enum tnw_err err)
{
    if (backup->where[0] == 0) {
        (void)command_fail(err, backup->where, backup->home.path, tnw_error_info(err)->title);
    }
    backup_home_note_failure(&backup->home, backup->where);
}

static enum tnw_err
open_home(struct backup *backup)
{
    enum tnw_err err = backup_home_open(&backup->home, backup->where);
    backup->ship = (struct ship){
        .dest = &backup->home.dest, .engine = store_engine(backup->runtime.store), .where = backup->where};
    return err;
}

/* What failed is tried again, until it is told to end: a disk that was away comes back. It is looked for anew each
 * time, or what is written would go to where it was mounted. */
static enum tnw_err
follow_until_told(struct backup *backup)
{
    enum tnw_err err = open_home(backup);
    bool was_there = err == TNW_OK;
    backup->retry = RETRY_MS;
    for (;;) {
        err = err == TNW_OK ? follow_on(backup) : err;
        if (err == TNW_OK || !was_there) {
            return err;
        }
        note_failure(backup, err);
        log_event(&backup->runtime.log, LOG_LEVEL_WARNING, "backup_failed", "err=%s why=\"%s\"",
                  tnw_error_info(err)->code, backup->where);
        backup_home_close(&backup->home);
        if (backup->over || rest(backup, backup->retry)) {
            return TNW_OK;
        }
        backup->where[0] = 0;
        backup->retry = RETRY_MS;
        err = open_home(backup);
    }
}

static enum tnw_err
open_backup(struct backup *backup, const struct arguments_flag *flags, const char *path)
{
    const struct config_sets sets = command_sets(&flags[FLAG_SET]);
    enum tnw_err err = runtime_open(&backup->runtime, flags[FLAG_CONFIG].values[0], &sets, backup->where);
    if (err == TNW_OK && keep_parse(&backup->keep, backup->runtime.config.backup_keep) != TNW_OK) {
        err = command_fail(TNW_E_CONFIGURATION, backup->where, "backup.keep", "must be as in 7d,4w,12m, or a number");
    }
    backup->home = (struct backup_home){.runtime = &backup->runtime, .dest = {.lock = -1, .claim = -1}};
    (void)snprintf(backup->home.path, sizeof backup->home.path, "%s", path);
    return err;
}

static void
block_end_signals(struct backup *backup)
{
    sigemptyset(&backup->signals);
    sigaddset(&backup->signals, SIGTERM);
    sigaddset(&backup->signals, SIGINT);
    (void)pthread_sigmask(SIG_BLOCK, &backup->signals, NULL);
}

static enum tnw_err
run_backup(struct backup *backup)
{
    if (backup->follows) {
        block_end_signals(backup);
        return follow_until_told(backup);
    }
    enum tnw_err err = open_home(backup);
    return err == TNW_OK ? back_up_once(backup) : err;
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
    backup->follows = flags[FLAG_FOLLOW].count > 0;
    err = open_backup(backup, flags, path);
    if (err == TNW_OK) {
        err = run_backup(backup);
        if (err != TNW_OK) {
            note_failure(backup, err);
        }
    }
    backup_home_close(&backup->home);
    runtime_close(&backup->runtime);
    free(backup);
    return err;
}
