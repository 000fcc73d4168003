#include "audit/note/cosign.h"
#include "audit/seal.h"
#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/evidence/proofs.h"
#include "service/operations.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"

/* Those whom we trust: what others wrote under the note is theirs to explain. */
static void
show_witnesses(struct json_writer *jw, const struct trust *trust, const struct note *note)
{
    jw_open_list(jw, "witnesses");
    for (size_t i = 0; i < trust->witness_count; i++) {
        struct cosignature found;
        if (cosign_find(note, &trust->witnesses[i], &found) == TNW_OK) {
            jw_open(jw, NULL);
            jw_str(jw, "name", found.witness->name);
            jw_time(jw, "time", (time_ms)found.time * 1000);
            jw_close(jw);
        }
    }
    jw_close_list(jw);
}

enum tnw_err
op_audit_checkpoint(struct call *call, struct txn *txn)
{
    struct sealed sealed;
    enum tnw_err err = proofs_newest(call, txn, &sealed);
    if (err != TNW_OK) {
        return err;
    }
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    proofs_show_note(&jw, call, &sealed);
    jw_int(&jw, "size", (int64_t)sealed.checkpoint.size);
    jw_hex(&jw, "root", hash_slice(&sealed.checkpoint.root));
    jw_hex(&jw, "map", hash_slice(&sealed.checkpoint.map));
    show_witnesses(&jw, call->world->trust, &sealed.note);
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}

enum tnw_err
op_audit_note(struct call *call, struct txn *txn)
{
    struct sealed sealed;
    enum tnw_err err = proofs_newest(call, txn, &sealed);
    if (err == TNW_OK) {
        answer_shown_as(call, ANSWER_NOTE);
        buf_put_slice(&call->reply.body, sealed.bytes);
    }
    return err;
}

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

/* Which of the witness's mistakes it is. */
static enum tnw_err
refuse_line(struct call *call, enum tnw_err err)
{
    switch (err) {
    case TNW_E_USAGE:
        return problem_at(call, "/signature", "rule", "must be one signature line of a note, without its line end");
    case TNW_E_NOT_FOUND:
        return problem_at(call, "/signature", "rule", "must be of a witness that this log accepts");
    case TNW_E_CRYPTO:
        return problem_at(call, "/signature", "rule", "must be a cosignature of the checkpoint of that size");
    case TNW_E_CONFLICT:
        return problem(call, TNW_E_CONFLICT, "The checkpoint has as many signatures as a note can hold.");
    default:
        return proofs_damaged(call, err);
    }
}

static void
show_cosignature(struct call *call, uint64_t size, const struct cosignature *taken)
{
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_int(&jw, "size", (int64_t)size);
    jw_str(&jw, "name", taken->witness->name);
    jw_time(&jw, "time", (time_ms)taken->time * 1000);
    jw_close(&jw);
    answer_shown(call);
}

/* line is the body's. */
struct cosign_draft {
    uint64_t size;
    struct slice line;
};

enum tnw_err
op_audit_cosign_prepare(struct call *call)
{
    struct cosign_draft *draft = call_draft(call, sizeof *draft, NULL);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    draft->size = (uint64_t)json_integer_value(json_object_get(call->ready.body, "size"));
    draft->line = slice_str(field_text(call->ready.body, "signature"));
    return TNW_OK;
}

enum tnw_err
op_audit_cosign(struct call *call, struct txn *txn)
{
    const struct cosign_draft *draft = call->ready.draft;
    uint64_t size = draft->size;
    struct slice note;
    if (!evidence_get_checkpoint(txn, size, &note)) {
        return TNW_E_NOT_FOUND;
    }
    struct buf fresh = {0};
    struct cosignature taken;
    enum tnw_err err = cosign_take(&fresh, note, draft->line, call->world->trust, &taken);
    if (err == TNW_OK) {
        evidence_put_checkpoint(txn, size, buf_slice(&fresh));
        show_cosignature(call, size, &taken);
    } else {
        err = refuse_line(call, err);
    }
    buf_free(&fresh);
    return err;
}
