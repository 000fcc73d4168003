/*
 * Facts of a dossier as they are typed.
 */
#ifndef TNW_CLI_PROCESS_FACTS_SET_H
#define TNW_CLI_PROCESS_FACTS_SET_H

#include "cli.h"

/* Makes of "FACT=VALUE" of --set, --gmd-holder and --contact the change that tnw_facts_set takes. "" unsets; a list is
 * typed with commas; days of work are FROM or FROM..UNTIL. What a value must be, the server says. Out: change, freed
 * with free(). Errors: USAGE: there is no such fact, with cli->why. */
TNW_MUST_CHECK enum tnw_err facts_set_change(struct cli *cli, char **change);

#endif
