/*
 * `tnwd verify`: everything that the store says of the audit log, looked at without a server and without a change.
 */
#ifndef TNW_APP_INSPECT_H
#define TNW_APP_INSPECT_H

#include "app/config.h"

/* Prints the first bad place of each kind on stderr, a line each, and what was looked at on stdout. where: at least
 * CONFIG_WHERE characters. Errors: CORRUPT: something is wrong; those of the parts. */
TNW_MUST_CHECK enum tnw_err inspect_run(const char *file, const struct config_sets *sets, char where[CONFIG_WHERE]);

#endif
