/*
 * Completion for shells, made of the tables of commands, options and vocabularies.
 */
#ifndef TNW_CLI_COMPLETION_H
#define TNW_CLI_COMPLETION_H

#include "cli.h"

/* Print a script that the shell reads. Nothing in it asks the server. */
void completion_bash(const struct cli *cli);
void completion_zsh(const struct cli *cli);
void completion_fish(const struct cli *cli);

#endif
