/*
 * How the backups do that the store knows of: for `tnwd status`.
 */
#ifndef TNW_APP_BACKUP_BACKUP_STATUS_H
#define TNW_APP_BACKUP_BACKUP_STATUS_H

#include <jansson.h>

#include "store/store.h"

/* A line for each. Errors: those of the store, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err backup_status_print(struct store *store);
/* Out: list: to be freed by the caller, also after an error. */
TNW_MUST_CHECK enum tnw_err backup_status_json(struct store *store, json_t **list);

#endif
