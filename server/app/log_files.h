/*
 * The files of an audit log: its key, and the state that says what the key signed last.
 */
#ifndef TNW_APP_LOG_FILES_H
#define TNW_APP_LOG_FILES_H

#include "app/config.h"

/* Makes a fresh key and the state file that says that it signed nothing. In: name: of the log, checked. where: at
 * least CONFIG_WHERE characters, in all. Errors: CONFLICT: there are such files; IO. */
TNW_MUST_CHECK enum tnw_err log_files_create(const char *key, const char *state, const char *name,
                                             char where[CONFIG_WHERE]);

/* The same, but what is there is kept: for who goes on where it was cut. Errors: also USAGE: the key that is there has
 * another name; CONFIGURATION: it is none. */
TNW_MUST_CHECK enum tnw_err log_files_complete(const char *key, const char *state, const char *name,
                                               char where[CONFIG_WHERE]);

/* Whether a log can be named so, before anything is made. origin: NULL: none was given. Errors: USAGE. */
TNW_MUST_CHECK enum tnw_err log_files_check_origin(const char *origin, char where[CONFIG_WHERE]);

/* Prints the public key in text form (audit/note/note.h). Errors: CONFIGURATION, IO. */
TNW_MUST_CHECK enum tnw_err log_files_print_key(const char *key, char where[CONFIG_WHERE]);

#endif
