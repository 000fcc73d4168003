/*
 * Where a backup is made, as the store knows it: it is found there again, or missed; and what it did and what fails is
 * noted in the store, where rotation, erasure and `tnwd status` look.
 */
#ifndef TNW_APP_BACKUP_HOME_H
#define TNW_APP_BACKUP_HOME_H

#include <limits.h>

#include "app/backup/dest.h"
#include "app/runtime.h"
#include "store/records/backup/managed.h"

struct backup_home {
    struct runtime *runtime; /* with a store */
    char path[PATH_MAX];
    struct dest dest;
    struct managed managed; /* what the store says of it */
    bool is_known;          /* that is there */
    bool was_told;          /* that it is on the disk of the data */
};

/* Opens it; makes it if the store knows no backup by that path. In: runtime and path are set. where: at least
 * CONFIG_WHERE characters, in all. Errors: as dest_open and dest_claim; also NOT_FOUND: the store knows one there, and
 * it is gone; CONFLICT: another one is there. */
TNW_MUST_CHECK enum tnw_err backup_home_open(struct backup_home *home, char where[CONFIG_WHERE]);
void backup_home_close(struct backup_home *home);

/* generation: the newest that is complete, and when; 0: as it was. */
TNW_MUST_CHECK enum tnw_err backup_home_note(struct backup_home *home, enum managed_state state, unsigned generation,
                                             int64_t completed, char where[CONFIG_WHERE]);
/* Once for each reason. What cannot be noted is left. */
void backup_home_note_failure(struct backup_home *home, const char *why);

#endif
