/*
 * The typed transaction: a snapshot, or the writer. Errors are sticky in it, so that a sequence of puts is checked
 * once.
 */
#ifndef TNW_STORE_TXN_H
#define TNW_STORE_TXN_H

#include <stdbool.h>
#include <stdint.h>

#include "tnw/error.h"

struct store;
struct txn;
struct hints; /* store/hint.h */

/* A snapshot belongs to its thread and lives as long as one request. */
TNW_MUST_CHECK enum tnw_err txn_begin_read(struct store *store, struct txn **out);
/* One at a time in the whole system; waits. Errors: as txn_commit, and CORRUPT: what a crash left cannot be
 * understood. */
TNW_MUST_CHECK enum tnw_err txn_begin_write(struct store *store, struct txn **out);
/* Durable when it returns TNW_OK. Errors: STORAGE_FULL (nothing was written), IO (nothing may be trusted any more: end
 * the process). The transaction is gone in every case, as after txn_abort. */
TNW_MUST_CHECK enum tnw_err txn_commit(struct txn **txn);
void txn_abort(struct txn **txn); /* also ends a read; NULL is fine */
/* Makes what a write transaction did so far durable, and lets it go on: faster than a commit, but snapshots do not show
 * it before txn_commit. What was kept is never lost: should the transaction be aborted or the process end, the next
 * write transaction begins by committing it. Where that is not possible it is committed: then *txn is NULL. Errors: as
 * txn_commit; the transaction is gone. */
TNW_MUST_CHECK enum tnw_err txn_keep(struct txn **txn);

/* Sticky error of the transaction: TNW_OK, STORAGE_FULL, CORRUPT, CRYPTO, NO_MEMORY, IO. */
enum tnw_err txn_error(const struct txn *txn);
/* Makes an error sticky; the first one wins, TNW_OK changes nothing. For the layers above that cannot go on (no memory,
 * damaged data). */
void txn_set_error(struct txn *txn, enum tnw_err err);

/* Of a snapshot: from now on the records' `hint` functions note in hints what they read. hints must be empty. */
void txn_note_hints(struct txn *txn, struct hints *hints);
/* Of a writer: gets may be answered by these, as far as they still hold; NULL: by none. They live until the next call,
 * and what was read from them does not outlive them. */
void txn_use_hints(struct txn *txn, const struct hints *hints);

/* The generation goes up with every change but those of the log: a reader that saw the present one saw the
 * present state. txn_raise_generation: once per change, write transactions only. */
uint64_t txn_generation(struct txn *txn);
void txn_raise_generation(struct txn *txn);
/* The same for changes of registrations: their names stand in many answers. actor_put raises it. */
uint64_t txn_registry(struct txn *txn);
void txn_raise_registry(struct txn *txn);
/* Whether this batch raised it: what is read of registrations then may not come to be. */
bool txn_registry_moves(const struct txn *txn);

/* Of a snapshot: the number of the commit that it shows; of a writer: of that which shows what it did. */
uint64_t txn_number(const struct txn *txn);

/* How many puts and deletes this transaction has seen; a refusal must not have caused any. */
uint64_t txn_writes(const struct txn *txn);

/* Whether growth is still welcome: false once only the reserve is left. Withdrawals and audit records do not ask. */
bool txn_has_room(struct txn *txn);
/* The same of so many bytes more. */
bool txn_has_room_for(struct txn *txn, uint64_t more);

#endif
