/*
 * What the commands of `tnwd actor` share.
 */
#ifndef TNW_APP_COMMANDS_COMMAND_ACTOR_H
#define TNW_APP_COMMANDS_COMMAND_ACTOR_H

#include <jansson.h>

#include "app/command.h"
#include "app/runtime.h"

enum common_flag { FLAG_CONFIG, FLAG_SET, FLAG_JSON };

/* The runtime that the first two flags say. */
TNW_MUST_CHECK enum tnw_err command_actor_open(struct runtime *runtime, const struct arguments_flag *flags,
                                               char where[CONFIG_WHERE]);
/* Runs one operation. body, actor: NULL for none. Out: answer, a new reference, NULL unless TNW_OK. */
TNW_MUST_CHECK enum tnw_err command_actor_run(const struct runtime *runtime, const char *op, json_t *body,
                                              const struct id *actor, json_t **answer, char where[CONFIG_WHERE]);
/* Prints the id of an answer, or all of it. */
void command_actor_print(const json_t *answer, bool json);

#endif
