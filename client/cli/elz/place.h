/*
 * Where in a text stands what a server refuses: the piece, for who wrote it.
 */
#ifndef TNW_CLI_PLACE_H
#define TNW_CLI_PLACE_H

#include "cli.h"

/* When the last answer was that refusal: each place in the text of that member, with what stands there. */
void place_show(const struct cli *cli, enum tnw_err err, const char *pointer, const char *text);

#endif
