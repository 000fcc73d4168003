/*
 * A generation of a backup made a store again.
 */
#ifndef TNW_APP_BACKUP_RESTORE_RESTORE_LOAD_H
#define TNW_APP_BACKUP_RESTORE_RESTORE_LOAD_H

#include "app/backup/backup_layout.h"
#include "app/backup/manifest.h"

/* What is brought back. */
struct restore_source {
    struct dest dest;
    unsigned generation;
    unsigned passed_over; /* newer ones that were cut before they were complete */
    struct backup_layout layout;
    struct manifest manifest;
    struct manifest_keys keys;
    struct manifest_end end;
    struct buf erased; /* ids of places whose keys were taken out of the backup */
    uint64_t bytes;    /* of all files */
};

/* Chooses the generation (0: the newest that is complete) and reads what it says of itself. where: at least
 * CONFIG_WHERE characters, in both. Errors: NOT_FOUND: there is none; CORRUPT: it is damaged; CONFIGURATION: of a
 * format that is newer, or too old. */
TNW_MUST_CHECK enum tnw_err restore_choose(struct restore_source *source, const char *path, unsigned generation,
                                           char where[CONFIG_WHERE]);
/* Looks at each file, and puts all into the engine, which is empty, and of the schema in source->layout. Errors:
 * CORRUPT: where says what is damaged; those of the engine. */
TNW_MUST_CHECK enum tnw_err restore_load(struct restore_source *source, struct engine *engine,
                                         char where[CONFIG_WHERE]);

#endif
