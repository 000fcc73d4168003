/*
 * The registry operations for the operator at the machine itself: same code, same audit record (origin "local").
 */
#ifndef TNW_SERVICE_CORE_LOCAL_H
#define TNW_SERVICE_CORE_LOCAL_H

#include "service/core/call.h"

/* Runs one of the operations that are local, as the local operator, and commits it.
 * In: body, borrowed, NULL for none; of an operation without a body its query parameters, as texts. path_actor, for
 * actor.disable, else NULL. Out: reply, the JSON that the API would answer (a problem when status >= 400); status.
 * Errors: USAGE (another operation), and what the store says; a refusal is TNW_OK with its status. */
TNW_MUST_CHECK enum tnw_err local_run(const struct world *world, const char *op_name, json_t *body,
                                      const struct id *path_actor, struct buf *reply, int *status);

#endif
