/*
 * `tnwd actor …`: the actor registry from the machine itself, by the same audited operations as over the API. Works while
 * the server runs.
 */
#ifndef TNW_APP_ENROLL_H
#define TNW_APP_ENROLL_H

#include "app/runtime.h"

/* Who is to be added. Strings are borrowed; optional ones are NULL. */
struct enroll_actor {
    const char *identity_kind; /* "niss", "cbe", "nihii_hospital", "ehp" */
    const char *identity;
    const char *name;
    const char *const *roles;
    size_t role_count;
    const char *nihii;
    const char *organisation; /* an actor's id */
};

/* All three print on stdout. json: the API's answer as it is; of a list the items of all pages. where: at least
 * CONFIG_WHERE characters. Errors: the API's own when it refuses, else those of the store. */

/* Prints the new actor's id. */
TNW_MUST_CHECK enum tnw_err enroll_add(const struct runtime *runtime, const struct enroll_actor *actor, bool json,
                                       char where[CONFIG_WHERE]);
/* Prints a table: id, state, roles, name. */
TNW_MUST_CHECK enum tnw_err enroll_list(const struct runtime *runtime, bool json, char where[CONFIG_WHERE]);
/* Prints the actor's id. */
TNW_MUST_CHECK enum tnw_err enroll_disable(const struct runtime *runtime, const char *actor, bool json,
                                           char where[CONFIG_WHERE]);

#endif
