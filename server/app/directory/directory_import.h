/*
 * Tables of the directory into the store: all of their rows are looked at first, and only when none has a fault are
 * those that differ from what is there brought in, in batches that are each whole. Cut anywhere it begins again: what
 * was brought in differs no longer.
 */
#ifndef TNW_APP_DIRECTORY_DIRECTORY_IMPORT_H
#define TNW_APP_DIRECTORY_DIRECTORY_IMPORT_H

#include <stdio.h>

#include "app/config.h"
#include "service/core/call.h"

struct directory_import {
    const struct world *world;
    const char *const *files;
    size_t file_count;
    bool check; /* change nothing */
    bool prune; /* remove what no file has */
    FILE *out;  /* what was done */
    FILE *err;  /* faults, and what no file has */
};

/* Errors: INVALID_BODY: there were faults, and nothing was changed; those of the operations and the store. */
TNW_MUST_CHECK enum tnw_err directory_import_run(const struct directory_import *import, char where[CONFIG_WHERE]);

#endif
