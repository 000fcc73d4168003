/*
 * The parameters of a target, by what the row takes. Pure.
 */
#ifndef TNW_HTTP_QUERY_H
#define TNW_HTTP_QUERY_H

#include "service/core/call.h"

/* Decodes in place, once. text: a copy of the query that the values will point into, NUL-terminated; "" for none.
 * detail: what is wrong, with the name of the parameter. Errors: INVALID_PARAMETER. */
TNW_MUST_CHECK enum tnw_err query_parse(const struct op *op, char *text, const char *values[CALL_QUERY_MAX],
                                        char detail[128]);

#endif
