/*
 * What the server would say of a content, said here: with its schema and the rules of its category.
 */
#ifndef TNW_CLI_VALIDATION_H
#define TNW_CLI_VALIDATION_H

#include <jansson.h>

#include "cli.h"
#include "json/schema.h"
#include "rules/category/category.h"

/* A schema among those that it is loaded with. */
struct validation {
    struct schema_set *set;
    const struct schema *schema;
    enum category category; /* CATEGORY_NONE: of a file; no rule goes with it */
};

/* Load a schema: of a text, or that of a category with its rules. Out: held, freed with validation_wipe. Errors: USAGE,
 * and those of schema_set_load, with cli->why. */
TNW_MUST_CHECK enum tnw_err validation_load(struct cli *cli, const char *name, const char *text, size_t len,
                                            struct validation *out);
TNW_MUST_CHECK enum tnw_err validation_load_category(struct cli *cli, const char *category, struct validation *out);
void validation_wipe(struct validation *held);

/* Writes what is wrong to out, a line each. Errors: INVALID_BODY: something is. */
TNW_MUST_CHECK enum tnw_err validation_run(enum lang language, const struct validation *held, const json_t *content,
                                           FILE *out);

/* All of it, for JSON of a category; what is wrong goes to stderr. */
TNW_MUST_CHECK enum tnw_err validation_of_content(struct cli *cli, const char *category, const char *content);

#endif
