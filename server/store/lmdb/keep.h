/*
 * Inside the LMDB engine: what a writer notes for the journal, so that it can be kept without a commit.
 */
#ifndef TNW_STORE_LMDB_KEEP_H
#define TNW_STORE_LMDB_KEEP_H

#include "store/lmdb/journal.h"
#include "store/lmdb/lmdb_base.h"

/* Begins a writer's notes, and takes over what a crash left in the journal by redo(txn, …): *taken frames; such a
 * transaction is to be committed before anything else is written. Errors: also CORRUPT: of the journal; why is in the
 * engine's `found`. */
enum tnw_err keep_begin(struct lmdb_txn *txn, operations_visitor *redo, uint64_t *taken);
/* Notes a put (later: where its value is written later) or a delete. at_end: the key came behind all others. */
void keep_put(struct lmdb_txn *txn, unsigned space, struct slice key, struct slice value, bool at_end);
void keep_put_later(struct lmdb_txn *txn, unsigned space, struct slice key, const uint8_t *later, size_t len,
                    bool at_end);
void keep_del(struct lmdb_txn *txn, unsigned space, struct slice key);
/* What put_later left open is written by now. */
void keep_fill(struct lmdb_txn *txn);
/* Whether what was noted can be kept by the journal alone; it has the memory for it then. */
bool keep_is_possible(struct lmdb_txn *txn);
/* Before a commit: puts a new base, so that the frames on the present one are of the past. */
enum tnw_err keep_end(struct lmdb_txn *txn);
/* The base of what a transaction found. Errors: CORRUPT. */
enum tnw_err keep_base(struct lmdb_txn *txn, struct frame_base *base);
/* For who begins a new store: its first base. */
int keep_put_first(MDB_txn *txn, MDB_dbi own);
/* For who only looks: what the journal is to the store, also beside a writer. Errors: as journal_replay. */
enum tnw_err keep_look(struct lmdb_engine *engine, struct journal_found *found);
/* What it means, for people. */
void keep_tell(const struct journal_found *found, char where[256]);

#endif
