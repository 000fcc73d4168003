/*
 * The content of a fragment: its category's schema, and the rules across members that a schema cannot say.
 */
#ifndef TNW_SERVICE_FRAGMENT_CONTENT_H
#define TNW_SERVICE_FRAGMENT_CONTENT_H

#include "service/core/call.h"

/* The schema of a category's content; NULL: there is none. */
const struct schema *content_schema(const struct schema_set *schemas, enum category category);

/* Checks body.content. Errors: INVALID_BODY, with pointers below /content. */
TNW_MUST_CHECK enum tnw_err content_check(struct call *call, enum category category);

#endif
