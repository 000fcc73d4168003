#include "service/process/keeping.h"

#include <stdlib.h>

#include "store/records/process.h"
#include "store/records/suspension.h"

/* What is kept, while it is changed: too large for a stack. */
struct kept {
    struct process process;
    struct process_marks marks;
};

/* NULL: sticky error. */
static struct kept *
open_process(struct txn *txn, const struct id *dossier)
{
    struct kept *kept = calloc(1, sizeof *kept);
    if (kept == NULL) {
        txn_set_error(txn, TNW_E_NO_MEMORY);
        return NULL;
    }
    (void)process_get(txn, dossier, &kept->process, &kept->marks);
    return kept;
}

static void
close_process(struct txn *txn, const struct id *dossier, struct kept *kept)
{
    process_put(txn, dossier, &kept->process, &kept->marks);
    free(kept);
}

void
process_note(struct call *call, struct txn *txn, const struct access *access, const struct process_event *event)
{
    struct kept *kept = open_process(txn, &access->dossier.id);
    (void)call;
    if (kept != NULL) {
        process_add(&kept->process, event);
        close_process(txn, &access->dossier.id, kept);
    }
}

void
process_forget(struct call *call, struct txn *txn, const struct access *access, const struct id *object)
{
    struct kept *kept = open_process(txn, &access->dossier.id);
    (void)call;
    if (kept != NULL) {
        (void)process_take(&kept->process, object);
        close_process(txn, &access->dossier.id, kept);
    }
}

void
process_refresh(struct call *call, struct txn *txn, const struct access *access)
{
    struct kept *kept = open_process(txn, &access->dossier.id);
    (void)call;
    if (kept != NULL) {
        close_process(txn, &access->dossier.id, kept);
    }
}

bool
process_load(struct txn *txn, const struct dossier *dossier, struct process *out)
{
    (void)process_get(txn, &dossier->id, out, NULL); /* none: nothing happened yet */
    out->start = dossier->start;
    out->employment = dossier->employment;
    out->closed = dossier->closed != 0;
    out->facts = dossier->facts;
    out->suspension_count = suspension_load(txn, &dossier->id, out->suspensions);
    return txn_error(txn) == TNW_OK;
}
