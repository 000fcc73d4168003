/*
 * Who works for the patient's employer.
 */
#ifndef TNW_SERVICE_CORE_CALLER_EMPLOYER_H
#define TNW_SERVICE_CORE_CALLER_EMPLOYER_H

#include "base/domain/person.h"
#include "store/records/dossier.h"

/* Whether one of the person's registrations is that of the employer that the dossier's facts name, or belongs to it.
 * Looked up anew each time: the registry and the facts both change. */
bool employer_has(struct txn *txn, const struct dossier *dossier, const struct person *person);

#endif
