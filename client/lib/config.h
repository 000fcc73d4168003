/*
 * The configuration of a client: checked, and copied.
 */
#ifndef TNW_LIB_CONFIG_H
#define TNW_LIB_CONFIG_H

#include "base/arena.h"
#include "tnw/client.h"

#define CONFIG_TRIES_MAX 10

/* Copies all texts into the arena and fills in the defaults of numbers. Errors: NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err config_copy(struct tnw_config *copy, const struct tnw_config *config, struct arena *arena);

/* Checks what goes into the headers TNW-Role, TNW-Actor, TNW-Purpose. Errors: USAGE. */
TNW_MUST_CHECK enum tnw_err config_check_act(const char *role, const char *actor, const char *purpose, char why[256]);
/* The same for TNW-For. */
TNW_MUST_CHECK enum tnw_err config_check_principal(const char *principal, char why[256]);

#endif
