#include "service/core/notify.h"

#include <string.h>

#include "service/core/answer.h"
#include "store/records/dossier.h"
#include "store/records/visitor.h"

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

/* That somebody opened the dossier, the patient is told as participant.added. Without room the mark can wait, and with it
 * the event: the next access has both. */
static void
visit(struct call *call, struct txn *txn, const struct id *id)
{
    static const struct id none;
    struct dossier dossier;
    if (visitor_is_known(txn, id, &call->found.actor) || !txn_has_room(txn) || !dossier_get(txn, id, &dossier)) {
        return;
    }
    visitor_put(txn, id, &call->found.actor);
    if (!id_eq(&dossier.opened_by, &call->found.actor)) {
        notify(call, txn, &dossier.patient, EVENT_ACCESS_FIRST, id, &none);
    }
    txn_raise_generation(txn); /* a read of the inbox that did not see the event would be stale */
    dossier_wipe(&dossier);
}

void
notify_first_access(struct call *call, struct txn *txn)
{
    const struct buf *listed = &call->found.audit.listed;
    if (!answer_permits(call) || call->found.role == ROLE_PATIENT || id_is_zero(&call->found.actor)) {
        return; /* as patient nobody sees but their own */
    }
    if (!id_is_zero(&call->found.audit.dossier)) {
        visit(call, txn, &call->found.audit.dossier);
    }
    for (size_t at = 0; at + ID_SIZE <= listed->len; at += ID_SIZE) {
        struct id id;
        memcpy(id.bytes, listed->ptr + at, ID_SIZE);
        visit(call, txn, &id);
    }
}
