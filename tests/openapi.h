/*
 * Checks real replies against schemas/openapi.json: for the tests that talk to a server.
 */
#ifndef TESTS_OPENAPI_H
#define TESTS_OPENAPI_H

#include <jansson.h>

#include "base/bytes.h"

struct openapi;

/* Loads the embedded document with the schemas it refers to. where: at least 256 characters.
 * Errors: CONFIGURATION, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err openapi_load(struct openapi **out, char where[256]);
/* The same of another document. */
TNW_MUST_CHECK enum tnw_err openapi_load_text(struct openapi **out, struct slice text, char where[256]);
void openapi_free(struct openapi *api);

/* As it was loaded, but that each answer's schema is a reference to a component: one that stands inline was made
 * one. */
const json_t *openapi_document(const struct openapi *api);

/* Returns the operation object for a method ("GET") and a path without query ("/v1/actors/act_…"), or NULL. A path
 * without parameters wins over a template. */
const json_t *openapi_find(const struct openapi *api, const char *method, const char *path);

/* Whether the reply is one that the operation promises. reply: NULL when there was no body. errors: as schema_validate,
 * or a text. Errors: NOT_FOUND (no such operation), INVALID_BODY, NO_MEMORY. */
TNW_MUST_CHECK enum tnw_err openapi_check(const struct openapi *api, const char *method, const char *path, int status,
                                          const json_t *reply, struct buf *errors);

#endif
