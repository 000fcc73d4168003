/*
 * All commands.
 */
#ifndef TNW_CLI_COMMAND_TABLE_H
#define TNW_CLI_COMMAND_TABLE_H

#include "command.h"

/* Terminated by a row without run. Whoever needs it gets it with cli->commands, since rows point to what reads it. */
extern const struct command command_table[];

#endif
