/*
 * The log's clock: the time of decisions, of what is stored and of records, by the rules of base/time/log_time.h. It
 * keeps in the store from what it counts, so that every program on these data has the same time, and another start too.
 * Whoever accepts the machine's clock (log_clock_accept) may be another process: the ledger looks when it begins a
 * transaction, which cannot be while the other one has its own.
 */
#ifndef TNW_LEDGER_LOG_CLOCK_H
#define TNW_LEDGER_LOG_CLOCK_H

#include "base/log.h"
#include "base/time/log_time.h"
#include "store/store.h"

struct log_clock;

struct log_clock_options {
    struct store *store;
    int64_t longest_stop; /* ms: log_time_begin */
    /* How the machine's clocks are read; NULL: they are. A test sets them. Any thread. */
    struct clock_reading (*read)(void *ctx);
    void *ctx;
};

/* where: at least 256 characters. Errors: those of a snapshot: CORRUPT, IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err log_clock_open(struct log_clock **out, const struct log_clock_options *options,
                                           char where[256]);
/* *clock may be NULL, and is NULL afterwards. */
void log_clock_free(struct log_clock **clock);

/* Any thread. */
struct log_time log_clock_read(struct log_clock *clock);
/* For who only asks what time it is; valid as long as clock. */
struct clock log_clock_as_clock(struct log_clock *clock);

/* Counts on from what was accepted meanwhile. */
void log_clock_follow(struct log_clock *clock, struct txn *txn);
/* ctx: the clock. Keeps from what it counts, unless that is kept already: ledger_run, at the start of a server. */
TNW_MUST_CHECK enum tnw_err log_clock_keep(void *ctx, struct txn *txn);

/* What became of the log's time. */
struct log_clock_change {
    bool changed;
    time_ms from; /* of the last record */
    time_ms to;
    uint64_t seq; /* of the record that says so */
};
/* The machine's clock is right, the operator says: the log's time becomes that, and goes back if need be, with a record
 * that says so. Nothing is changed where the two agree. policy: HASH_SIZE bytes, of the policy in force. Errors: the
 * transaction's. */
TNW_MUST_CHECK enum tnw_err log_clock_accept(struct log_clock *clock, struct txn *txn, const uint8_t *policy,
                                             struct log_clock_change *out);

/* One thread, every second or so: follows what was accepted and how the machine's clock drifts, and tells when it is no
 * longer followed, and when it is again. */
void log_clock_watch(struct log_clock *clock, const struct log *log);
const char *log_clock_state_name(enum clock_state state); /* "sound", "ahead", "behind" */

#endif
