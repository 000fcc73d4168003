/*
 * All commands on one screen after another: first what the profile's role does most, then all by what they are for.
 */
#ifndef TNW_CLI_OVERVIEW_H
#define TNW_CLI_OVERVIEW_H

#include "command.h"

/* "  tnw dossier open ARGUMENTS    what it does" */
void overview_line(const struct cli *cli, const struct command *command);

/* The commands, each once by what it is for; and before them the few of the role, where one is known. */
void overview_commands(struct cli *cli);

#endif
