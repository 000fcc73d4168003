#include "sealing.h"

#include <stdio.h>
#include <unistd.h>

#include "audit/check.h"

_Static_assert(CONFIG_WHERE >= CHECK_WHERE, "what the check says fits");

static enum tnw_err
look(const struct sealing *sealing, const struct runtime *runtime, char where[CONFIG_WHERE])
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

enum tnw_err
sealing_open(struct sealing *sealing, const struct runtime *runtime, char where[CONFIG_WHERE])
{
    *sealing = (struct sealing){.lock = -1};
    enum tnw_err err = log_key_lock(runtime->config.audit_key, &sealing->lock);
    if (err != TNW_OK) {
        snprintf(where, CONFIG_WHERE, "%.300s: %s", runtime->config.audit_key,
                 err == TNW_E_CONFLICT ? "another server signs with this key" : "cannot be locked");
        return err;
    }
    err = state_file_load(&sealing->state, runtime->config.audit_state, slice_str(runtime->log_key.public.name), where);
    return err == TNW_OK ? look(sealing, runtime, where) : err;
}

enum tnw_err
sealing_start(struct sealing *sealing, const struct runtime *runtime, struct ledger *ledger)
{
    const struct sealer_options options = {.store = runtime->store,
                                           .ledger = ledger,
                                           .log = &runtime->log,
                                           .key = &runtime->log_key,
                                           .state = &sealing->state};
    return sealer_start(&sealing->sealer, &options);
}

void
sealing_stop(struct sealing *sealing)
{
    sealer_stop(&sealing->sealer);
}

void
sealing_close(struct sealing *sealing)
{
    state_file_wipe(&sealing->state);
    if (sealing->lock >= 0) {
        (void)close(sealing->lock);
        sealing->lock = -1;
    }
}
