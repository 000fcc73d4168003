#include "service/process/taking_part.h"

#include "service/core/problem.h"
#include "store/records/actor.h"

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

const struct id *
taking_part_contact(struct txn *txn, const struct access *access)
{
    const struct id *contact = &access->dossier.facts.contact;
    struct actor actor;
    if (id_is_zero(contact) || access_participant(access, contact, ROLE_NONE) == NULL) {
        return NULL;
    }
    bool active = actor_get(txn, contact, &actor) && !actor.disabled;
    actor_wipe(&actor);
    return active ? contact : NULL;
}
