/*
 * What is remembered from one run to the next: files below $XDG_STATE_HOME/tnw, else ~/.local/state/tnw.
 */
#ifndef TNW_CLI_REMEMBERED_H
#define TNW_CLI_REMEMBERED_H

#include <jansson.h>

#include "cli.h"

/* Returns the path of that name, a file or one in a folder, freed with free(). NULL: there is no home, cli->why says
 * so, and CONFIGURATION is the error. */
char *remembered_path(struct cli *cli, const char *name);

/* Reads the JSON object in that file; an empty one when there is no file. max: of its bytes; lost: what it says when it
 * is damaged. Out: all, with a reference. Errors: CONFIGURATION: it is damaged; IO, NO_MEMORY; with
 * cli->why. */
TNW_MUST_CHECK enum tnw_err remembered_read(struct cli *cli, const char *path, size_t max, enum text lost,
                                            json_t **all);

/* Makes the folders above a file, for the owner alone; path may be NULL. */
void remembered_make_folders(const char *path);

/* Writes it, whole and durable, and makes the folders above it. Errors: IO, NO_MEMORY, with cli->why. */
TNW_MUST_CHECK enum tnw_err remembered_write(struct cli *cli, const char *path, const json_t *all);

#endif
