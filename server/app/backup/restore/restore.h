/*
 * A backup brought back: into an empty data folder, or, for a rehearsal, into one that is gone afterwards.
 */
#ifndef TNW_APP_BACKUP_RESTORE_RESTORE_H
#define TNW_APP_BACKUP_RESTORE_RESTORE_H

#include "app/config.h"

struct restore_options {
    const char *file; /* configuration */
    const struct config_sets *sets;
    const char *source;
    unsigned generation; /* 0: the newest */
    bool rehearses;
    const char *not_before; /* file with a signed note of the log; NULL: none is shown */
    const char *new_log;    /* name of the log that begins with it; NULL: the log goes on */
};

/* where: at least CONFIG_WHERE characters. Errors: CONFLICT: the folder is not empty, or the backup is older than what
 * is shown; CORRUPT: where says what is damaged; NOT_FOUND: there is no backup; those of the parts. */
TNW_MUST_CHECK enum tnw_err restore_run(const struct restore_options *options, char where[CONFIG_WHERE]);

#endif
