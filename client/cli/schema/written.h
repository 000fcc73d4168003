/*
 * Whether documents that were written some time ago fit the schemas of their categories, as this program knows them.
 */
#ifndef TNW_CLI_WRITTEN_H
#define TNW_CLI_WRITTEN_H

#include <jansson.h>

#include "cli.h"

struct written;

/* The schemas of all categories. Out: written, freed with written_free. Errors: NO_MEMORY, CONFIGURATION, with
 * cli->why. */
TNW_MUST_CHECK enum tnw_err written_load(struct cli *cli, struct written **written);
void written_free(struct written *written); /* NULL is fine */

/* Returns NULL, or what is wrong with a fragment as the server shows it, one static clause. Its content is held against
 * the schema on the day on which it was written. */
const char *written_fault(const struct written *written, const json_t *fragment);

#endif
