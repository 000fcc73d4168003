/*
 * `tnwd compact`: the store in a fresh file, without the pages that are free. Not while a server runs.
 */
#include <inttypes.h>
#include <stdio.h>

#include "app/command.h"
#include "app/runtime.h"
#include "store/lmdb/lmdb_compact.h"

#define MIB ((uint64_t)1 << 20)

static enum tnw_err
compact_opened(const struct runtime *runtime, uint64_t *before, char where[CONFIG_WHERE])
{
    struct store_stats stats;
    enum tnw_err err = store_stats(runtime->store, &stats);
    *before = stats.engine.used;
    return err == TNW_OK ? lmdb_compact_store(store_engine(runtime->store), where) : err;
}

/* The store that was opened is the old file's: what it is now shows a new look. */
static enum tnw_err
print_compacted(struct runtime *runtime, uint64_t before, char where[CONFIG_WHERE])
{
    struct store_stats stats;
    store_close(&runtime->store);
    enum tnw_err err = runtime_open_store(runtime, true, where);
    if (err == TNW_OK) {
        err = store_stats(runtime->store, &stats);
    }
    if (err == TNW_OK) {
        printf("The store takes %.1f MiB now; it took %.1f. All that it holds was compared.\n",
               (double)stats.engine.used / MIB, (double)before / MIB);
    }
    return err;
}

enum tnw_err
command_compact(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = NULL}};
    struct runtime runtime = {.store = NULL};
    uint64_t before;
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    const struct config_sets sets = command_sets(&flags[1]);
    if (err == TNW_OK) {
        err = runtime_open(&runtime, flags[0].values[0], &sets, where);
    }
    if (err == TNW_OK) {
        err = compact_opened(&runtime, &before, where);
    }
    if (err == TNW_OK) {
        err = print_compacted(&runtime, before, where);
    }
    runtime_close(&runtime);
    return err;
}
