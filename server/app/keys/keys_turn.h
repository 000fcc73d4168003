/*
 * One `tnwd keys` command at a time changes keyring, token, escrow and recovery files: what one has read another must
 * not change before it is written back, or a key would be lost, or one that was destroyed come back.
 */
#ifndef TNW_APP_KEYS_KEYS_TURN_H
#define TNW_APP_KEYS_KEYS_TURN_H

#include "app/config.h"

/* Waits for its turn among those of one configuration, until the process ends; says so where it has to. Errors:
 * CONFIGURATION: the file cannot be read. */
TNW_MUST_CHECK enum tnw_err keys_turn_take(const char *config_file, char where[CONFIG_WHERE]);

#endif
