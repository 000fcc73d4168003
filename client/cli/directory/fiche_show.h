/*
 * One fiche as commands show it.
 */
#ifndef TNW_CLI_FICHE_SHOW_H
#define TNW_CLI_FICHE_SHOW_H

#include "cli.h"

/* What one asks first comes first: what, for whom, how to reach it. */
void fiche_show(const struct cli *cli, const struct tnw_fiche *fiche);

/* Shows it, unless there was an error, and frees it. Returns err. */
enum tnw_err fiche_show_and_free(struct cli *cli, enum tnw_err err, struct tnw_fiche *fiche);

#endif
