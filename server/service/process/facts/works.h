/*
 * The days on which somebody worked again, as a change of facts says them.
 */
#ifndef TNW_SERVICE_PROCESS_FACTS_WORKS_H
#define TNW_SERVICE_PROCESS_FACTS_WORKS_H

#include "service/process/facts.h"

/* Makes of `resumed` the whole list, and holds it against the start, as both will be. Errors: INVALID_BODY: a day comes
 * before what it must follow, or there are too many. */
TNW_MUST_CHECK enum tnw_err works_settle(struct call *call, const struct dossier *dossier, struct facts_change *change);

#endif
