/*
 * From method and path to a row of the routing table. Pure.
 */
#ifndef TNW_HTTP_ROUTE_H
#define TNW_HTTP_ROUTE_H

#include "service/core/call.h"

/* The table (routes.c): the only way to add an endpoint. */
extern const struct op routes[];
extern const size_t routes_count;
#define ROUTES_MAX 64

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

/* Whether a row says all that a row must say. */
bool route_row_is_whole(const struct op *op);
/* The name of the first row with a hole, NULL when the table is whole. */
const char *route_table_hole(void);

/* The row's number in the table; routes_count for NULL. */
size_t route_index(const struct op *op);

/* Returns the method, or METHOD_COUNT for one that no row takes. */
enum op_method route_method(struct slice text);

#endif
