/*
 * To what a registration belongs: itself, its organisation, what this belongs to, and so on: a doctor, their
 * department, the hospital. Looked up anew each time: the registry changes.
 */
#ifndef TNW_SERVICE_CORE_CALLER_BELONGING_H
#define TNW_SERVICE_CORE_CALLER_BELONGING_H

#include <stdbool.h>

#include "base/domain/person.h"
#include "store/records/actor.h"

/* Whether that registration is the one that is meant. */
typedef bool belonging_test(const struct actor *actor, const void *wanted);

/* Whether one of the person's registrations is, or belongs to, one that passes. */
bool belonging_of(struct txn *txn, const struct person *person, belonging_test *test, const void *wanted);

/* Whether they are the organisation that comes in by that identity, in any registration, or work for it. */
bool belonging_to_identity(struct txn *txn, const struct person *person, const struct identity *identity);
/* The same of an enterprise by its number. */
bool belonging_to_enterprise(struct txn *txn, const struct person *person, const char *cbe);

#endif
