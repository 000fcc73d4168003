#include "audit/seal.h"
#include "service/core/answer.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/evidence/proofs.h"
#include "service/operations.h"
#include "store/audit/audit_log.h"

static enum tnw_err
take_needed_number(struct call *call, const char *name, uint64_t *out)
{
    if (page_query(call, name) == NULL) {
        return problem(call, TNW_E_INVALID_PARAMETER, "%s is needed", name);
    }
    return page_number(call, name, CHECKPOINT_SIZE_MAX, out);
}

/* A record that is there, but not in the tree of that size. */
static enum tnw_err
check_in_tree(struct call *call, struct txn *txn, uint64_t seq, uint64_t size)
{
    if (seq < size) {
        return TNW_OK;
    }
    if (page_query(call, "size") != NULL) {
        return problem(call, TNW_E_INVALID_PARAMETER, "seq must be below size");
    }
    return seq < audit_log_size(txn) ? TNW_E_NOT_SEALED_YET : TNW_E_NOT_FOUND;
}

enum tnw_err
op_audit_prove_inclusion(struct call *call, struct txn *txn)
{
    uint64_t seq = 0;
    uint64_t size = 0;
    enum tnw_err err = take_needed_number(call, "seq", &seq);
    if (err == TNW_OK) {
        err = proofs_size(call, txn, "size", &size);
    }
    if (err == TNW_OK) {
        err = check_in_tree(call, txn, seq, size);
    }
    if (err != TNW_OK) {
        return err;
    }
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    err = proofs_show_inclusion(&jw, call, txn, seq, size);
    jw_close(&jw);
    answer_shown(call);
    return err;
}

static enum tnw_err
show_consistency(struct call *call, struct txn *txn, uint64_t from, uint64_t to)
{
    struct proof_source tree = seal_tree(txn);
    struct proof proof;
    enum tnw_err err = proof_consistency(&tree, from, to, &proof);
    if (err != TNW_OK) {
        return proofs_damaged(call, err);
    }
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_int(&jw, "from", (int64_t)from);
    jw_int(&jw, "to", (int64_t)to);
    proofs_show_path(&jw, &proof);
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}

enum tnw_err
op_audit_prove_consistency(struct call *call, struct txn *txn)
{
    uint64_t from = 0;
    uint64_t to = 0;
    enum tnw_err err = take_needed_number(call, "from", &from);
    if (err == TNW_OK) {
        err = proofs_size(call, txn, "to", &to);
    }
    if (err == TNW_OK && from > to) {
        err = problem(call, TNW_E_INVALID_PARAMETER, "from must not be above %llu", (unsigned long long)to);
    }
    return err == TNW_OK ? show_consistency(call, txn, from, to) : err;
}
