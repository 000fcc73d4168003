/*
 * Request targets from templates and values, so that no value can reach out of its place.
 */
#ifndef TNW_LIB_TARGET_H
#define TNW_LIB_TARGET_H

#include <stdbool.h>

#include "tnw/api.h"

#define TARGET_MAX 2048
#define TARGET_IDS 3
#define TARGET_PARAMS 11

struct target_param {
    const char *name;
    const char *value; /* NULL: not sent */
};

/* Fills in a template like "/v1/dossiers/{}/fragments/{}" and appends the query. Ids are letters, digits and '_'.
 * Out: why, when it fails. Errors: USAGE. */
TNW_MUST_CHECK enum tnw_err target_build(char out[TARGET_MAX], const char *path, const char *const ids[TARGET_IDS],
                                         const struct target_param params[TARGET_PARAMS], char why[160]);

/* Returns whether a target that somebody else built can be sent: below /v1/, printable, no blank, no fragment. */
bool target_sendable(const char *target);

/* Returns whether a text can be the value of a request header: 1 to 128 printable ASCII characters, thus no line
 * break. */
bool target_header_value(const char *text);

#endif
