/*
 * In which language the program speaks: --lang, TNW_LANG, the profile's `language`, the locale; else English.
 */
#ifndef TNW_CLI_SPEAK_H
#define TNW_CLI_SPEAK_H

#include "cli.h"

/* Before the command line is understood: what it says of it, or the environment. */
void speak_first(struct cli *cli, int argc, char **argv);

/* Afterwards, with the profile. Errors: USAGE: no language of the program, with cli->why. */
TNW_MUST_CHECK enum tnw_err speak_settle(struct cli *cli);

#endif
