#include "service/core/tell/tell.h"

#include "service/core/caller/acting.h"
#include "service/core/tell/notify.h"

void
tell(struct call *call, struct txn *txn, const struct access *access, const struct id *actor, enum event_type type,
     const struct id *object)
{
    tell_event(call, txn, access, actor, (struct event){.type = type, .object = *object});
}

void
tell_event(struct call *call, struct txn *txn, const struct access *access, const struct id *actor, struct event event)
{
    bool other = !id_is_zero(actor) && !id_eq(actor, acting_hand(call));
    if (other && access_out(call, txn, access, actor) == NULL) {
        event.dossier = access->dossier.id;
        notify(call, txn, actor, event);
    }
}

bool
tell_came_before(const struct dossier *dossier, size_t which, code_set roles)
{
    for (size_t i = 0; i < which; i++) {
        const struct participant *who = &dossier->participants[i];
        if ((roles & CODE_BIT(who->role)) != 0 && id_eq(&who->actor, &dossier->participants[which].actor)) {
            return true;
        }
    }
    return false;
}

void
tell_roles(struct call *call, struct txn *txn, const struct access *access, code_set roles, struct event event)
{
    const struct dossier *dossier = &access->dossier;
    if ((roles & CODE_BIT(ROLE_PATIENT)) != 0) {
        tell_event(call, txn, access, &dossier->patient, event);
    }
    for (size_t i = 0; i < dossier->participant_count; i++) {
        bool meant = (roles & CODE_BIT(dossier->participants[i].role)) != 0;
        if (meant && !tell_came_before(dossier, i, roles)) {
            tell_event(call, txn, access, &dossier->participants[i].actor, event);
        }
    }
}
