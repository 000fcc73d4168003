#include "service/core/caller/employer.h"

#include "service/core/caller/belonging.h"

bool
employer_has(struct txn *txn, const struct dossier *dossier, const struct person *person)
{
    return belonging_to_enterprise(txn, person, dossier->facts.employer);
}
