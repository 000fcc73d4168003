#include "audit/note/cosign.h"
#include "audit/seal.h"
#include "base/limits.h"
#include "rules/field.h"
#include "service/core/answer.h"
#include "service/core/problem.h"
#include "service/evidence/proofs.h"
#include "service/evidence/witnessed.h"
#include "service/operations.h"
#include "store/audit/evidence.h"

static void
show_witness_key(struct json_writer *jw, const struct note_key *witness)
{
    struct buf key = {0};
    note_key_encode(&key, witness);
    if (key.err != TNW_OK) {
        jw->out->err = key.err;
    }
    jw_slice(jw, "key", buf_slice(&key));
    buf_free(&key);
}

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
            show_witness_key(jw, found.witness);
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
    struct map_root map;
    struct slice record;
    enum tnw_err err = witnessed_find(call, txn, &sealed);
    if (err == TNW_E_NOT_FOUND && witnessed_is_asked(call)) {
        answer_empty(call); /* that nobody witnessed any is an answer, and no fault of who asked */
        return TNW_OK;
    }
    if (err != TNW_OK) {
        return err;
    }
    err = seal_map_of(txn, sealed.checkpoint.size, &map, &record);
    if (err != TNW_OK) {
        return proofs_damaged(call, err);
    }
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    proofs_show_note(&jw, call, &sealed);
    jw_int(&jw, "size", (int64_t)sealed.checkpoint.size);
    jw_hex(&jw, "root", hash_slice(&sealed.checkpoint.root));
    jw_int(&jw, "mapped", (int64_t)map.size);
    show_witnesses(&jw, call->world->trust, &sealed.note);
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}

enum tnw_err
op_audit_note(struct call *call, struct txn *txn)
{
    struct sealed sealed;
    enum tnw_err err = witnessed_find(call, txn, &sealed);
    if (err == TNW_OK) {
        answer_shown_as(call, ANSWER_NOTE);
        buf_put_slice(&call->reply.body, sealed.bytes);
    }
    return err;
}

/* Which of the witness's mistakes it is. */
static enum tnw_err
refuse_line(struct call *call, enum tnw_err err)
{
    switch (err) {
    case TNW_E_USAGE:
        return problem_at(call, "/signature", "rule", "must be one signature line of a note");
    case TNW_E_CONFIGURATION:
        return problem_at(call, "/signature", "rule", "its time is zero, or ahead of this server's clock");
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
    uint64_t latest = (uint64_t)(call->found.now / 1000 + LIMIT_COSIGN_AHEAD_S);
    enum tnw_err err = cosign_take(&fresh, note, draft->line, call->world->trust, latest, &taken);
    err = err == TNW_OK ? seal_put_cosigned(txn, size, buf_slice(&fresh)) : refuse_line(call, err);
    if (err == TNW_OK) {
        show_cosignature(call, size, &taken);
    }
    buf_free(&fresh);
    return err;
}
