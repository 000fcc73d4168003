/*
 * Inside the LMDB engine: its transactions. The operations are those of engine.h.
 */
#ifndef TNW_STORE_LMDB_LMDB_TXN_H
#define TNW_STORE_LMDB_LMDB_TXN_H

#include "store/lmdb/lmdb_base.h"

enum tnw_err lmdb_txn_begin(struct engine *engine, bool writes, struct engine_txn **txn);
enum tnw_err lmdb_txn_commit(struct engine_txn *txn);
enum tnw_err lmdb_txn_keep(struct engine_txn *txn, bool *is_over);
void lmdb_txn_abort(struct engine_txn *txn);
/* Ends the snapshots that wait for who reads next: before the environment is closed. */
void lmdb_txn_drop_idle(struct lmdb_engine *engine);
uint64_t lmdb_txn_number(const struct engine_txn *txn);
bool lmdb_txn_has_room(struct engine_txn *txn, uint64_t more);
enum tnw_err lmdb_txn_get_many(struct engine_txn *txn, struct engine_want *wants, size_t count);
enum tnw_err lmdb_txn_put(struct engine_txn *txn, unsigned space, struct slice key, struct slice value);
enum tnw_err lmdb_txn_put_later(struct engine_txn *txn, unsigned space, struct slice key, size_t len, uint8_t **bytes);
enum tnw_err lmdb_txn_append(struct engine_txn *txn, unsigned space, struct slice key, struct slice value);
enum tnw_err lmdb_txn_del(struct engine_txn *txn, unsigned space, struct slice key);
enum tnw_err lmdb_txn_count(struct engine_txn *txn, unsigned space, uint64_t *count);
/* A copy that lives as long as the writer; of a snapshot, the bytes themselves. Errors: NO_MEMORY. */
enum tnw_err lmdb_txn_hand_out(struct lmdb_txn *txn, const MDB_val *bytes, struct slice *out);

#endif
