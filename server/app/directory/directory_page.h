/*
 * The operations of the directory, asked by the operator at the machine, with their records.
 */
#ifndef TNW_APP_DIRECTORY_DIRECTORY_PAGE_H
#define TNW_APP_DIRECTORY_DIRECTORY_PAGE_H

#include <jansson.h>

#include "app/config.h"
#include "service/core/call.h"

/* Runs one operation. body: borrowed. Out: answer, a new reference, NULL unless TNW_OK. where: why not. Errors: also
 * that of a refusal. */
TNW_MUST_CHECK enum tnw_err directory_page_ask(const struct world *world, const char *op, json_t *body, json_t **answer,
                                               char where[CONFIG_WHERE]);

/* All items of a list. */
struct directory_pages {
    const struct world *world;
    const char *op;
    bool professional;
    const char *zone; /* NULL: any */
    enum tnw_err (*each)(void *ctx, const json_t *item);
    void *ctx;
};
/* Errors: also those of each, with which it ends. */
TNW_MUST_CHECK enum tnw_err directory_pages_walk(const struct directory_pages *pages, char where[CONFIG_WHERE]);

#endif
