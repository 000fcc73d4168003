/*
 * Inside the memory engine: its transactions. The operations are those of engine.h.
 */
#ifndef TNW_STORE_MEMORY_MEMORY_TXN_H
#define TNW_STORE_MEMORY_MEMORY_TXN_H

#include "store/memory/memory_base.h"

enum tnw_err memory_txn_begin(struct engine *engine, bool writes, struct engine_txn **txn);
enum tnw_err memory_txn_commit(struct engine_txn *txn);
enum tnw_err memory_txn_keep(struct engine_txn *txn, bool *is_over);
void memory_txn_abort(struct engine_txn *txn);
uint64_t memory_txn_number(const struct engine_txn *txn);
bool memory_txn_has_room(struct engine_txn *txn, uint64_t more);
enum tnw_err memory_txn_get_many(struct engine_txn *txn, struct engine_want *wants, size_t count);

/* Begins a call within a transaction: checks who calls, takes the value that was written later, meets a fault. */
TNW_MUST_CHECK enum tnw_err memory_txn_enter(struct memory_txn *txn, enum memory_call call);
void memory_txn_count_journey(struct memory_txn *txn);
/* Puts memory of len bytes, or a copy, into a list, and is freed with it. NULL, false: no memory. */
struct memory_copy *memory_txn_new_copy(struct memory_copy **list, size_t len);
bool memory_txn_copy(struct memory_copy **list, struct slice bytes, struct slice *out);
void memory_txn_free_copies(struct memory_copy **list);
/* Returns err; a writer that failed can only be aborted. */
enum tnw_err memory_txn_fail(struct memory_txn *txn, enum tnw_err err);

#endif
