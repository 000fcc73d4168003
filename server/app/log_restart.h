/*
 * The log goes on where its key's state is lost, or under another key: with a record of it, and while nobody signs.
 */
#ifndef TNW_APP_LOG_RESTART_H
#define TNW_APP_LOG_RESTART_H

#include "app/config.h"
#include "app/log_change.h"

/* A fresh key of another name, over the same store, which has signed nothing. In: name: checked. where: at least
 * CONFIG_WHERE characters, in both. Errors: CONFLICT: a server uses the key or the data; USAGE: the name is the old
 * log's; those of the parts. */
TNW_MUST_CHECK enum tnw_err log_restart_new(const struct log_change *store, const struct config *config,
                                            const char *name, char where[CONFIG_WHERE]);
/* Under the same key, behind a checkpoint that witnesses cosigned, in the file at path. Errors: also CORRUPT: the store
 * does not go on from there. */
TNW_MUST_CHECK enum tnw_err log_restart_continue(const struct log_change *store, const struct config *config,
                                                 const char *path, char where[CONFIG_WHERE]);

#endif
