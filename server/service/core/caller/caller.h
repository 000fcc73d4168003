/*
 * Who calls, as which registered actor, in which role, for which purpose. Asked anew at every request, so that a
 * disabled actor or a withdrawn role stops at the next one; looked up only where the registry is not what it was.
 */
#ifndef TNW_SERVICE_CORE_CALLER_CALLER_H
#define TNW_SERVICE_CORE_CALLER_CALLER_H

#include "service/core/call.h"

/* Fills actor, organisation, role and purpose of the call. Errors: ACTOR_UNKNOWN, ACTOR_DISABLED, ROLE_REQUIRED,
 * ROLE_NOT_HELD, ROLE_NOT_ALLOWED, ACTOR_REQUIRED, INVALID_HEADER, ACTING_ROLE, ACTING_NOT_ALLOWED. */
TNW_MUST_CHECK enum tnw_err caller_identify(struct call *call, struct txn *txn);

/* Whether nobody is registered under the caller's identity. Any thread; false also when that cannot be told now. */
bool caller_is_stranger(const struct call *call);

/* Files a refusal under the dossier, or the thread's dossier, that the path names. */
void caller_file_refusal(struct call *call, struct txn *txn);

/* For a request that was refused before: who it came from, for its record. */
void caller_recognise(struct call *call, struct txn *txn);

#endif
