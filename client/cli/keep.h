/*
 * Files that are evidence: each appears whole and durable, or not at all, and for its owner alone.
 */
#ifndef TNW_CLI_KEEP_H
#define TNW_CLI_KEEP_H

#include <stddef.h>
#include <stdio.h>

#include "tnw/error.h"

/* A file being written, beside the place where it will be. */
struct keep {
    FILE *file;
    char *path;
    char *temp;
};

enum keep_way {
    KEEP_REPLACE, /* what is there already */
    KEEP_NEW,     /* never: what is there stays, and it fails with EEXIST */
};

/* Errors, of all of these: IO, with errno; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err keep_open(struct keep *out, const char *path);
/* Closes, and lets it appear; the keep is spent in every case. */
TNW_MUST_CHECK enum tnw_err keep_commit(struct keep *keep, enum keep_way way);
/* Gives it up; nothing was there. Also after keep_commit, and on zeros. errno stays. */
void keep_abandon(struct keep *keep);

/* All at once. */
TNW_MUST_CHECK enum tnw_err keep_write(const char *path, enum keep_way way, const char *text, size_t len);

/* Reads a whole file of at most max bytes. Out: text, with a NUL behind it, freed with free(); len.
 * Errors: IO, EFBIG when it is larger; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err keep_read(const char *path, size_t max, char **text, size_t *len);

#endif
