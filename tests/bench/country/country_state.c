#include "bench/country/country_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "ledger/ledger_run.h"
#include "store/layout.h"

enum { SEAL_LOOK_US = 100000 };

static void
end_country(void *ctx, enum tnw_err err)
{
    (void)ctx;
    (void)fprintf(stderr, "tnw-country: the store cannot be written: %s\n", tnw_error_info(err)->title);
    _exit(EXIT_FAILURE);
}

static enum tnw_err
start_writing(struct country_state *state, char where[CONFIG_WHERE])
{
    struct runtime *runtime = &state->runtime;
    enum tnw_err err = sealing_open(&state->sealing, runtime, where);
    if (err == TNW_OK) {
        sealing_set_aside(&state->sealing, runtime);
        err = ledger_start(&state->ledger, runtime->store, runtime->clock, &runtime->log, end_country, NULL);
    }
    if (err == TNW_OK) {
        err = ledger_run(state->ledger, 0, log_clock_keep, runtime->clock);
    }
    return err == TNW_OK ? sealing_start(&state->sealing, runtime, state->ledger) : err;
}

enum tnw_err
country_state_open(struct country_state *state, const char *sandbox, const char *map_size)
{
    char file[CONFIG_TEXT];
    char set[64];
    char where[CONFIG_WHERE] = "";
    const struct config_sets sets = {.text = {set}, .count = 1};
    *state = (struct country_state){.sealing = {.lock = -1, .folder_lock = -1}};
    (void)snprintf(file, sizeof file, "%s/server/tnwd.conf", sandbox);
    (void)snprintf(set, sizeof set, "store.map_size=%s", map_size);
    enum tnw_err err = runtime_open(&state->runtime, file, &sets, where);
    if (err == TNW_OK) {
        state->runtime.world.quota_factor = 1000000; /* a year in some minutes */
        err = start_writing(state, where);
    }
    if (err != TNW_OK) {
        (void)fprintf(stderr, "tnw-country: %s: %s\n", tnw_error_info(err)->title, where);
    }
    return err;
}

enum tnw_err
country_state_seal(struct country_state *state)
{
    struct store_stats stats;
    enum tnw_err err;
    while ((err = store_stats(state->runtime.store, &stats)) == TNW_OK && stats.sealed < stats.records) {
        (void)usleep(SEAL_LOOK_US);
    }
    return err;
}

void
country_state_close(struct country_state *state)
{
    sealing_stop(&state->sealing);
    if (state->ledger != NULL) {
        ledger_stop(state->ledger);
    }
    ledger_free(&state->ledger);
    sealing_close(&state->sealing);
    runtime_close(&state->runtime);
}

enum tnw_err
country_state_dossiers(struct country_state *state, uint64_t *count)
{
    struct engine_txn *txn;
    enum tnw_err err = engine_begin(store_engine(state->runtime.store), false, &txn);
    if (err == TNW_OK) {
        err = engine_count(txn, SPACE_DOSSIER, count);
        engine_abort(&txn);
    }
    return err;
}
