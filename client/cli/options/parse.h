/*
 * The command line, taken apart.
 */
#ifndef TNW_CLI_PARSE_H
#define TNW_CLI_PARSE_H

#include "cli.h"

/* Fills in cli->command, one of cli->commands, options and args. An option of the command goes before a global one of
 * the same name. Errors: USAGE, with cli->why. */
TNW_MUST_CHECK enum tnw_err parse_arguments(struct cli *cli, int argc, char **argv);

#endif
