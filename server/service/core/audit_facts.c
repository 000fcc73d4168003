#include "service/core/audit_facts.h"

#include <string.h>

#include "audit/record.h"
#include "service/core/answer.h"
#include "service/core/caller/acting.h"
#include "service/core/op.h"
#include "service/core/tell/notify.h"

static bool
ground_is_noted(const struct audit_facts *facts, const char *ground)
{
    size_t len = strlen(ground);
    const char *text = (const char *)facts->ground.ptr;
    for (size_t at = 0; at + len <= facts->ground.len; at++) {
        bool starts = at == 0 || text[at - 1] == ' ';
        bool ends = at + len == facts->ground.len || text[at + len] == ' ';
        if (starts && ends && memcmp(text + at, ground, len) == 0) {
            return true;
        }
    }
    return false;
}

void
audit_facts_ground(struct audit_facts *facts, const char *ground)
{
    if (ground_is_noted(facts, ground)) {
        return;
    }
    if (facts->ground.len > 0) {
        buf_put_u8(&facts->ground, ' ');
    }
    buf_put_str(&facts->ground, ground);
}

void
audit_facts_refusal(struct audit_facts *facts, const char *reason)
{
    buf_clear(&facts->ground);
    buf_put_str(&facts->ground, reason);
    facts->refuses = true;
}

void
audit_facts_object(struct audit_facts *facts, enum id_kind kind, const struct id *id)
{
    id_format(facts->object, kind, id);
}

void
audit_facts_category(struct audit_facts *facts, enum category category)
{
    facts->categories |= CODE_BIT(category);
}

/* A record that lost a ground or a dossier for want of memory would be false. */
static void
check_facts(const struct audit_facts *facts, struct txn *txn)
{
    txn_set_error(txn, facts->ground.err);
    txn_set_error(txn, facts->listed.err);
    txn_set_error(txn, facts->objects.err);
}

void
audit_facts_record(struct call *call, struct txn *txn)
{
    bool permitted = answer_permits(call);
    const struct deputy *deputy = &call->found.deputy;
    bool denied = tnw_error_info(call->found.outcome)->class_ == TNW_CLASS_DENY;
    struct audit_record record = {
        .request = call->in->request,
        .actor = *acting_hand(call),
        .acted_for = deputy->acts ? call->found.actor : (struct id){{0}},
        .role = call->found.role,
        .organisation = deputy->acts ? deputy->organisation : call->found.organisation,
        .origin = call->in->peer.pseudonym,
        .certificate = call->in->peer.identity.kind == IDENTITY_NONE ? NULL : &call->in->peer.certificate,
        .action = call->in->op == NULL ? "request.refused" : call->in->op->name,
        .dossier = call->found.audit.dossier,
        .writes = call->found.wrote,
        .listed = buf_slice(&call->found.audit.listed),
        .content = permitted && call->found.audit.has_content ? &call->found.audit.content : NULL,
        .object = call->found.audit.object,
        .objects = permitted ? buf_slice(&call->found.audit.objects) : slice_of(NULL, 0),
        .categories = call->found.audit.categories,
        .purpose = call->found.purpose,
        .decision = permitted ? "permit"
                    : denied  ? "deny"
                              : "fail",
        .ground = buf_slice(&call->found.audit.ground),
        .status = call->reply.status,
        .policy = call->world->policy->hash,
    };
    if (record.ground.len == 0 || permitted == call->found.audit.refuses) { /* a ground to permit is none to refuse */
        record.ground = slice_str(permitted ? "role" : tnw_error_info(call->found.outcome)->code);
    }
    check_facts(&call->found.audit, txn);
    audit_record_append(txn, &record, call->found.now);
    notify_first_access(call, txn);
}
