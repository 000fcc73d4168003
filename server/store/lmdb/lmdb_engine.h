/*
 * The embedded engine: LMDB, and in front of it a journal that makes batches durable long before LMDB commits them.
 */
#ifndef TNW_STORE_LMDB_LMDB_ENGINE_H
#define TNW_STORE_LMDB_LMDB_ENGINE_H

#include "store/engine.h"

struct lmdb_options {
    const char *path; /* folder; must exist, mode 0700 */
    size_t map_size;  /* the most it may hold, bytes; engine_resize changes it */
    size_t reserve;   /* bytes kept free for withdrawals and audit records */
    bool read_only;   /* for who only looks: the store must be there, and no writer is begun */
};

/* Whether the folder holds a store; one that does not is given one by the first writer that opens it. */
bool lmdb_engine_is_there(const char *path);

/* What about the disk under it cannot be relied upon when it is full, and what to do: a sentence that goes on after the
 * path; NULL: nothing. */
const char *lmdb_engine_doubt(const char *path);

/* Opens, and on first use makes, the files. schema lives as long as the engine; at most 64 spaces. where: at least
 * 256 characters. Errors: IO, STORAGE_FULL, CONFLICT (another version of the schema; what to do, in where), CORRUPT (a
 * truncated file), CONFIGURATION (the path), NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err lmdb_engine_open(struct engine **out, const struct lmdb_options *options,
                                             const struct engine_schema *schema, char where[256]);

#endif
