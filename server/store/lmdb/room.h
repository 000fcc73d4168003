/*
 * Inside the LMDB engine: room in the file and in the map. Blocks are set aside before they are needed, so that a full
 * disk is found before anything is written, and withdrawals and audit records still fit when growth is refused.
 */
#ifndef TNW_STORE_LMDB_ROOM_H
#define TNW_STORE_LMDB_ROOM_H

#include "store/lmdb/lmdb_base.h"

uint64_t room_used(const struct lmdb_engine *engine);
/* The writer only. Tries to keep `reserve` bytes with blocks ahead of what is used; failing is no error yet. */
void room_set_aside(struct lmdb_engine *engine);
bool room_is_left(const struct lmdb_engine *engine);

#endif
