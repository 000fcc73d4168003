/*
 * What of a dossier is for those who take part in it: its timeline, its team, its facts. A grant by name alone does not
 * open it.
 */
#ifndef TNW_SERVICE_PROCESS_TAKING_PART_H
#define TNW_SERVICE_PROCESS_TAKING_PART_H

#include "service/core/access.h"

/* Opens the dossier of the path for the patient, or who takes part in their present role, and notes so. Errors:
 * NOT_FOUND, ROLE_NOT_ALLOWED, CONSENT_REQUIRED: what it holds is kept for who has the patient's consent. Close
 * access in every case. */
TNW_MUST_CHECK enum tnw_err taking_part_open(struct call *call, struct txn *txn, struct access *access);
/* The same of a dossier that stands elsewhere in the call. */
TNW_MUST_CHECK enum tnw_err taking_part_in(struct call *call, struct txn *txn, const struct id *dossier,
                                           struct access *access);

#endif
