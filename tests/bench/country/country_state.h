/*
 * A server's own layers on its own files, without listeners: the store, the ledger that writes it, the sealer beside
 * it.
 */
#ifndef TNW_BENCH_COUNTRY_STATE_H
#define TNW_BENCH_COUNTRY_STATE_H

#include "app/runtime.h"
#include "app/sealing.h"
#include "ledger/ledger.h"

struct country_state {
    struct runtime runtime;
    struct sealing sealing;
    struct ledger *ledger;
};

/* sandbox: its folder; its server must not run. map_size: "48GiB". Errors: as of a server's start; stderr says why. */
TNW_MUST_CHECK enum tnw_err country_state_open(struct country_state *state, const char *sandbox, const char *map_size);
/* Until all that is recorded is under a checkpoint. Errors: those of the store. */
TNW_MUST_CHECK enum tnw_err country_state_seal(struct country_state *state);
void country_state_close(struct country_state *state); /* also after a failed open */

/* How many dossiers there are. Errors: those of the store. */
TNW_MUST_CHECK enum tnw_err country_state_dossiers(struct country_state *state, uint64_t *count);

#endif
