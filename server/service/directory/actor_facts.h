/*
 * What the registry says of an actor beyond name and roles: of which kind they are in a role, and for whom a medewerker
 * acts. The beheerder tells it; each fact goes with the role that it is about.
 */
#ifndef TNW_SERVICE_DIRECTORY_ACTOR_FACTS_H
#define TNW_SERVICE_DIRECTORY_ACTOR_FACTS_H

#include <jansson.h>

#include "service/core/call.h"
#include "store/records/actor.h"

/* Which facts a body names, and what it says of them: null takes one away. */
struct actor_facts_draft {
    struct actor_facts given;
    bool has_qualification;
    bool has_service;
    bool has_function;
    bool has_cbe;
    bool has_acts_for;
};

/* Worker thread: reads them from a body that fits its schema. */
void actor_facts_prepare(struct actor_facts_draft *draft, const json_t *body);

/* Makes the registration say what the draft does; what went with a role that it has no more falls away.
 * Errors: INVALID_BODY, with what is wrong. */
TNW_MUST_CHECK enum tnw_err actor_facts_apply(struct call *call, struct txn *txn, const struct actor_facts_draft *draft,
                                              struct actor *actor);

#endif
