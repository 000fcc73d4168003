#include "service/dispatch.h"

#include <assert.h>
#include <stddef.h>

#include "audit/record.h"
#include "base/limits.h"
#include "json/json.h"
#include "service/admit.h"
#include "service/first_access.h"
#include "service/problem.h"
#include "service/replay.h"
#include "store/audit_log.h"
#include "store/dossier.h"

/* Reads the body and holds it against its schema. What is wrong is kept for later: who may not call is told only that. */
static void
read_body(struct call *call)
{
    const struct op *op = call->op;
    if (op->schema == NULL) {
        bool empty = call->body_text.len == 0 || slice_eq(call->body_text, slice_str("{}"));
        call->input = empty ? TNW_OK : problem(call, TNW_E_INVALID_BODY, "This operation takes no body, or {}.");
        return;
    }
    call->input = json_load_strict(&call->body, call->body_text, call->detail);
    if (call->input != TNW_OK) {
        return;
    }
    const struct schema *schema = schema_find(call->world->schemas, op->schema);
    assert(schema != NULL); /* checked at start */
    day_num today = date_in_belgium(clock_now(&call->world->clock));
    call->input = schema_validate(schema, call->body, "", today, &call->problem_errors);
}

static enum tnw_err
decide_and_run(struct call *call, struct txn *txn)
{
    if (call->refusal != TNW_OK) {
        admit_recognise(call, txn);
        return call->refusal;
    }
    enum tnw_err err = admit(call, txn);
    if (err == TNW_OK && call->input != TNW_OK) {
        admit_file(call, txn);
        err = call->input;
    }
    if (err != TNW_OK) {
        return err;
    }
    bool replayed;
    err = replay_find(call, txn, &replayed);
    if (err != TNW_OK || replayed) {
        return err;
    }
    if (call->op->kind == OP_WRITE && !call->op->spares_room && !txn_has_room(txn)) {
        return TNW_E_STORAGE_FULL;
    }
    err = call->op->run(call, txn);
    if (err == TNW_OK && call->op->kind == OP_WRITE && txn_error(txn) == TNW_OK) {
        txn_raise_generation(txn);
        call->wrote = true;
        replay_keep(call, txn);
    }
    return err;
}

/* Leaves a reply in every case. Errors: what the transaction says; then the reply does not count. */
static enum tnw_err
run(struct call *call, struct txn *txn)
{
    call_reset(call);
    if (call->refusal == TNW_OK && call->input == TNW_OK) {
        call->detail[0] = 0;
        buf_clear(&call->problem_errors);
    }
    call->now = clock_now(&call->world->clock);
    call->today = date_in_belgium(call->now);
    call->saw_generation = txn_generation(txn);
    call->saw_registry = txn_registry(txn);
    uint64_t writes = txn_writes(txn);
    enum tnw_err err = decide_and_run(call, txn);
    if (err == TNW_OK && (call->reply.status == 0 || call->reply.body.err != TNW_OK)) {
        err = TNW_E_INTERNAL;
    }
    /* What was written must not stand beside a record that says it failed: the whole transaction goes. */
    if (err != TNW_OK && txn_error(txn) == TNW_OK && txn_writes(txn) != writes) {
        log_bug(call->world->log, "failed_after_writing", "action=%s", call->op->name);
        txn_set_error(txn, TNW_E_INTERNAL);
    }
    call->outcome = err;
    if (err != TNW_OK) {
        problem_reply(call, err);
    }
    return txn_error(txn);
}

/* A record that lost a ground or a dossier for want of memory would be false. */
static void
check_facts(const struct audit_facts *facts, struct txn *txn)
{
    txn_set_error(txn, facts->ground.err);
    txn_set_error(txn, facts->listed.err);
}

