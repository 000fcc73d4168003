/*
 * `tnwd status`: how much room there is and how long it lasts, what waits, and which limits are near. It changes
 * nothing, also beside a server.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <jansson.h>

#include "app/backup/backup_status.h"
#include "app/command.h"
#include "app/runtime.h"
#include "app/watch.h"
#include "store/layout.h"

#define MIB ((double)((uint64_t)1 << 20))

struct status {
    struct store_stats stats;
    struct store_room room;
    struct engine_extent spaces[SPACE_COUNT];
    struct store *store;
    time_ms now; /* machine's clock */
    long server; /* its process; 0: none runs */
};

/* Who holds the lock of the data folder (app/sealing.c): asked without taking it, which could keep a server from
 * starting. */
static long
find_server(const char *folder)
{
    struct stat st;
    char line[256];
    long found = 0;
    FILE *locks = stat(folder, &st) == 0 ? fopen("/proc/locks", "re") : NULL;
    if (locks == NULL) {
        return 0;
    }
    while (found == 0 && fgets(line, sizeof line, locks) != NULL) {
        long pid;
        unsigned long long inode;
        unsigned device[2];
        if (sscanf(line, "%*d: FLOCK ADVISORY WRITE %ld %x:%x:%llu", &pid, &device[0], &device[1], &inode) == 4 &&
            device[0] == major(st.st_dev) && device[1] == minor(st.st_dev) && inode == st.st_ino) {
            found = pid;
        }
    }
    (void)fclose(locks);
    return found;
}

static enum tnw_err
measure_spaces(struct engine *engine, struct engine_extent spaces[SPACE_COUNT])
{
    struct engine_txn *txn;
    enum tnw_err err = engine_begin(engine, false, &txn);
    for (unsigned space = 0; err == TNW_OK && space < SPACE_COUNT; space++) {
        err = engine_extent(txn, space, &spaces[space]);
    }
    engine_abort(&txn);
    return err;
}

static enum tnw_err
take_status(const struct runtime *runtime, struct status *status)
{
    const struct clock clock = clock_system();
    enum tnw_err err = store_stats(runtime->store, &status->stats);
    if (err == TNW_OK) {
        err = store_room(runtime->store, clock_now(&runtime->world.clock), &status->room);
    }
    status->store = runtime->store;
    status->now = clock_now(&clock);
    status->server = find_server(runtime->config.store_path);
    return err == TNW_OK ? measure_spaces(store_engine(runtime->store), status->spaces) : err;
}

static unsigned
count_near(const struct status *status)
{
    unsigned near = 0;
    for (enum watch_limit limit = 0; limit < WATCH_LIMITS; limit++) {
        char text[WATCH_TEXT];
        near += watch_is_near(limit, &status->room, &status->stats, status->now, text);
    }
    return near;
}

static void
print_growth(const struct store_room *room)
{
    if (room->rate == 0) {
        printf("growth     none in the last day, or not known yet\n");
    } else {
        printf("growth     %.1f MiB a day: full in %.0f days\n", (double)room->rate / MIB, room->days);
    }
}

static void
print_status(const struct status *status)
{
    const struct store_room *room = &status->room;
    const struct store_stats *stats = &status->stats;
    if (status->server == 0) {
        printf("server     does not run\n");
    } else {
        printf("server     runs, process %ld\n", status->server);
    }
    printf("store      %.1f MiB needed, of %.1f that it may take; %.1f free within\n", (double)room->bytes / MIB,
           (double)room->limit / MIB, (double)room->engine.free / MIB);
    printf("disk       file of %.1f MiB; %.1f left\n", (double)room->engine.file / MIB,
           (double)room->engine.disk / MIB);
    print_growth(room);
    printf("log        %" PRIu64 " records, %" PRIu64 " of them signed\n", stats->records, stats->sealed);
    printf("journal    %" PRIu64 " batches not committed yet%s\n", stats->engine.waiting,
           stats->engine.torn ? ", and one that is not whole" : "");
    if (room->engine.readers == 0) {
        printf("snapshots  none of %u\n", room->engine.readers_max);
    } else {
        printf("snapshots  %u of %u; the oldest is %" PRIu64 " commits old\n", room->engine.readers,
               room->engine.readers_max, room->engine.lag);
    }
}

static void
print_spaces(const struct status *status)
{
    printf("\n%-20s %12s %10s\n", "space", "rows", "MiB");
    for (unsigned space = 0; space < SPACE_COUNT; space++) {
        printf("%-20s %12" PRIu64 " %10.1f\n", layout_space_name((enum space)space), status->spaces[space].rows,
               (double)status->spaces[space].bytes / MIB);
    }
}

