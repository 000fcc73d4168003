/*
 * The store: LMDB behind a typed transaction. Errors are sticky in the transaction, so that a sequence of puts is checked
 * once. Written so that another engine can take LMDB's place behind this header.
 */
#ifndef TNW_STORE_STORE_H
#define TNW_STORE_STORE_H

#include <stdbool.h>

#include "base/bytes.h"
#include "crypto/keyring.h"
#include "tnw/error.h"

struct store;
struct txn;

struct store_options {
    const char *path; /* folder; must exist, mode 0700 */
    size_t map_size;  /* the most it can ever hold, bytes */
    size_t reserve;   /* bytes kept free for withdrawals and audit records */
    const struct keyring *keyring;
    bool read_only; /* for who only looks: the store must be there, and no write transaction is begun */
};

struct store_stats {
    uint64_t used;    /* bytes up to the last used page */
    uint64_t size;    /* map size */
    uint64_t records; /* audit records */
    uint64_t sealed;  /* of them, under a checkpoint */
    uint64_t
        taken_over; /* frames of the journal redone since it was opened: after a crash, or an aborted transaction */
};

/* Opens, and on first use creates, the databases. where: at least 256 characters.
 * Errors: IO, STORAGE_FULL, CORRUPT (another format version, a truncated file), CRYPTO (another keyring), CONFIGURATION
 * (the path), NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err store_open(struct store **out, const struct store_options *options, char where[256]);
void store_close(struct store **store);
TNW_MUST_CHECK enum tnw_err store_stats(struct store *store, struct store_stats *stats);
/* How many batches stand in the journal only: a server is running, or the next one will take them over. Errors: IO, CORRUPT. */
TNW_MUST_CHECK enum tnw_err store_journal_frames(struct store *store, uint64_t *frames);

/* A read transaction belongs to its thread and lives as long as one request. */
TNW_MUST_CHECK enum tnw_err txn_begin_read(struct store *store, struct txn **out);
/* One at a time in the whole system; waits. Errors: as txn_commit, and CORRUPT: what a crash left cannot be understood. */
TNW_MUST_CHECK enum tnw_err txn_begin_write(struct store *store, struct txn **out);
/* Durable when it returns TNW_OK. Errors: STORAGE_FULL (nothing was written), IO (nothing may be trusted any more: end
 * the process). The transaction is gone in every case, as after txn_abort. */
TNW_MUST_CHECK enum tnw_err txn_commit(struct txn **txn);
void txn_abort(struct txn **txn); /* also ends a read; NULL is fine */
/* Makes what a write transaction did so far durable, and lets it go on: faster than a commit, but snapshots do not show it
 * before txn_commit. What was kept is never lost: should the transaction be aborted or the process end, the next write
 * transaction, or the next store_open for writing, begins by committing it. What the journal cannot take, or the reserve not bear, is
 * committed: then *txn is NULL. Errors: as txn_commit; the transaction is gone. */
TNW_MUST_CHECK enum tnw_err txn_keep(struct txn **txn);

/* Sticky error of the transaction: TNW_OK, STORAGE_FULL, CORRUPT, CRYPTO, NO_MEMORY, IO. */
enum tnw_err txn_error(const struct txn *txn);
/* Makes an error sticky; the first one wins, TNW_OK changes nothing. For the layers above that cannot go on (no memory, damaged data). */
void txn_set_error(struct txn *txn, enum tnw_err err);
bool txn_is_write(const struct txn *txn);

/* The generation goes up with every change but those of the log: a reader that saw the present one saw the
 * present state. txn_raise_generation: once per change, write transactions only. */
uint64_t txn_generation(struct txn *txn);
void txn_raise_generation(struct txn *txn);
/* The same for changes of registrations: their names stand in many answers. actor_put raises it. */
uint64_t txn_registry(struct txn *txn);
void txn_raise_registry(struct txn *txn);

/* How many puts and deletes this transaction has seen; a refusal must not have caused any. */
uint64_t txn_writes(const struct txn *txn);

/* Whether growth is still welcome: false once only the reserve is left. Withdrawals and audit records do not ask. */
bool txn_has_room(struct txn *txn);

#endif
