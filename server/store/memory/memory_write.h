/*
 * Inside the memory engine: what its writer does. The operations are those of engine.h.
 */
#ifndef TNW_STORE_MEMORY_MEMORY_WRITE_H
#define TNW_STORE_MEMORY_MEMORY_WRITE_H

#include "store/engine.h"

enum tnw_err memory_write_put(struct engine_txn *txn, unsigned space, struct slice key, struct slice value);
enum tnw_err memory_write_put_later(struct engine_txn *txn, unsigned space, struct slice key, size_t len,
                                    uint8_t **bytes);
enum tnw_err memory_write_append(struct engine_txn *txn, unsigned space, struct slice key, struct slice value);
enum tnw_err memory_write_del(struct engine_txn *txn, unsigned space, struct slice key);

#endif
