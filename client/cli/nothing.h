/*
 * Behind a list that is empty: what to do next.
 */
#ifndef TNW_CLI_NOTHING_H
#define TNW_CLI_NOTHING_H

#include "cli.h"

/* Tells it on standard error, behind the list: a professional, or a patient; TEXT_NONE: nothing. A medewerker who does
 * not say for whom is told that. */
void nothing_to_show(struct cli *cli, enum text professional, enum text patient);

#endif
