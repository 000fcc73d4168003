#include "app/sealing.h"

#include <stdio.h>
#include <unistd.h>

#include "audit/verify/check.h"

_Static_assert(CONFIG_WHERE >= CHECK_WHERE, "what the check says fits");

static enum tnw_err
look_at_log(const struct sealing *sealing, const struct runtime *runtime, char where[CONFIG_WHERE])
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(runtime->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    err = check_store(txn, &runtime->log_key.public, &sealing->state, where);
    txn_abort(&txn);
    return err;
}

static enum tnw_err
lock(const char *path, const char *taken, int *fd, char where[CONFIG_WHERE])
{
    enum tnw_err err = log_key_lock(path, fd);
    if (err != TNW_OK) {
        snprintf(where, CONFIG_WHERE, "%.300s: %s", path, err == TNW_E_CONFLICT ? taken : "cannot be locked");
    }
    return err;
}

enum tnw_err
sealing_open(struct sealing *sealing, const struct runtime *runtime, char where[CONFIG_WHERE])
{
    *sealing = (struct sealing){.lock = -1, .folder_lock = -1};
    enum tnw_err err = lock(runtime->config.audit_key, "another server signs with this key", &sealing->lock, where);
    if (err == TNW_OK) {
        err = lock(runtime->config.store_path, "another server serves this data", &sealing->folder_lock, where);
    }
    if (err != TNW_OK) {
        return err;
    }
    err = state_file_load(&sealing->state, runtime->config.audit_state, slice_str(runtime->log_key.public.name), where);
    return err == TNW_OK ? look_at_log(sealing, runtime, where) : err;
}

void
sealing_set_aside(const struct sealing *sealing, const struct runtime *runtime)
{
    if (state_file_set_aside(&sealing->state) != TNW_OK) {
        log_event(&runtime->log, LOG_LEVEL_WARNING, "state_not_set_aside", "path=\"%s\"", sealing->state.path);
    }
}

enum tnw_err
sealing_start(struct sealing *sealing, const struct runtime *runtime, struct ledger *ledger)
{
    const struct sealer_options options = {.store = runtime->store,
                                           .ledger = ledger,
                                           .log = &runtime->log,
                                           .key = &runtime->log_key,
                                           .clock = &runtime->world.clock,
                                           .policy = runtime->policy.hash,
                                           .state = &sealing->state};
    return sealer_start(&sealing->sealer, &options);
}

void
sealing_stop(struct sealing *sealing)
{
    sealer_stop(&sealing->sealer);
}

static void
unlock(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
        *fd = -1;
    }
}

void
sealing_close(struct sealing *sealing)
{
    state_file_wipe(&sealing->state);
    unlock(&sealing->folder_lock);
    unlock(&sealing->lock);
}