/* What the record says beyond what the operation noted. */
static void
append_record(struct call *call, struct txn *txn)
{
    int status = call->reply.status;
    bool permitted = status < 400;
    bool denied = tnw_error_info(call->outcome)->class_ == TNW_CLASS_DENY;
    struct audit_record record = {
        .request = call->request,
        .actor = call->actor,
        .role = call->role,
        .organisation = call->organisation,
        .origin = call->peer.origin,
        .certificate = call->peer.identity.kind == IDENTITY_NONE ? NULL : &call->peer.certificate,
        .action = call->op == NULL ? "request.refused" : call->op->name,
        .dossier = call->audit.dossier,
        .writes = call->wrote,
        .listed = buf_slice(&call->audit.listed),
        .content = call->audit.has_content ? &call->audit.content : NULL,
        .object = call->audit.object,
        .categories = call->audit.categories,
        .purpose = call->purpose,
        .decision = permitted ? "permit"
                    : denied  ? "deny"
                              : "fail",
        .ground = buf_slice(&call->audit.ground),
        .status = status,
        .policy = call->world->policy->hash,
    };
    if (record.ground.len == 0 || permitted == call->audit.refuses) { /* a ground to permit is none to refuse */
        record.ground = slice_str(permitted ? "role" : tnw_error_info(call->outcome)->code);
    }
    check_facts(&call->audit, txn);
    audit_record_append(txn, &record, call->now);
    first_access(call, txn);
}

/* Whether a read would come out the same now. */
static bool
is_stale(const struct call *call, struct txn *txn)
{
    if (call->today != date_in_belgium(clock_now(&call->world->clock))) {
        return true; /* consents end with their last day */
    }
    if (call->saw_generation == txn_generation(txn)) {
        return false;
    }
    if ((!call->saw_dossier && !call->saw_only_log) || id_is_zero(&call->actor)) {
        return true;
    }
    return call->saw_registry != txn_registry(txn) ||
           (call->saw_dossier && dossier_epoch(txn, &call->saw_dossier_id) != call->saw_dossier_epoch);
}

enum tnw_err
dispatch_execute(struct ledger_job *job, struct txn *txn)
{
    static_assert(offsetof(struct call, job) == 0, "a job is the beginning of its call");
    struct call *call = (struct call *)(void *)job;
    bool ran = call->op != NULL && call->op->kind == OP_READ && call->reply.status != 0;
    /* What it saw here before was that of a batch that failed, and never so. */
    if (!ran || call->ran_in_ledger || is_stale(call, txn)) {
        call->ran_in_ledger = true;
        enum tnw_err err = run(call, txn);
        if (err != TNW_OK) {
            return err;
        }
    }
    assert(call->reply.status != 0);
    if (call->op != NULL && call->op->audit == AUDIT_NONE && call->reply.status < 400) {
        return txn_error(txn);
    }
    uint64_t before = audit_log_size(txn);
    call->now = clock_now(&call->world->clock);
    append_record(call, txn);
    assert(txn_error(txn) != TNW_OK || audit_log_size(txn) == before + 1);
    return txn_error(txn);
}

static enum call_next
begin_read(struct call *call)
{
    struct txn *txn;
    if (txn_begin_read(call->world->store, &txn) != TNW_OK) {
        return CALL_SUBMIT; /* runs in the ledger, which knows what to do with a broken store */
    }
    enum tnw_err err = run(call, txn);
    txn_abort(&txn);
    if (err != TNW_OK) {
        log_bug(call->world->log, "read_failed", "action=%s err=%s", call->op->name, tnw_error_info(err)->code);
        call->outcome = TNW_E_INTERNAL;
        call->waiting = false;
        call_fail_reply(call, TNW_E_INTERNAL);
    }
    if (call->waiting) {
        return CALL_WAIT;
    }
    bool quiet = call->op->audit == AUDIT_NONE || (call->op->audit == AUDIT_QUIET && call->quiet);
    return quiet && call->reply.status < 400 ? CALL_SEND : CALL_SUBMIT;
}

enum call_next
call_begin(struct call *call)
{
    call->job.weight = call->body_text.len + LIMIT_JOB_PAGES;
    if (call->refusal != TNW_OK || call->op == NULL) {
        return CALL_SUBMIT;
    }
    if (call->body == NULL && call->input == TNW_OK) {
        read_body(call);
    }
    replay_prepare(call);
    return call->op->kind == OP_READ ? begin_read(call) : CALL_SUBMIT;
}
