/*
 * A backup of an older format, brought to that of now before it is looked at.
 */
#ifndef TNW_APP_BACKUP_RESTORE_RESTORE_MIGRATE_H
#define TNW_APP_BACKUP_RESTORE_RESTORE_MIGRATE_H

#include "base/file.h"
#include "store/lmdb/lmdb_engine.h"
#include "store/store.h"

/* Where a store of that format is brought back: the folder itself if it is that of now, else an empty one within.
 * where: at least 256 characters, in all. Errors: IO. */
TNW_MUST_CHECK enum tnw_err restore_migrate_begin(const char *folder, unsigned version, char path[FILE_PATH],
                                                  char where[256]);
/* Step by step, until the folder has a store of now. sizes: of the stores that are made. Errors: those of engines;
 * CORRUPT, CRYPTO: a value that cannot be read. */
TNW_MUST_CHECK enum tnw_err restore_migrate(const char *folder, unsigned version, const struct lmdb_options *sizes,
                                            const struct keyring *keyring, char where[256]);
/* Takes away what is left within. */
void restore_migrate_clean(const char *folder);

#endif
