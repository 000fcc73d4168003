/*
 * The ledger: the only writer. One thread takes all that waits, runs it in order in one write transaction, makes it
 * durable, and only then hands every job back. While one batch is on its way to the disk the next one collects by
 * itself.
 *
 * Durable is what is kept or committed (store/txn.h). The transaction goes on over many batches and is committed some
 * LIMIT_SETTLE_MS after its first one; only then do snapshots show them.
 */
#ifndef TNW_LEDGER_LEDGER_H
#define TNW_LEDGER_LEDGER_H

#include "base/log.h"
#include "ledger/log_clock.h"
#include "store/store.h"
#include "tnw/error.h"

struct ledger;

/* Embedded in what is submitted; not touched by the submitter until done() was called. */
struct ledger_job {
    struct ledger_job *next;
    size_t weight; /* about how many bytes it will write: bounds a batch */
    /* Snapshots are to show it, and all before it, when done() is called: forces a commit. */
    bool settles;
    /* Snapshots are to show all before it: done() is called with the next commit, at most LIMIT_SETTLE_MS away. It
     * writes nothing, and execute is not called. */
    bool waits;
    /* Ledger thread. Does everything, its audit record included. A storage error fails the whole batch; a refusal is a
     * reply like any other and returns TNW_OK. May be called again for the same job when the batch had to be undone.
     * NULL: there is nothing to do but to settle. */
    enum tnw_err (*execute)(struct ledger_job *job, struct txn *txn);
    /* Ledger thread, once it is durable (TNW_OK), or with why nothing of the job happened: what execute or the
     * store said. It may free the job. */
    void (*done)(struct ledger_job *job, enum tnw_err outcome);
};

struct ledger_stats {
    uint64_t batches;
    uint64_t commits; /* of the store, each of one batch or many */
    uint64_t jobs;
    uint64_t failed_batches;
    size_t waiting; /* jobs in the queue now */
};

/* Starts the thread. clock: outlives the ledger, and counts on in each transaction from what was accepted before it;
 * NULL: there is none. fatal: called on the ledger thread when a commit failed in a way after which nothing may be
 * trusted (failing fsync): must end the process; no done() is called. Errors: NO_MEMORY, UNAVAILABLE. */
TNW_MUST_CHECK enum tnw_err ledger_start(struct ledger **out, struct store *store, struct log_clock *clock,
                                         const struct log *log, void (*fatal)(void *ctx, enum tnw_err err), void *ctx);
struct log_clock *ledger_clock(const struct ledger *ledger);

/* Any thread. Errors: RATE_LIMITED (LIMIT_LEDGER_QUEUE jobs wait), UNAVAILABLE (stopping); done() is then not
 * called. */
TNW_MUST_CHECK enum tnw_err ledger_submit(struct ledger *ledger, struct ledger_job *job);

/* Whether snapshots that begin from now on show all that was handed back until now. Else a job that waits helps. */
bool ledger_is_settled(struct ledger *ledger);

/* Works off what waits, then stops the thread; the ledger stays valid (and refuses) until it is freed. */
void ledger_stop(struct ledger *ledger);
void ledger_free(struct ledger **ledger);
struct ledger_stats ledger_stats(struct ledger *ledger);

#endif
