/*
 * From method and path to a row of the table of operations, and from the query to the parameters that the row takes. Pure.
 */
#ifndef TNW_HTTP_ROUTE_H
#define TNW_HTTP_ROUTE_H

#include "service/operations.h"

#define ROUTE_ALLOW 40 /* "GET, POST, PUT, PATCH, DELETE" and NUL */

struct route_match {
    const struct op *op; /* may be set although refused: then the record can say what was tried */
    struct id path_id[CALL_PATH_IDS];
    uint64_t path_seq;
    struct slice path_rest;  /* borrows from the path */
    char allow[ROUTE_ALLOW]; /* with METHOD_NOT_ALLOWED */
};

/* In: method as sent; path as admitted. Errors: NOT_FOUND, METHOD_NOT_ALLOWED. */
TNW_MUST_CHECK enum tnw_err route_find(struct slice method, struct slice path, struct route_match *out);

/* Returns the method, or METHOD_COUNT for one that no row takes. */
enum op_method route_method(struct slice text);

/* Decodes in place, once. text: a copy of the query that the values will point into, NUL-terminated; "" for none.
 * detail: what is wrong, with the name of the parameter. Errors: INVALID_PARAMETER. */
TNW_MUST_CHECK enum tnw_err route_query(const struct op *op, char *text, const char *values[CALL_QUERY_MAX],
                                        char detail[128]);

#endif
