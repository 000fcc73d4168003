/*
 * The content of a fragment: its category's schema, and the rules across members that a schema cannot say.
 */
#ifndef TNW_SERVICE_FRAGMENT_CONTENT_H
#define TNW_SERVICE_FRAGMENT_CONTENT_H

#include "service/core/call.h"

/* The schema of a category's content; NULL: there is none. */
const struct schema *content_schema(const struct schema_set *schemas, enum category category);

/* Checks the content of a body; what is wrong with it goes to fault, with pointers below /content. today: in Belgium.
 * Errors: INVALID_BODY, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err content_check(const struct world *world, enum category category, const json_t *content,
                                          day_num today, struct fault *fault);

#endif