static void
print_near(const struct status *status)
{
    for (enum watch_limit limit = 0; limit < WATCH_LIMITS; limit++) {
        char text[WATCH_TEXT];
        if (watch_is_near(limit, &status->room, &status->stats, status->now, text)) {
            printf("WARNING    %s: %s\n", watch_name(limit), text);
        }
    }
}

static json_t *
near_as_json(const struct status *status)
{
    json_t *list = json_array();
    for (enum watch_limit limit = 0; limit < WATCH_LIMITS; limit++) {
        char text[WATCH_TEXT];
        if (watch_is_near(limit, &status->room, &status->stats, status->now, text)) {
            (void)json_array_append_new(list, json_pack("{s:s,s:s}", "limit", watch_name(limit), "why", text));
        }
    }
    return list;
}

static json_t *
spaces_as_json(const struct status *status)
{
    json_t *object = json_object();
    for (unsigned space = 0; space < SPACE_COUNT; space++) {
        const struct engine_extent *extent = &status->spaces[space];
        (void)json_object_set_new(
            object, layout_space_name((enum space)space),
            json_pack("{s:I,s:I}", "rows", (json_int_t)extent->rows, "bytes", (json_int_t)extent->bytes));
    }
    return object;
}

static enum tnw_err
print_json(const struct status *status)
{
    json_t *backups;
    enum tnw_err err = backup_status_json(status->store, &backups);
    if (err != TNW_OK) {
        json_decref(backups);
        return err;
    }
    const struct store_room *room = &status->room;
    const struct store_stats *stats = &status->stats;
    json_t *days = isinf(room->days) ? json_null() : json_real(floor(room->days));
    json_t *all =
        json_pack("{s:o,s:{s:I,s:I,s:I,s:I,s:I},s:{s:I,s:o},s:{s:I,s:I},s:{s:I,s:b},s:{s:i,s:i,s:I},s:o,s:o,s:o}",
                  "server", status->server == 0 ? json_null() : json_integer(status->server), "store", "needed_bytes",
                  (json_int_t)room->bytes, "free_bytes", (json_int_t)room->engine.free, "limit_bytes",
                  (json_int_t)room->limit, "file_bytes", (json_int_t)room->engine.file, "disk_left_bytes",
                  (json_int_t)(room->engine.disk == UINT64_MAX ? 0 : room->engine.disk), "growth", "bytes_per_day",
                  (json_int_t)room->rate, "full_days", days, "log", "records", (json_int_t)stats->records, "signed",
                  (json_int_t)stats->sealed, "journal", "waiting", (json_int_t)stats->engine.waiting, "torn",
                  stats->engine.torn, "snapshots", "open", (int)room->engine.readers, "limit",
                  (int)room->engine.readers_max, "lag_commits", (json_int_t)room->engine.lag, "backups", backups,
                  "spaces", spaces_as_json(status), "near", near_as_json(status));
    bool ok = all != NULL && json_dumpf(all, stdout, JSON_INDENT(2)) == 0 && printf("\n") > 0;
    json_decref(all);
    return ok ? TNW_OK : TNW_E_NO_MEMORY;
}

static enum tnw_err
show_status(const struct status *status, bool as_json, bool with_spaces)
{
    if (as_json) {
        return print_json(status);
    }
    print_status(status);
    enum tnw_err err = backup_status_print(status->store);
    print_near(status);
    if (with_spaces) {
        print_spaces(status);
    }
    return err;
}

static enum tnw_err
open_status(struct runtime *runtime, const char *file, const struct config_sets *sets, char where[CONFIG_WHERE])
{
    enum tnw_err err = runtime_open_keyless(runtime, file, sets, where);
    return err == TNW_OK ? runtime_open_store(runtime, true, where) : err;
}

enum tnw_err
command_status(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config, command_flag_set,  command_flag_json,
                                     {.name = "spaces"},  {.name = "check"}, {.name = NULL}};
    struct runtime runtime = {.store = NULL};
    struct status status = {.server = 0};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    const struct config_sets sets = command_sets(&flags[1]);
    if (err == TNW_OK) {
        err = open_status(&runtime, flags[0].values[0], &sets, where);
    }
    if (err == TNW_OK) {
        err = take_status(&runtime, &status);
    }
    if (err == TNW_OK) {
        err = show_status(&status, flags[2].count > 0, flags[3].count > 0);
    }
    if (err == TNW_OK && flags[4].count > 0 && count_near(&status) > 0) {
        (void)snprintf(where, CONFIG_WHERE, "limits that are near: %u", count_near(&status));
        err = TNW_E_CONFLICT;
    }
    runtime_close(&runtime);
    return err;
}
