#include "service/core/notify.h"

void
notify(struct call *call, struct txn *txn, const struct id *actor, enum event_type type, const struct id *dossier,
       const struct id *object)
{
    if (id_is_zero(actor) || id_eq(actor, &call->found.actor)) {
        return;
    }
    struct event event = {
        .type = type, .time = call->found.now, .dossier = *dossier, .object = *object, .by = call->found.actor};
    inbox_put(txn, actor, &event);
    buf_put(&call->found.notified, actor->bytes, ID_SIZE);
}
