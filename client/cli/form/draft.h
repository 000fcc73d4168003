/*
 * A text in the editor of who types, and where it stays when it could not be sent.
 */
#ifndef TNW_CLI_DRAFT_H
#define TNW_CLI_DRAFT_H

#include "cli.h"

/* Puts the text into a new file for its owner alone, in memory where the system has such a place ($XDG_RUNTIME_DIR).
 * Out: path, freed with free(). Errors: IO, CONFIGURATION, NO_MEMORY, with cli->why. */
TNW_MUST_CHECK enum tnw_err draft_make(struct cli *cli, const char *category, const char *text, char **path);

/* Runs $VISUAL, $EDITOR or vi on it. Errors: CONFIGURATION: it cannot be run, or said that it failed; with cli->why. */
TNW_MUST_CHECK enum tnw_err draft_edit(struct cli *cli, const char *path);

#endif
