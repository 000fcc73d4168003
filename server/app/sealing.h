/*
 * Sealing as a part of the running server: the files that belong to the log's key, the look at the store before
 * anything is served, the thread.
 */
#ifndef TNW_APP_SEALING_H
#define TNW_APP_SEALING_H

#include "app/runtime.h"
#include "ledger/sealer.h"

struct sealing {
    int lock;        /* on the key: one server at a time signs with it */
    int folder_lock; /* on the data: a systemd credential is another file for each service that has it */
    struct state_file state;
    struct sealer *sealer;
};

/* Takes the key for this process, and compares the store with what was signed. where: at least CONFIG_WHERE characters.
 * Errors: CONFLICT: another server uses the key or the data; CORRUPT: the store is not the one that was signed; those
 * of the parts. */
TNW_MUST_CHECK enum tnw_err sealing_open(struct sealing *sealing, const struct runtime *runtime,
                                         char where[CONFIG_WHERE]);
/* Before any other start: what a full disk must not keep from being written. Says so when it cannot be. */
void sealing_set_aside(const struct sealing *sealing, const struct runtime *runtime);
TNW_MUST_CHECK enum tnw_err sealing_start(struct sealing *sealing, const struct runtime *runtime,
                                          struct ledger *ledger);
/* Seals a last time. Before the ledger stops. */
void sealing_stop(struct sealing *sealing);
void sealing_close(struct sealing *sealing); /* also after a failed open */

#endif
