/*
 * The audit log's key as the operator handles it: made, shown, replaced by that of a new log.
 */
#ifndef TNW_APP_LOG_KEYS_H
#define TNW_APP_LOG_KEYS_H

#include "app/config.h"

/* Makes a fresh key and the state file that says that it signed nothing. In: name: of the log; NULL: a random one. where: at
 * least CONFIG_WHERE characters, in all. Errors: USAGE: it cannot be a name; CONFLICT: there are such files; IO. */
TNW_MUST_CHECK enum tnw_err log_keys_create(const char *key, const char *state, const char *name,
                                            char where[CONFIG_WHERE]);

/* Prints the public key in text form (audit/note.h). Errors: CONFIGURATION, IO. */
TNW_MUST_CHECK enum tnw_err log_keys_print(const char *key, char where[CONFIG_WHERE]);

/* Begins a new log over the same store: a fresh key of another name, which has signed nothing. The old files stay beside the
 * new ones, under names that end in the old key's id. Not while a server uses the key.
 * Errors: CONFLICT: one does; USAGE: the name cannot be one, or is the old one; IO; CONFIGURATION: the old key cannot be read. */
TNW_MUST_CHECK enum tnw_err log_keys_renew(const struct config *config, const char *name, char where[CONFIG_WHERE]);

#endif
