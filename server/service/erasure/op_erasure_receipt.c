#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/problem.h"
#include "service/erasure/erased.h"
#include "service/evidence/witnessed.h"
#include "service/operations.h"
#include "store/audit/audit_log.h"

/* A member: the record of a stage, and that it is in the log; null where it did not come to that, or not before the
 * checkpoint. */
static enum tnw_err
show_stage_record(struct json_writer *jw, struct call *call, struct txn *txn, const struct erasure *erasure,
                  enum erasure_state state, uint64_t size)
{
    static const char *const names[ERASURE_STATES] = {"closed", "emptied", "complete"};
    struct slice record;
    if (erasure->at[state] == 0 || erasure->seq[state] >= size) {
        jw_null(jw, names[state]);
        return TNW_OK;
    }
    if (!audit_log_get(txn, erasure->seq[state], &record)) {
        return proofs_damaged(call, TNW_E_CORRUPT);
    }
    struct hash leaf = merkle_leaf(record);
    jw_open(jw, names[state]);
    jw_raw(jw, "record", record);
    jw_hex(jw, "leaf", hash_slice(&leaf));
    jw_open(jw, "inclusion");
    enum tnw_err err = proofs_show_inclusion(jw, call, txn, erasure->seq[state], size);
    jw_close(jw);
    jw_close(jw);
    return err;
}

static enum tnw_err
show_erasure_receipt(struct call *call, struct txn *txn, const struct erasure *erasure, const struct sealed *sealed)
{
    enum tnw_err err = TNW_OK;
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_str(&jw, "type", "tnw/erasure/v1");
    jw_id(&jw, "dossier", ID_DOSSIER, &erasure->dossier);
    for (unsigned state = 0; state < ERASURE_STATES && err == TNW_OK; state++) {
        err = show_stage_record(&jw, call, txn, erasure, (enum erasure_state)state, sealed->checkpoint.size);
    }
    proofs_show_note(&jw, call, sealed);
    jw_close(&jw);
    answer_shown(call);
    return err;
}

enum tnw_err
op_erasure_receipt(struct call *call, struct txn *txn)
{
    struct erasure erasure;
    struct sealed sealed;
    enum tnw_err err = erased_open(call, txn, &call->in->path_id[0], &erasure);
    if (err == TNW_OK) {
        audit_facts_ground(&call->found.audit, "own_dossier");
        err = witnessed_find(call, txn, &sealed);
    }
    if (err == TNW_OK && erasure.seq[erasure.state] < sealed.checkpoint.size) {
        err = show_erasure_receipt(call, txn, &erasure, &sealed);
    } else if (err == TNW_OK) {
        err = problem(call, TNW_E_NOT_SEALED_YET, "The checkpoint of %llu records does not hold this one yet.",
                      (unsigned long long)sealed.checkpoint.size);
    }
    return err;
}
