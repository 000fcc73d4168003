/*
 * The parameter `language` of operations that answer in words for people.
 */
#ifndef TNW_SERVICE_CORE_LANGUAGE_H
#define TNW_SERVICE_CORE_LANGUAGE_H

#include "service/core/call.h"

/* Out: the language that the call asks for, or otherwise. Errors: INVALID_PARAMETER. */
TNW_MUST_CHECK enum tnw_err language_wanted(struct call *call, enum language otherwise, enum language *out);

#endif
