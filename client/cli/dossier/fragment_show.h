/*
 * Fragments as commands show and read them.
 */
#ifndef TNW_CLI_FRAGMENT_SHOW_H
#define TNW_CLI_FRAGMENT_SHOW_H

#include "cli.h"

struct attach;

/* Shows it, unless there was an error, and frees it. Returns err. */
enum tnw_err fragment_show_and_free(struct cli *cli, enum tnw_err err, struct tnw_fragment *fragment);

/* Sends it, with its files: a new one of a category (before NULL), or a version on top of that one. kind: the category,
 * or the fragment. Out: after. Errors: as tnw_fragment_add_with and tnw_fragment_amend_with, and attach_send. */
TNW_MUST_CHECK enum tnw_err fragment_send(struct cli *cli, struct attach *attach, const char *kind,
                                          const struct tnw_fragment *before, const char *content,
                                          struct tnw_fragment **after);

/* Out: content, JSON of --file with each --set in it; `before` (JSON, or NULL) where there is no --file. Freed with
 * fragment_wipe_content. Errors: USAGE, IO, NO_MEMORY, with cli->why. */
TNW_MUST_CHECK enum tnw_err fragment_content(struct cli *cli, const char *category, const char *before, char **content);
void fragment_wipe_content(char *content);

#endif
