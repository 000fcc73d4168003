#include <inttypes.h>
#include <stdio.h>

#include "app/command.h"
#include "app/runtime.h"
#include "audit/verify/verify.h"

static void
tell_finding(void *ctx, const char *finding)
{
    (void)ctx;
    fprintf(stderr, "%s\n", finding);
}

static void
print_verified(const struct verify_result *result, uint64_t waiting)
{
    printf("%" PRIu64 " records of %" PRIu64 " dossiers, %" PRIu64 " checkpoints", result->records, result->dossiers,
           result->checkpoints);
    if (result->strangers > 0) {
        printf(" (%" PRIu64 " of older keys, whose signatures were not looked at)", result->strangers);
    }
    if (waiting > 0) {
        printf(" (%" PRIu64
               " batches stood in the journal only: a running server commits them at once, else the next start does)",
               waiting);
    }
    printf(", %" PRIu64 " rows beside the log: %" PRIu64 " findings\n", result->rows, result->findings);
}

static enum tnw_err
verify_opened(const struct runtime *runtime, const struct state_file *state, char where[CONFIG_WHERE])
{
    struct verify_result result;
    struct store_stats stats;
    const struct verify_input input = {
        .store = runtime->store, .log = &runtime->log_key.public, .state = state, .tell = tell_finding};
    if (store_stats(runtime->store, &stats) != TNW_OK) {
        snprintf(where, CONFIG_WHERE, "the store or its journal cannot be read");
        return TNW_E_CORRUPT;
    }
    enum tnw_err err = verify_store(&input, &result);
    if (err == TNW_OK || err == TNW_E_CORRUPT) {
        print_verified(&result, stats.engine.waiting);
    }
    if (err == TNW_E_CORRUPT) {
        snprintf(where, CONFIG_WHERE, "%" PRIu64 " findings, the first of each kind above", result.findings);
    }
    return err;
}

/* Changes nothing, and a server may run meanwhile. */
static enum tnw_err
verify_audit_log(const char *file, const struct config_sets *sets, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    struct state_file state = {.size = 0};
    enum tnw_err err = runtime_open_rules(&runtime, file, sets, where);
    /* Before the snapshot: while a server runs, what was signed by now is in it. */
    if (err == TNW_OK) {
        err = state_file_load(&state, runtime.config.audit_state, slice_str(runtime.log_key.public.name), where);
    }
    if (err == TNW_OK) {
        err = runtime_open_store(&runtime, true, where);
    }
    if (err == TNW_OK) {
        err = verify_opened(&runtime, &state, where);
    }
    state_file_wipe(&state);
    runtime_close(&runtime);
    return err;
}

enum tnw_err
command_verify(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = NULL}};
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    const struct config_sets sets = command_sets(&flags[1]);
    return err == TNW_OK ? verify_audit_log(flags[0].values[0], &sets, where) : err;
}
