/*
 * The person behind a registration.
 */
#ifndef TNW_SERVICE_CORE_CALLER_PERSON_H
#define TNW_SERVICE_CORE_CALLER_PERSON_H

#include "base/domain/person.h"
#include "service/core/call.h"

/* The person with that registration. false: there is none, or a sticky error; out then is nobody. */
bool person_of_actor(const struct call *call, struct txn *txn, const struct id *actor, struct person *out);

/* The same where nobody calls. */
bool person_registered(const struct world *world, struct txn *txn, const struct id *actor, struct person *out);

#endif
