#include "rules/field.h"
#include "service/core/audit_facts.h"
#include "service/fragment/authority.h"
#include "service/fragment/showing.h"
#include "service/operations.h"
#include "service/process/keeping.h"
#include "store/records/process/process.h"

static enum tnw_err
check_retraction(struct call *call, const struct access *access, const struct fragment_head *head)
{
    struct access_question question = authority_question(call, ACTION_WRITE, head);
    enum tnw_err err = authority_own(call, access, head);
    if (err == TNW_OK) {
        err = access_decide(call, access, &question);
    }
    return err == TNW_OK ? authority_standing(call, head) : err;
}

/* In place of a version: who, when and why. */
static void
store_retraction(struct call *call, struct txn *txn, struct fragment_head *head)
{
    const struct buf *reason = call->ready.draft;
    struct fragment retraction = {
        .version = FRAGMENT_RETRACTION,
        .author = call->found.actor,
        .author_role = call->found.role,
        .by = call->found.deputy.actor,
        .written = call->found.now,
        .content = *reason,
    };
    head->retracted = call->found.now;
    head->updated = call->found.now;
    fragment_put(txn, head, &retraction);
}

static void
reason_draft_wipe(void *draft)
{
    buf_free(draft);
}

/* The draft is the reason. */
enum tnw_err
op_fragment_retract_prepare(struct call *call)
{
    struct buf *draft = call_draft(call, sizeof *draft, reason_draft_wipe);
    if (draft == NULL) {
        return TNW_E_NO_MEMORY;
    }
    buf_put_str(draft, field_text(call->ready.body, "reason"));
    return draft->err;
}

void
op_fragment_retract_hint(struct call *call, struct txn *snapshot)
{
    struct fragment_head head;
    fragment_hint_head(snapshot, &call->in->path_id[0], &call->in->path_id[1]);
    if (fragment_get_head(snapshot, &call->in->path_id[0], &call->in->path_id[1], &head)) {
        fragment_hint_version(snapshot, &head, head.latest);
    }
    process_foresee_told(call, snapshot);
}

enum tnw_err
op_fragment_retract(struct call *call, struct txn *txn)
{
    struct access access;
    struct fragment_head head;
    struct fragment version = {0};
    audit_facts_object(&call->found.audit, ID_FRAGMENT, &call->in->path_id[1]);
    enum tnw_err err = access_open(call, txn, &call->in->path_id[0], &access);
    if (err == TNW_OK && !fragment_get_head(txn, &call->in->path_id[0], &call->in->path_id[1], &head)) {
        err = TNW_E_NOT_FOUND;
    }
    if (err == TNW_OK) {
        err = check_retraction(call, &access, &head);
    }
    if (err == TNW_OK) {
        err = showing_version(txn, &head, head.latest, &version);
    }
    if (err == TNW_OK) {
        store_retraction(call, txn, &head);
        authority_tell(call, txn, &access, CODE_ALL(ROLE_COUNT), EVENT_FRAGMENT_RETRACTED, &head);
        process_forget(call, txn, &access, &head.id);
        showing_reply(call, &head, &version);
    }
    fragment_wipe(&version);
    access_close(&access);
    return err;
}
