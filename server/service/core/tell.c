#include "service/core/tell.h"

#include "service/core/notify.h"

void
tell(struct call *call, struct txn *txn, const struct access *access, const struct id *actor, enum event_type type,
     const struct id *object)
{
    tell_in_thread(call, txn, access, &(struct id){{0}}, actor, type, object);
}

void
tell_in_thread(struct call *call, struct txn *txn, const struct access *access, const struct id *thread,
               const struct id *actor, enum event_type type, const struct id *object)
{
    bool other = !id_is_zero(actor) && !id_eq(actor, &call->found.actor);
    if (other && access_out(call, txn, access, actor) == NULL) {
        notify(call, txn, actor,
               (struct event){.type = type, .dossier = access->dossier.id, .object = *object, .thread = *thread});
    }
}
