#include "crypto/merkle.h"
#include "service/audit_facts.h"
#include "service/operations.h"
#include "service/page.h"
#include "service/problem.h"
#include "service/show.h"
#include "store/audit_log.h"

/* The record as it is in the log, byte for byte, and its leaf hash. */
static void
show(struct json_writer *jw, struct slice record)
{
    struct hash leaf = merkle_leaf(record);
    jw_open(jw, NULL);
    jw_raw(jw, "record", record);
    jw_hex(jw, "leaf", hash_slice(&leaf));
    jw_close(jw);
}

static bool
show_next(void *ctx, uint64_t seq, struct slice record)
{
    struct page *page = ctx;
    show(&page->jw, record);
    page->after_seq = seq;
    page->shown++;
    return true;
}

static enum tnw_err
take_id(struct call *call, const char *name, enum id_kind kind, struct id *out)
{
    const char *text = page_query(call, name);
    if (text != NULL && id_parse(out, kind, text) != TNW_OK) {
        return problem(call, TNW_E_INVALID_PARAMETER, "%s must be the id of one", name);
    }
    return TNW_OK;
}

enum tnw_err
op_audit_list(struct call *call, struct txn *txn)
{
    struct page page;
    struct id actor = {0};
    struct id dossier = {0};
    enum tnw_err err = take_id(call, "actor", ID_ACTOR, &actor);
    if (err == TNW_OK) {
        err = take_id(call, "dossier", ID_DOSSIER, &dossier);
    }
    if (err == TNW_OK && !id_is_zero(&actor) && !id_is_zero(&dossier)) {
        err = problem(call, TNW_E_INVALID_PARAMETER, "actor and dossier cannot be combined");
    }
    if (err == TNW_OK) {
        err = page_open_seq(call, &page);
    }
    if (err != TNW_OK) {
        return err;
    }
    enum audit_list which = AUDIT_LIST_ALL;
    if (!id_is_zero(&dossier)) {
        which = AUDIT_LIST_DOSSIER;
    } else if (!id_is_zero(&actor)) {
        which = AUDIT_LIST_ACTOR;
    }
    bool more = audit_log_list(txn, which, which == AUDIT_LIST_DOSSIER ? &dossier : &actor, page.after_seq, false,
                               page.limit, show_next, &page);
    page_close_seq(call, &page, more);
    return TNW_OK;
}

enum tnw_err
op_audit_read(struct call *call, struct txn *txn)
{
    struct slice record;
    if (!audit_log_get(txn, call->path_seq, &record)) {
        return TNW_E_NOT_FOUND;
    }
    struct json_writer jw = show_reply(call);
    show(&jw, record);
    show_done(call, 200);
    return TNW_OK;
}
