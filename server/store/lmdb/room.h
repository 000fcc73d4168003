/*
 * Inside the LMDB engine: room in the file and in the map. Blocks are set aside before they are needed, so that a full
 * disk is found before anything is written: what LMDB cannot write comes back as an error of the disk, after which
 * nothing may be trusted.
 */
#ifndef TNW_STORE_LMDB_ROOM_H
#define TNW_STORE_LMDB_ROOM_H

#include "store/lmdb/lmdb_base.h"

/* Before LMDB maps the lock file, which it makes sparse: touching it on a full disk would end the process. where: at
 * least 256 characters. Errors: STORAGE_FULL, IO. */
TNW_MUST_CHECK enum tnw_err room_for_lock(const char *folder, char where[256]);

/* What about this file system cannot be relied upon, and what to do; NULL: nothing. In: path: the data file, or its
 * folder. */
const char *room_doubt(const char *path);

/* For an empty folder: what will be made in it is written in place, where the file system lets one say so. */
void room_overwrites(int folder);

uint64_t room_used(const struct lmdb_engine *engine);

/* All below: the writer only. */

/* Tries to keep `reserve` bytes with blocks ahead of what is used; failing is no error yet. */
void room_set_aside(struct lmdb_engine *engine);
bool room_is_left(const struct lmdb_engine *engine);
/* Whether so many bytes more fit in before the reserve. */
bool room_is_left_for(struct lmdb_engine *engine, uint64_t more);
/* Before a commit whose writes were counted so (keep.growth): the blocks for it are there. Errors: STORAGE_FULL. */
TNW_MUST_CHECK enum tnw_err room_for_commit(struct lmdb_engine *engine, uint64_t growth);
/* Whether such a commit takes at most the reserve. */
bool room_is_reserved(const struct lmdb_engine *engine, uint64_t growth);

#endif
