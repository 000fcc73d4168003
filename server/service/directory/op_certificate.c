#include "service/core/answer.h"
#include "service/core/audit_facts.h"
#include "service/operations.h"
#include "store/records/actor.h"
#include "store/records/certificate.h"

static void
show_certificate(struct json_writer *jw, const struct certificate *certificate)
{
    jw_open(jw, NULL);
    jw_hex(jw, "fingerprint", hash_slice(&certificate->fingerprint));
    jw_time(jw, "valid_until", certificate->until);
    jw_date(jw, "first_used", certificate->first);
    jw_date(jw, "last_used", certificate->last);
    jw_close(jw);
}

/* Of the person behind the registration, whichever of theirs it is: a certificate carries the identity. */
enum tnw_err
op_certificate_list(struct call *call, struct txn *txn)
{
    struct actor actor;
    struct certificates certificates;
    audit_facts_object(&call->found.audit, ID_ACTOR, &call->in->path_id[0]);
    if (!actor_get(txn, &call->in->path_id[0], &actor)) {
        return TNW_E_NOT_FOUND;
    }
    struct hash index = call_identity_index(call->world, &actor.identity);
    actor_wipe(&actor);
    certificates_get(txn, &index, &certificates);
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < certificates.count; i++) {
        show_certificate(&jw, &certificates.list[i]);
    }
    jw_close_list(&jw);
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}
