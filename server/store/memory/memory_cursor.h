/*
 * Inside the memory engine: its cursors. The operations are those of engine.h.
 */
#ifndef TNW_STORE_MEMORY_MEMORY_CURSOR_H
#define TNW_STORE_MEMORY_MEMORY_CURSOR_H

#include "store/memory/memory_base.h"

enum tnw_err memory_cursor_open(struct engine_txn *txn, const struct engine_range *range,
                                struct engine_cursor **cursor);
enum tnw_err memory_cursor_next(struct engine_cursor *cursor, struct slice *key, struct slice *value);
void memory_cursor_close(struct engine_cursor *cursor);
enum tnw_err memory_cursor_first(struct engine_txn *txn, const struct engine_range *range, struct slice *key,
                                 struct slice *value);

#endif
