/*
 * The backups that the store knows of, when keys change: the wrapped keys in them are written anew, so that old backups
 * can be restored with the new wrapping key, and hold no key of what was erased.
 */
#ifndef TNW_APP_BACKUP_BACKUPS_H
#define TNW_APP_BACKUP_BACKUPS_H

#include "app/backup/rekey.h"

/* Rewrites the keys of each complete generation of each backup under the wrapping key that the store names. Cut
 * anywhere, it is done again; each generation can be restored at any moment of it, given both wrapping keys. Beside a
 * server, a follower, or both. tell: called with the path of each backup that could not be reached, and why. where: at
 * least CONFIG_WHERE characters. Errors: those of the store, NO_MEMORY; a backup that cannot be reached is none. */
TNW_MUST_CHECK enum tnw_err backups_rekey(struct store *store, const struct keyring *keyring,
                                          void (*tell)(void *ctx, const char *path, const char *why), void *ctx,
                                          struct rekey_result *result, char where[CONFIG_WHERE]);

/* How many of them cannot be reached now. Errors: those of the store, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err backups_count_unreached(struct store *store, unsigned *unreached);

#endif
