#include "service/core/dispatch.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>

#include "base/limits.h"
#include "json/json.h"
#include "service/budget/quota.h"
#include "service/budget/refusals.h"
#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/core/caller/caller.h"
#include "service/core/caller/presented.h"
#include "service/core/foresight.h"
#include "service/core/op.h"
#include "service/core/problem.h"
#include "service/core/replay.h"
#include "store/audit/audit_log.h"
#include "store/records/dossier.h"

static enum tnw_err
read_body(const struct call *call, struct prepared *ready)
{
    const struct op *op = call->in->op;
    struct slice text = call->in->body_text;
    if (op->schema == NULL) {
        bool empty = text.len == 0 || slice_eq(text, slice_str("{}"));
        (void)snprintf(ready->fault.detail, sizeof ready->fault.detail, "This operation takes no body, or {}.");
        return empty ? TNW_OK : TNW_E_INVALID_BODY;
    }
    enum tnw_err err = ready->body == NULL ? json_load_strict(&ready->body, text, ready->fault.detail) : TNW_OK;
    if (err != TNW_OK) {
        return err;
    }
    const struct schema *schema = schema_find(call->world->schemas, op->schema);
    assert(schema != NULL); /* checked at start */
    return schema_validate(schema, ready->body, "", ready->today, &ready->fault.errors);
}

void
dispatch_prepare(struct call *call)
{
    struct prepared *ready = &call->ready;
    if (!ready->done) {
        ready->today = date_in_belgium(clock_now(&call->world->clock));
        ready->fault.err = read_body(call, ready);
        if (ready->fault.err == TNW_OK && call->in->op->prepare != NULL) {
            ready->fault.err = call->in->op->prepare(call);
        }
        replay_prepare(call);
        ready->done = true;
    }
}

/* What the dossier holds is kept from the year of the last addition on: once a year the header says another one. */
static void
keep_term(const struct call *call, struct txn *txn)
{
    struct dossier dossier;
    const struct expiry_term term = {.year = retention_year(call->found.today)};
    bool adds = call->in->op->term == TERM_ADDS && call->found.saw.of_dossier;
    if (adds && call->found.term_year != term.year && dossier_get(txn, &call->found.saw.dossier, &dossier)) {
        expiry_move(txn, &dossier.id, &dossier.term, &term);
        dossier_put(txn, &dossier);
        dossier_wipe(&dossier);
    }
}

static enum tnw_err
decide_and_run(struct call *call, struct txn *txn)
{
    if (call->in->refusal != TNW_OK) {
        caller_recognise(call, txn);
        return problem(call, call->in->refusal, "%s", call->in->refusal_detail);
    }
    enum tnw_err err = caller_identify(call, txn);
    if (err == TNW_OK) {
        dispatch_prepare(call); /* done, unless the caller was a stranger to the worker and is none any more */
    }
    /* Only now: who may not call is told that, and nothing of the body. */
    if (err == TNW_OK && call->ready.fault.err != TNW_OK) {
        caller_file_refusal(call, txn);
        err = problem_tell(call, &call->ready.fault);
    }
    if (err != TNW_OK) {
        return err;
    }
    bool replayed;
    err = replay_find(call, txn, &replayed);
    if (err != TNW_OK || replayed) {
        return err;
    }
    bool has_room = call->in->op->kind == OP_READ || txn_has_room(txn);
    if (!has_room && !call->in->op->spares_room) {
        return TNW_E_STORAGE_FULL;
    }
    err = quota_check(call, txn);
    if (err != TNW_OK) {
        caller_file_refusal(call, txn);
        return err;
    }
    uint64_t writes = txn_writes(txn);
    err = call->in->op->run(call, txn);
    if (err == TNW_OK && !has_room && txn_writes(txn) == writes) {
        return TNW_E_STORAGE_FULL; /* what changes nothing needs nothing of the reserve */
    }
    if (err == TNW_OK && call->in->op->kind == OP_WRITE && txn_error(txn) == TNW_OK) {
        keep_term(call, txn);
        txn_raise_generation(txn);
        call->found.wrote = true;
        if (!answer_is_awaiting(call)) {
            replay_remember(call, txn);
        }
    }
    return err;
}

/* The log's time: the clock's, never before that of the last record. Taken once for each run, so that what is decided,
 * what is stored and the record have the same. */
