/*
 * Which space has the wrapped data keys: a backup keeps them in files of their own.
 */
#ifndef TNW_APP_BACKUP_KEYS_SPACE_H
#define TNW_APP_BACKUP_KEYS_SPACE_H

#include "store/layout.h"

#define KEYS_SPACE ((unsigned)SPACE_DATA_KEY)

#endif
