#include <string.h>

#include "audit/search.h"
#include "crypto/merkle.h"
#include "service/core/answer.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/evidence/proofs.h"
#include "service/operations.h"
#include "store/audit/audit_log.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz_"
#define DIGITS "0123456789"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* The record as it is in the log, byte for byte, and its leaf hash. */
static void
show_audit_record(struct json_writer *jw, struct txn *txn, uint64_t seq, struct slice record)
{
    struct hash leaf = merkle_leaf(record);
    struct slice links;
    size_t count = audit_log_get_links(txn, seq, &links);
    jw_open(jw, NULL);
    jw_raw(jw, "record", record);
    jw_hex(jw, "leaf", hash_slice(&leaf));
    proofs_show_links(jw, links, count);
    jw_close(jw);
}

static enum tnw_err
take_search_id(struct call *call, const char *name, enum id_kind kind, struct id *out)
{
    const char *text = page_query(call, name);
    if (text != NULL && id_parse(out, kind, text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER, "%s must be the id of one", name);
    }
    return TNW_OK;
}

static enum tnw_err
take_search_time(struct call *call, const char *name, bool *has, time_ms *out)
{
    const char *text = page_query(call, name);
    *has = text != NULL;
    if (text != NULL && time_parse(out, text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER,
                       "%s must be a time as in 2026-01-31T12:00:00Z; write a plus sign as %%2B", name);
    }
    return TNW_OK;
}

/* Two words with `between` in the middle; the second one may have other characters. optional: it may be missing. */
static bool
is_code_name(const char *text, char between, const char *second, bool optional)
{
    size_t front = strspn(text, LOWER DIGITS);
    if (front == 0 || text[front] != between) {
        return front > 0 && optional && text[front] == '\0';
    }
    const char *rest = text + front + 1;
    size_t back = strspn(rest, second);
    return back > 0 && rest[back] == '\0';
}

static enum tnw_err
take_action(struct call *call, struct slice *out)
{
    const char *text = page_query(call, "action");
    *out = slice_str(text);
    if (text != NULL && !is_code_name(text, '.', LOWER, false)) {
        return problem(call, TNW_E_INVALID_PARAMETER, "action must be the name of an operation, as fragment.read");
    }
    return TNW_OK;
}

static enum tnw_err
take_decision(struct call *call, struct slice *out)
{
    const char *text = page_query(call, "decision");
    *out = slice_str(text);
    if (text != NULL && strcmp(text, "permit") != 0 && strcmp(text, "deny") != 0 && strcmp(text, "fail") != 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "decision must be permit, deny or fail");
    }
    return TNW_OK;
}

static enum tnw_err
take_ground(struct call *call, struct slice *out)
{
    const char *text = page_query(call, "ground");
    *out = slice_str(text);
    if (text != NULL && !is_code_name(text, ':', LOWER DIGITS UPPER, true)) {
        return problem(call, TNW_E_INVALID_PARAMETER,
                       "ground must be a code, as own_dossier or consent:cns_…, or its kind alone, as consent");
    }
    return TNW_OK;
}

static enum tnw_err
take_period(struct call *call, struct search_query *query)
{
    enum tnw_err err = take_search_time(call, "from", &query->has_from, &query->from);
    if (err == TNW_OK) {
        err = take_search_time(call, "until", &query->has_until, &query->until);
    }
    if (err == TNW_OK && query->has_from && query->has_until && query->from > query->until) {
        err = problem(call, TNW_E_INVALID_PARAMETER, "from must not be after until");
    }
    return err;
}

static enum tnw_err
take_search(struct call *call, struct search_query *query)
{
    enum tnw_err err = take_search_id(call, "actor", ID_ACTOR, &query->actor);
    if (err == TNW_OK) {
        err = take_search_id(call, "dossier", ID_DOSSIER, &query->dossier);
    }
    if (err == TNW_OK) {
        err = take_search_id(call, "organisation", ID_ACTOR, &query->organisation);
    }
    if (err == TNW_OK) {
        err = take_search_id(call, "request", ID_REQUEST, &query->request);
    }
    if (err == TNW_OK) {
        err = take_action(call, &query->action);
    }
    if (err == TNW_OK) {
        err = take_decision(call, &query->decision);
    }
    if (err == TNW_OK) {
        err = take_ground(call, &query->ground);
    }
    return err == TNW_OK ? take_period(call, query) : err;
}

enum tnw_err
op_audit_list(struct call *call, struct txn *txn)
{
    struct page page;
    struct search_query query = {0};
    struct search_hit hit;
    enum tnw_err err = take_search(call, &query);
    if (err == TNW_OK) {
        err = page_open_seq(call, &page);
    }
    if (err != TNW_OK) {
        return err;
    }
    query.after = page.after_seq;
    call->found.saw.only_log = true;
    struct search *search = search_open(txn, &query);
    while (search != NULL && search_next(search, &hit) && page_take(&page)) {
        show_audit_record(&page.jw, txn, hit.seq, hit.record);
        page.after_seq = hit.seq;
    }
    bool more = page.is_full;
    if (search != NULL && !more) {
        more = search_is_unfinished(search, &page.after_seq);
    }
    page_close_seq(call, &page, more);
    search_close(&search);
    return TNW_OK;
}

enum tnw_err
op_audit_read(struct call *call, struct txn *txn)
{
    struct slice record;
    call->found.saw.only_log = true;
    if (!audit_log_get(txn, call->in->path_seq, &record)) {
        return TNW_E_NOT_FOUND;
    }
    struct json_writer jw = answer_open(call);
    show_audit_record(&jw, txn, call->in->path_seq, record);
    answer_shown(call);
    return TNW_OK;
}
