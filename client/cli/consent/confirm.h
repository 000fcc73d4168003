/*
 * A yes or a no on a terminal, before something of the patient's is stored.
 */
#ifndef TNW_CLI_CONFIRM_H
#define TNW_CLI_CONFIRM_H

#include "cli.h"

/* Whether it has to be asked; with --yes it has not. Errors: USAGE: there is no terminal to ask it on. */
TNW_MUST_CHECK enum tnw_err confirm_open(struct cli *cli, bool *asks);

/* Asks until there is a yes or a no; where the input ends, that is a no. A no says that nothing was stored, and is the
 * program's exit status. */
bool confirm_ask(struct cli *cli, enum text question);

#endif
