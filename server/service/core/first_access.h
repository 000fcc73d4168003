/*
 * The patient is told when somebody new has access to their dossier.
 */
#ifndef TNW_SERVICE_CORE_FIRST_ACCESS_H
#define TNW_SERVICE_CORE_FIRST_ACCESS_H

#include "service/core/call.h"

/* In the transaction of the call's record: an event to the patient of each dossier that the call showed, if the actor never
 * had access to it before. For who had, one look-up for each dossier. */
void first_access(struct call *call, struct txn *txn);

#endif
