#include "service/core/answer.h"
#include "service/core/show.h"
#include "service/operations.h"

enum tnw_err
op_me_read(struct call *call, struct txn *txn)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    size_t count = actor_by_identity(txn, &call->in->peer.identity_index, ids);
    code_set roles = 0;
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_open(&jw, "identity");
    jw_str(&jw, "kind", identity_kind_text(call->in->peer.identity.kind));
    jw_str(&jw, "value", call->in->peer.identity.number);
    jw_close(&jw);
    jw_open_list(&jw, "actors");
    for (size_t i = 0; i < count; i++) {
        struct actor actor;
        if (actor_get(txn, &ids[i], &actor)) {
            roles |= actor.disabled ? 0 : actor.roles;
            show_actor(&jw, NULL, call, &actor);
            actor_wipe(&actor);
        }
    }
    jw_close_list(&jw);
    jw_codes(&jw, "roles", &codes_role, roles);
    jw_str(&jw, "role", call->found.role == ROLE_NONE ? NULL : codes_text(&codes_role, call->found.role));
    jw_close(&jw);
    answer_shown(call);
    return TNW_OK;
}
