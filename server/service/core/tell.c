#include "service/core/tell.h"

#include "service/core/notify.h"

void
tell(struct call *call, struct txn *txn, const struct access *access, const struct id *actor, enum event_type type,
     const struct id *object)
{
    tell_event(call, txn, access, actor, (struct event){.type = type, .object = *object});
}

void
tell_event(struct call *call, struct txn *txn, const struct access *access, const struct id *actor, struct event event)
{
    bool other = !id_is_zero(actor) && !id_eq(actor, &call->found.actor);
    if (other && access_out(call, txn, access, actor) == NULL) {
        event.dossier = access->dossier.id;
        notify(call, txn, actor, event);
    }
}
