/*
 * Who is behind a certificate: one identity, with all its registrations. What the patient said of one of them, of a
 * role that one of them holds, or of an organisation for which one of them works, is said of the person.
 */
#ifndef TNW_BASE_DOMAIN_PERSON_H
#define TNW_BASE_DOMAIN_PERSON_H

#include <stdbool.h>

#include "base/codes.h"
#include "base/id.h"
#include "base/limits.h"

struct person {
    size_t count;
    struct id actors[LIMIT_IDENTITY_ACTORS];        /* every registration, disabled ones included */
    code_set roles;                                 /* of the active ones together */
    struct id organisations[LIMIT_IDENTITY_ACTORS]; /* for which each of the actors works; zero: none */
};

/* Whether that is one of their registrations. */
bool person_has(const struct person *person, const struct id *actor);

#endif
