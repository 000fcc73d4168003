/*
 * Files that are evidence: each appears whole and durable, or not at all, and for its owner alone.
 */
#ifndef TNW_CLI_WHOLE_FILE_H
#define TNW_CLI_WHOLE_FILE_H

#include <stddef.h>
#include <stdio.h>

#include "tnw/error.h"

/* A file being written, beside the place where it will be. */
struct whole_file {
    FILE *file;
    char *path;
    char *temp;
};

enum whole_file_way {
    WHOLE_FILE_REPLACE, /* what is there already */
    WHOLE_FILE_NEW,     /* never: what is there stays, and it fails with EEXIST */
};

/* Errors, of all of these: IO, with errno; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err whole_file_open(struct whole_file *out, const char *path);
/* It will be there instead, in the same folder. */
TNW_MUST_CHECK enum tnw_err whole_file_name(struct whole_file *whole, const char *path);
/* Closes, and lets it appear; it is spent in every case. */
TNW_MUST_CHECK enum tnw_err whole_file_commit(struct whole_file *whole, enum whole_file_way way);
/* Gives it up; nothing was there. Also after whole_file_commit, and on zeros. errno stays. */
void whole_file_abandon(struct whole_file *whole);

/* All at once. */
TNW_MUST_CHECK enum tnw_err whole_file_write(const char *path, enum whole_file_way way, const char *text, size_t len);

/* Reads a whole file of at most max bytes. Out: text, with a NUL behind it, freed with free(); len.
 * Errors: IO, EFBIG when it is larger; NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err whole_file_read(const char *path, size_t max, char **text, size_t *len);

#endif
