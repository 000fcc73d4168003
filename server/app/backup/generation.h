/*
 * One generation of a backup as it is written: all rows, read over some time; what was done meanwhile, so that redoing
 * it makes them one state; and, while it is followed, what was done since. Wrapped keys lie in files of their own.
 */
#ifndef TNW_APP_BACKUP_GENERATION_H
#define TNW_APP_BACKUP_GENERATION_H

#include "app/backup/backup_layout.h"
#include "app/backup/manifest.h"

/* A file of frames is closed, and looked at, when it is as long. */
#define GENERATION_FRAMES ((uint64_t)64 << 20)

struct generation {
    struct dest *dest;
    struct backup_layout layout;
    unsigned number;
    struct step_file rows;
    struct step_file frames;
    struct step_file keys;
    struct buf data_step; /* what of a step goes where */
    struct buf keys_step;
    struct buf note;             /* the newest checkpoint that was seen */
    struct engine_place reached; /* all rows are a state once `end.at` is not before this */
    struct manifest_end end;
    struct manifest manifest;
    uint64_t unsynced; /* bytes */
    bool complete;
};

/* Empty, of that number: for who begins or resumes it. */
TNW_MUST_CHECK enum tnw_err generation_new(struct generation **out, struct dest *dest, unsigned number);
void generation_name_frames(char name[MANIFEST_NAME], unsigned number);

/* Begins the next one. layout: format version of the store. from: commits behind that place will be told. where: at
 * least CONFIG_WHERE characters, in all. Errors: those of writing files. */
TNW_MUST_CHECK enum tnw_err generation_begin(struct generation **out, struct dest *dest, unsigned layout,
                                             const struct engine_place *from, char where[CONFIG_WHERE]);
/* Goes on with the newest one that is complete. Errors: also NOT_FOUND: there is none; CORRUPT;
 * CONFLICT: it is of an older format of the store. */
TNW_MUST_CHECK enum tnw_err generation_resume(struct generation **out, struct dest *dest, char where[CONFIG_WHERE]);
void generation_free(struct generation **generation);

/* Rows of one snapshot; then how many, and whence. */
void generation_row(struct generation *it, unsigned space, struct slice key, struct slice value);
TNW_MUST_CHECK enum tnw_err generation_put_rows(struct generation *it, const struct engine_place *shown,
                                                char where[CONFIG_WHERE]);

/* What was done. */
TNW_MUST_CHECK enum tnw_err generation_take(struct generation *it, const struct engine_step *step,
                                            char where[CONFIG_WHERE]);
/* What was taken is durable when it returns TNW_OK. */
TNW_MUST_CHECK enum tnw_err generation_sync(struct generation *it, char where[CONFIG_WHERE]);
/* Before the first generation_take of a while: another process may have written the keys anew. */
TNW_MUST_CHECK enum tnw_err generation_reopen_keys(struct generation *it, char where[CONFIG_WHERE]);

/* Whether the rows are one state by now. */
bool generation_is_whole(const struct generation *it);
/* Looks at all that was written, from the disk, and says that it is there: it is a backup when this returns TNW_OK.
 * pump: called now and then. */
TNW_MUST_CHECK enum tnw_err generation_complete(struct generation *it, enum tnw_err (*pump)(void *ctx), void *ctx,
                                                char where[CONFIG_WHERE]);

#endif
