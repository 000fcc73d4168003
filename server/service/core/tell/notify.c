#include "service/core/tell/notify.h"

#include <string.h>

#include "service/core/answer.h"
#include "service/core/caller/acting.h"
#include "store/records/dossier.h"
#include "store/records/trio/visitor.h"

void
notify(struct call *call, struct txn *txn, const struct id *actor, struct event event)
{
    event.time = call->found.now;
    event.by = *acting_hand(call);
    event.acted_for = acting_deputy(call) != NULL ? call->found.actor : (struct id){{0}};
    inbox_put(txn, actor, &event);
    notify_wake(call, actor);
}

void
notify_wake(struct call *call, const struct id *actor)
{
    buf_put(&call->found.notified, actor->bytes, ID_SIZE);
}

/* That somebody opened the dossier, the patient is told as participant.added. Without room the mark can wait, and with
 * it the event: the next access has both. */
static void
visit(struct call *call, struct txn *txn, const struct id *id)
{
    struct dossier dossier;
    const struct id *hand = acting_hand(call);
    if (visitor_is_known(txn, id, hand) || !txn_has_room(txn) || !dossier_get(txn, id, &dossier)) {
        return;
    }
    visitor_put(txn, id, hand);
    if (!id_eq(&dossier.opened_by, hand)) {
        notify(call, txn, &dossier.patient, (struct event){.type = EVENT_ACCESS_FIRST, .dossier = *id});
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
