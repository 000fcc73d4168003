/*
 * Inside the check of rows: the backups that the store knows of.
 */
#ifndef TNW_STORE_CHECK_CHECK_BACKUP_H
#define TNW_STORE_CHECK_CHECK_BACKUP_H

#include "store/check/check_parts.h"

/* NULL also where the space is another one's business. */
const char *check_backup_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value);

#endif
