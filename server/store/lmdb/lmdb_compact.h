/*
 * The store in a fresh file, and what is left of a compaction that was cut.
 */
#ifndef TNW_STORE_LMDB_LMDB_COMPACT_H
#define TNW_STORE_LMDB_LMDB_COMPACT_H

#include "store/engine.h"

/* Writes what the store holds into a fresh data file, without the pages that are free, compares the two, and puts it in
 * the place of the old one: all or nothing, whatever happens. The engine must be the only one that has the store open,
 * in any process, and can only be closed afterwards. It takes as much of the disk again while it runs. where: at least
 * 256 characters. Errors: CONFLICT: another program has the store open; STORAGE_FULL: no room; IO; CORRUPT: the copy
 * is not the same; then nothing was changed. */
TNW_MUST_CHECK enum tnw_err lmdb_compact_store(struct engine *engine, char where[256]);

/* file: the data file, which the caller holds locked, so that nobody compacts it: a copy of it that was not finished
 * goes, which would only take the disk's room. */
void lmdb_compact_clear(const char *file);

#endif
