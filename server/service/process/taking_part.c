#include "service/process/taking_part.h"

#include "service/core/audit_facts.h"
#include "service/core/problem.h"

/* What has no category of its own (facts, team, timeline) is no longer told by taking part alone: in the year that only
 * the patient's consent opens, some grant of theirs must stand. */
static enum tnw_err
still_tells(struct call *call, struct txn *txn, const struct access *access)
{
    struct decide_facts facts;
    if (access->phase == RETENTION_OPEN || access->is_subject ||
        (access_facts_of(call, txn, access, NULL, &facts) && decide_has_grant(&facts, call->found.today))) {
        return TNW_OK;
    }
    audit_facts_refusal(&call->found.audit, decide_reason_code(REASON_RETENTION_CONSENT));
    return TNW_E_CONSENT_REQUIRED;
}

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
    return err == TNW_OK ? still_tells(call, txn, access) : err;
}
