/*
 * The zone of the times that are shown: --utc, --time-zone, TZ; else Belgium, where the dossiers are.
 */
#ifndef TNW_CLI_ZONE_H
#define TNW_CLI_ZONE_H

#include "cli.h"

/* Errors: USAGE: no zone of this system, with cli->why. */
TNW_MUST_CHECK enum tnw_err zone_settle(struct cli *cli);

#endif
