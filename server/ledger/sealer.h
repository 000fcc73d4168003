/*
 * The sealer: a thread that brings what is recorded under signed checkpoints, off the request path. It looks every
 * LIMIT_SEAL_MS, takes up at most LIMIT_SEAL_RECORDS records at a time, and does nothing while the log stands still.
 * What it sealed it files in the search index, many records together (audit/postings.h).
 */
#ifndef TNW_LEDGER_SEALER_H
#define TNW_LEDGER_SEALER_H

#include "audit/note/log_key.h"
#include "audit/note/state_file.h"
#include "ledger/ledger.h"

struct sealer;

/* All but state is const while the sealer runs, and outlives it. */
struct sealer_options {
    struct store *store;
    struct ledger *ledger;
    const struct log *log;
    const struct log_key *key;
    const struct clock *clock;
    const uint8_t *policy;    /* hash of the one in force, 32 bytes */
    struct state_file *state; /* the sealer's alone while it runs */
};

/* Starts the thread. Errors: NO_MEMORY, UNAVAILABLE. */
TNW_MUST_CHECK enum tnw_err sealer_start(struct sealer **out, const struct sealer_options *options);
/* Seals what was recorded until now, for at most LIMIT_DRAIN_MS, and ends the thread. The ledger must still run.
 * *sealer may be NULL, and is NULL afterwards. */
void sealer_stop(struct sealer **sealer);

#endif