time_ms
dispatch_now(const struct world *world, struct txn *txn)
{
    time_ms now = clock_now(&world->clock);
    time_ms last = audit_log_time(txn);
    return last > now ? last : now;
}

/* Leaves a reply in every case. Errors: what the transaction says; then the reply does not count. */
static enum tnw_err
run_call(struct call *call, struct txn *txn, time_ms now)
{
    call_reset(call);
    call->found.now = now;
    call->found.today = date_in_belgium(now);
    call->found.saw.generation = txn_generation(txn);
    call->found.saw.registry = txn_registry(txn);
    uint64_t writes = txn_writes(txn);
    enum tnw_err err = decide_and_run(call, txn);
    if (err == TNW_OK) {
        err = answer_is_there(call) ? call->reply.body.err : TNW_E_INTERNAL;
    }
    /* What was written must not stand beside a record that says it failed: the whole transaction goes. */
    if (err != TNW_OK && txn_error(txn) == TNW_OK && txn_writes(txn) != writes) {
        log_bug(call->world->log, "failed_after_writing", "action=%s err=%s", call->in->op->name,
                tnw_error_info(err)->code);
        txn_set_error(txn, err == TNW_E_NO_MEMORY ? err : TNW_E_INTERNAL);
    }
    err = err == TNW_E_NO_MEMORY ? TNW_E_UNAVAILABLE : err; /* the next try may have some */
    call->found.outcome = err;
    if (err != TNW_OK) {
        answer_problem(call, err);
    }
    return txn_error(txn);
}

/* Whether a read would come out the same now. */
static bool
is_stale(struct call *call, struct txn *txn, time_ms now)
{
    if (call->found.today != date_in_belgium(now)) {
        return true; /* consents end with their last day */
    }
    if (call->found.uses_quota && quota_check(call, txn) != TNW_OK) {
        return true; /* others of the same person were faster */
    }
    if (call->found.saw.generation == txn_generation(txn)) {
        return false;
    }
    if ((!call->found.saw.of_dossier && !call->found.saw.only_log) || id_is_zero(&call->found.actor)) {
        return true;
    }
    return call->found.saw.registry != txn_registry(txn) ||
           (call->found.saw.of_dossier && dossier_epoch(txn, &call->found.saw.dossier) != call->found.saw.epoch);
}

/* The reserve is for what spares room, and the records of that. Of all else nothing is answered then, as nothing can be
 * recorded. */
static bool
has_room_for_record(const struct call *call, struct txn *txn)
{
    return call->found.wrote || txn_has_room(txn);
}

static void
answer_no_room(struct call *call)
{
    bool write = call->in->op != NULL && call->in->op->kind == OP_WRITE;
    answer_failure(call, write ? TNW_E_STORAGE_FULL : TNW_E_AUDIT_UNAVAILABLE);
}

/* Counts a refusal that tells nothing of anybody, if it is one of many (budget/refusals.h). Returns whether it did: it
 * needs no record then. */
static bool
count_refusal(struct call *call)
{
    const struct audit_facts *facts = &call->found.audit;
    bool tells = answer_permits(call) || !id_is_zero(&facts->dossier) || facts->object[0] != 0 || facts->listed.len > 0;
    if (tells || call->world->refusals == NULL || call->in->local) {
        return false;
    }
    if (call->refusal_record == REFUSAL_UNASKED) {
        bool counted = refusals_take(call->world->refusals, &call->in->peer, call->found.now);
        call->refusal_record = counted ? REFUSAL_COUNTED : REFUSAL_RECORDED;
    }
    return call->refusal_record == REFUSAL_COUNTED;
}

