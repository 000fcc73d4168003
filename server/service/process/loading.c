#include "service/process/loading.h"

#include "store/records/process/process.h"
#include "store/records/process/suspension.h"

void
loading_header(struct txn *txn, const struct dossier *dossier, struct process *out)
{
    out->start = dossier->start;
    out->employment = dossier->employment;
    out->closed = dossier->closed != 0;
    out->facts = dossier->facts;
    out->suspension_count = suspension_load(txn, &dossier->id, out->suspensions);
}

bool
loading_process(struct txn *txn, const struct dossier *dossier, struct process *out)
{
    (void)process_get(txn, &dossier->id, out, NULL); /* none: nothing happened yet */
    loading_header(txn, dossier, out);
    return txn_error(txn) == TNW_OK;
}
