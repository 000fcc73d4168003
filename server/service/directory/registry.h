/*
 * Making registry entries, for the beheerder and for a dossier that is opened.
 */
#ifndef TNW_SERVICE_DIRECTORY_REGISTRY_H
#define TNW_SERVICE_DIRECTORY_REGISTRY_H

#include "service/core/call.h"
#include "store/records/actor.h"

/* identity: call_identity_index. The registration of that identity which holds the role; for that organisation, or for
 * any when it is NULL. false: none. Free with actor_wipe. */
bool registry_find(struct txn *txn, const struct hash *identity, enum role role, const struct id *organisation,
                   struct actor *out);

/* Who is disabled is so as a person, in all registrations of that identity: these two keep it so. What waits for an
 * event of theirs ends with it. */
bool registry_is_disabled(struct txn *txn, const struct hash *identity);
void registry_set_disabled(struct call *call, struct txn *txn, const struct hash *identity, bool disabled);

/* Stores a new registration under its identity; of who is disabled, a disabled one.
 * Errors: CONFLICT (too many registrations of one identity). */
TNW_MUST_CHECK enum tnw_err registry_add(struct call *call, struct txn *txn, const struct hash *identity,
                                         struct actor *actor);

#endif
