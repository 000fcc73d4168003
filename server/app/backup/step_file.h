/*
 * Files of steps (store/follow/step.h) in a backup: written, and looked at as a whole.
 */
#ifndef TNW_APP_BACKUP_STEP_FILE_H
#define TNW_APP_BACKUP_STEP_FILE_H

#include "app/config.h"
#include "store/follow/step.h"

/* A path in a backup. */
#define BACKUP_PATH 2048

struct step_file {
    int fd; /* -1: none */
    char path[BACKUP_PATH];
    uint64_t size;
    struct hash chain; /* digest of the last step; zero: there is none */
};

/* Makes it. where: at least CONFIG_WHERE characters, in all. Errors: IO, STORAGE_FULL; CONFLICT: it is there. */
TNW_MUST_CHECK enum tnw_err step_file_create(struct step_file *file, const char *path, char where[CONFIG_WHERE]);
/* Goes on behind so many bytes; what stands behind is cut off. */
TNW_MUST_CHECK enum tnw_err step_file_resume(struct step_file *file, const char *path, uint64_t size,
                                             const struct hash *chain, char where[CONFIG_WHERE]);
TNW_MUST_CHECK enum tnw_err step_file_put(struct step_file *file, const struct engine_step *step,
                                          char where[CONFIG_WHERE]);
/* Durable when it returns TNW_OK. */
TNW_MUST_CHECK enum tnw_err step_file_sync(struct step_file *file, char where[CONFIG_WHERE]);
void step_file_close(struct step_file *file);

/* What a file holds. */
struct step_seen {
    uint64_t size; /* of what is whole */
    uint64_t steps;
    struct hash chain;
    struct hash sha256; /* of so many bytes */
    struct engine_place from;
    struct engine_place to;
};

/* Called with each step; NOT_FOUND: the reading ends before it; another error ends it and is returned. pump: called now
 * and then; may be NULL. */
struct step_look {
    enum tnw_err (*visit)(void *ctx, const struct engine_step *step); /* NULL: only looks */
    enum tnw_err (*pump)(void *ctx);
    void *ctx;
    uint64_t until;  /* reads so many bytes; UINT64_MAX: all, and what is behind the last whole step is an error */
    bool ends_open;  /* that is no error: it was being written */
    bool from_disk;  /* not what is in memory of it */
    bool places_fit; /* each step begins where the one before it ended */
};

/* Errors: CORRUPT: where says which file, and from which byte on; NOT_FOUND: it is not there; IO, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err step_file_look(const char *path, const struct step_look *look, struct step_seen *seen,
                                           char where[CONFIG_WHERE]);

#endif
