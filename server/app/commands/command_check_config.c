#include <stdio.h>

#include "app/command.h"
#include "app/confine/confine.h"
#include "app/runtime.h"
#include "app/sealing.h"
#include "base/file.h"
#include "http/server.h"
#include "store/lmdb/lmdb_engine.h"

/* All that stands in the way is told, not only the first. */
struct trial {
    struct runtime runtime;
    bool running; /* a server has this key or these data: its ports are taken, and it has looked at its store itself */
    enum tnw_err first;
    char where[CONFIG_WHERE];
};

static void
take_result(struct trial *trial, enum tnw_err err)
{
    if (err != TNW_OK) {
        fprintf(stderr, "%s: %s\n", tnw_error_info(err)->title, trial->where);
        trial->first = trial->first == TNW_OK ? err : trial->first;
    }
    trial->where[0] = 0;
}

/* What stands in the journal only, after a crash, is in none of a reader's snapshots: then the log cannot be compared
 * yet. */
static bool
is_settled(const struct runtime *runtime)
{
    struct store_stats stats;
    return store_stats(runtime->store, &stats) == TNW_OK && stats.engine.waiting == 0;
}

static enum tnw_err
try_state(struct trial *trial)
{
    struct state_file state;
    const struct slice name = slice_str(trial->runtime.log_key.public.name);
    enum tnw_err err = state_file_load(&state, trial->runtime.config.audit_state, name, trial->where);
    state_file_wipe(&state);
    return err;
}

/* state: whether audit-state is whole, so that the store can be held against it. */
static enum tnw_err
try_store(struct trial *trial, bool state)
{
    struct runtime *runtime = &trial->runtime;
    const char *doubt = lmdb_engine_doubt(runtime->config.store_path);
    if (doubt != NULL) {
        fprintf(stderr, "%s %s\n", runtime->config.store_path, doubt);
    }
    if (!lmdb_engine_is_there(runtime->config.store_path)) {
        fprintf(stderr, "%s: no store yet; the first start makes one\n", runtime->config.store_path);
        return TNW_OK;
    }
    enum tnw_err err = runtime_open_store(runtime, true, trial->where);
    if (err == TNW_OK) {
        err = store_check(runtime->store, trial->where);
    }
    if (err != TNW_OK || !state || !is_settled(runtime)) {
        return err;
    }
    struct sealing sealing;
    err = sealing_open(&sealing, runtime, trial->where);
    sealing_close(&sealing); /* nobody shall find its locks taken */
    trial->running = err == TNW_E_CONFLICT;
    return trial->running ? TNW_OK : err;
}

static void
try_everything(struct trial *trial)
{
    const struct config *config = &trial->runtime.config;
    const struct http_options options = command_http_options(config);
    const char *memory = confine_memory();
    if (memory != NULL) {
        fprintf(stderr, "memory: %s\n", memory);
    }
    enum tnw_err state = try_state(trial);
    take_result(trial, state);
    enum tnw_err folder = file_check_kept(config->store_path, trial->where);
    take_result(trial, folder);
    if (folder == TNW_OK) {
        take_result(trial, try_store(trial, state == TNW_OK));
    }
    const struct clock clock = clock_system();
    take_result(trial, http_try_files(&options, clock_now(&clock), trial->where));
    if (trial->running) {
        fprintf(stderr, "a server runs with these data: the ports were not tried\n");
    } else {
        take_result(trial, http_try_ports(&options, trial->where));
    }
}

static enum tnw_err
check_config(const char *file, const struct config_sets *sets, char where[CONFIG_WHERE])
{
    struct trial trial = {.first = TNW_OK};
    enum tnw_err err = runtime_open_rules(&trial.runtime, file, sets, where);
    if (err == TNW_OK) {
        try_everything(&trial);
        err = trial.first;
        (void)snprintf(where, CONFIG_WHERE, "see above");
    }
    runtime_close(&trial.runtime);
    return err;
}

enum tnw_err
command_check_config(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = NULL}};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    const struct config_sets sets = command_sets(&flags[1]);
    if (err == TNW_OK) {
        err = check_config(flags[0].values[0], &sets, where);
    }
    if (err == TNW_OK) {
        printf("%s: fine\n", flags[0].values[0]);
    }
    return err;
}