static enum tnw_err
execute_call(struct call *call, struct txn *txn)
{
    time_ms now = dispatch_now(call->world, txn);
    bool ran = call->in->op != NULL && call->in->op->kind == OP_READ && answer_is_there(call);
    /* What it saw here before was that of a batch that failed, and never so. */
    if (!ran || call->ran_in_ledger || is_stale(call, txn, now)) {
        call->ran_in_ledger = true;
        enum tnw_err err = run_call(call, txn, now);
        if (err != TNW_OK) {
            return err;
        }
    }
    assert(answer_is_there(call));
    if (call->in->op != NULL && call->in->op->audit == AUDIT_NONE && answer_permits(call)) {
        return txn_error(txn);
    }
    if (!has_room_for_record(call, txn)) {
        answer_no_room(call);
        return txn_error(txn);
    }
    if (count_refusal(call)) {
        return txn_error(txn);
    }
    if (answer_permits(call)) {
        quota_take(call, txn);
    }
    if (answer_is_awaiting(call)) {
        return txn_error(txn); /* nothing is done yet, and nothing shown: the quota bounds it */
    }
    uint64_t before = audit_log_size(txn);
    call->found.now = now;
    audit_facts_record(call, txn);
    assert(txn_error(txn) != TNW_OK || audit_log_size(txn) == before + 1);
    presented_note(call, txn);
    return txn_error(txn);
}

enum tnw_err
dispatch_execute(struct ledger_job *job, struct txn *txn)
{
    static_assert(offsetof(struct call, job) == 0, "a job is the beginning of its call");
    struct call *call = (struct call *)(void *)job;
    txn_use_hints(txn, call->ready.hints);
    enum tnw_err err = execute_call(call, txn);
    txn_use_hints(txn, NULL);
    return err;
}

/* For an operation that goes by more than its body: without a snapshot its run finds that nothing was looked at. */
static void
look_ahead(struct call *call)
{
    struct txn *snapshot;
    bool looks = call->in->op->look != NULL && call->ready.draft != NULL && call->ready.fault.err == TNW_OK;
    if (looks && txn_begin_read(call->world->store, &snapshot) == TNW_OK) {
        call->in->op->look(call, snapshot);
        txn_abort(&snapshot);
    }
}

static enum dispatch_next
begin_read(struct call *call)
{
    struct txn *txn;
    if (txn_begin_read(call->world->store, &txn) != TNW_OK) {
        return CALL_SUBMIT; /* runs in the ledger, which knows what to do with a broken store */
    }
    bool notes = foresight_begin(call, txn);
    enum tnw_err err = run_call(call, txn, dispatch_now(call->world, txn));
    if (err == TNW_OK && notes) {
        foresight_of_record(call, txn);
    }
    txn_abort(&txn);
    if (err != TNW_OK) {
        log_bug(call->world->log, "read_failed", "action=%s err=%s", call->in->op->name, tnw_error_info(err)->code);
        call->found.outcome = err == TNW_E_NO_MEMORY ? TNW_E_UNAVAILABLE : TNW_E_INTERNAL;
        call->found.waits = false;
        answer_failure(call, call->found.outcome);
    }
    if (call->found.waits) {
        return CALL_WAIT;
    }
    bool quiet = call->in->op->audit == AUDIT_NONE || (call->in->op->audit == AUDIT_QUIET && call->found.quiet);
    return quiet && answer_permits(call) ? CALL_SEND : CALL_SUBMIT;
}

/* Whoever asks too much costs nobody a place in the queue, and the log a count. */
static void
answer_turned_away(struct call *call)
{
    enum tnw_err err = problem(call, call->in->refusal, "%s", call->in->refusal_detail);
    call->found.outcome = err;
    call->found.fault.wait_s = call->in->refusal_wait_s;
    answer_problem(call, err);
    if (call->world->refusals != NULL) {
        refusals_count(call->world->refusals, &call->in->peer, clock_now(&call->world->clock));
    }
}

enum dispatch_next
dispatch_begin(struct call *call)
{
    call->job.execute = dispatch_execute;
    call->job.weight = call->in->body_text.len + LIMIT_JOB_PAGES;
    if (call->in->refusal == TNW_E_RATE_LIMITED) {
        answer_turned_away(call);
        return CALL_SEND;
    }
    if (call->in->refusal != TNW_OK || call->in->op == NULL) {
        return CALL_SUBMIT;
    }
    bool stranger = call->in->body_text.len > LIMIT_BODY_CHEAP && caller_is_stranger(call);
    if (!stranger) {
        dispatch_prepare(call);
    }
    if (call->in->op->kind == OP_READ) {
        return begin_read(call);
    }
    look_ahead(call);
    foresight_of_write(call);
    return CALL_SUBMIT;
}

bool
dispatch_needs_settled(const struct call *call)
{
    return call->in->op != NULL && call->in->op->needs_settled && call->in->refusal == TNW_OK;
}
