#include "service/process/taking_part.h"

#include "service/core/problem.h"

enum tnw_err
taking_part_open(struct call *call, struct txn *txn, struct access *access)
{
    return taking_part_in(call, txn, &call->in->path_id[0], access);
}

enum tnw_err
taking_part_in(struct call *call, struct txn *txn, const struct id *dossier, struct access *access)
{
    enum tnw_err err = access_open(call, txn, dossier, access);
    if (err == TNW_OK) {
        access_note_sight(call, access);
    }
    if (err == TNW_OK && !access->is_subject && !access->is_participant) {
        return problem(call, TNW_E_ROLE_NOT_ALLOWED, "This is for the patient, and for who takes part in the dossier.");
    }
    return err;
}
