/*
 * What a rotation and an erasure that came after a backup mean for the store that is brought back from it.
 */
#ifndef TNW_APP_BACKUP_RESTORE_RESTORE_KEYS_H
#define TNW_APP_BACKUP_RESTORE_RESTORE_KEYS_H

#include "store/store.h"

/* The backup's keys were wrapped anew since: the store names the wrapping key that they are under now. Errors: CORRUPT:
 * there are none; those of the engine. */
TNW_MUST_CHECK enum tnw_err restore_keys_adopt(struct engine *engine);
/* Removes all rows of places whose keys were taken out, and what names those dossiers. places: ids, one behind the
 * other. Errors: those of the store. */
TNW_MUST_CHECK enum tnw_err restore_keys_purge(struct store *store, struct slice places);

#endif
