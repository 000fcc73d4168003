/*
 * What befalls the log's key leaves a record in the log: it goes on under another key, or after its state was lost.
 */
#ifndef TNW_APP_LOG_CHANGE_H
#define TNW_APP_LOG_CHANGE_H

#include "app/config.h"
#include "audit/note/checkpoint.h"
#include "audit/note/log_key.h"

/* The store of which the log is; opened without the log's key, which need not be there. */
struct log_change {
    const char *file; /* configuration */
    const struct config_sets *sets;
    /* Called when the record is durable, and before a file of the log changes; NULL: nothing is to be done then. */
    enum tnw_err (*recorded)(void *ctx);
    void *ctx;
};

/* Records that `fresh` signs from now on; nothing where there is no store yet. In: old: NULL: it is lost. where: at
 * least CONFIG_WHERE characters, in both. Errors: those of the store; USAGE: a name that no record can hold. */
TNW_MUST_CHECK enum tnw_err log_change_record(const struct log_change *store, const struct note_key *fresh,
                                              const struct log_key *old, char where[CONFIG_WHERE]);

/* Whether the store goes on from that checkpoint: it has its records, and they give its root. Records that it does.
 * Errors: NOT_FOUND: there is no store; CORRUPT: it is behind it, or another log; those of the store. */
TNW_MUST_CHECK enum tnw_err log_change_continue(const struct log_change *store, const struct checkpoint *witnessed,
                                                char where[CONFIG_WHERE]);

#endif
