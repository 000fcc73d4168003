/*
 * Inside the LMDB engine: what it takes on the disk, and how much it may. The operations are those of engine.h.
 */
#ifndef TNW_STORE_LMDB_LMDB_LOOK_H
#define TNW_STORE_LMDB_LMDB_LOOK_H

#include "store/lmdb/lmdb_base.h"

enum tnw_err lmdb_look_room(struct engine *engine, struct engine_room *room);
enum tnw_err lmdb_look_extent(struct engine_txn *txn, unsigned space, struct engine_extent *extent);
/* Bytes of all pages in which the transaction's state has rows. */
uint64_t lmdb_look_live(struct lmdb_txn *txn);
enum tnw_err lmdb_look_resize(struct engine *engine, uint64_t size);

#endif
