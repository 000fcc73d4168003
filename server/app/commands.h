/*
 * The commands of tnwd that need no store: make the folder, check the configuration.
 */
#ifndef TNW_APP_COMMANDS_H
#define TNW_APP_COMMANDS_H

#include "app/config.h"

/* Makes DIR with a default configuration, a keyring, a key for the audit log and a data folder; refuses to touch what is
 * there already. Prints the configuration's path and the log's public key. In: name: of the log; NULL: a random one. where:
 * at least CONFIG_WHERE characters, in both. Errors: CONFLICT, IO. */
TNW_MUST_CHECK enum tnw_err commands_init(const char *folder, const char *name, char where[CONFIG_WHERE]);

/* Reads the configuration and what it names; prints what is not there yet. Errors: CONFIGURATION, IO. */
TNW_MUST_CHECK enum tnw_err commands_check_config(const char *file, const struct config_sets *sets,
                                                  char where[CONFIG_WHERE]);

#endif
