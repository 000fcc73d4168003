#include "service/core/foresight.h"
#include "service/core/caller/acting.h"

#include <string.h>

#include "service/core/op.h"
#include "service/core/replay.h"
#include "store/audit/audit_log.h"
#include "store/hint.h"
#include "store/records/actor.h"
#include "store/records/dossier.h"
#include "store/records/inbox.h"
#include "store/records/trio/thread.h"
#include "store/records/trio/visitor.h"

bool
foresight_begin(struct call *call, struct txn *snapshot)
{
    hint_free(&call->ready.hints);
    call->ready.hints = store_is_near(call->world->store) ? NULL : hint_new();
    if (call->ready.hints != NULL) {
        txn_note_hints(snapshot, call->ready.hints);
    }
    return call->ready.hints != NULL;
}

/* What happens in a dossier its patient is told. */
static void
foresee_dossier(struct txn *snapshot, const struct id *id)
{
    struct dossier dossier;
    dossier_hint(snapshot, id, 1);
    if (dossier_get(snapshot, id, &dossier)) {
        inbox_hint(snapshot, &dossier.patient);
        dossier_wipe(&dossier);
    }
}

/* What happens in a thread its members are told. Out: dossier, in which it lies. */
static bool
foresee_thread(struct txn *snapshot, const struct id *id, struct id *dossier)
{
    struct thread thread;
    thread_hint(snapshot, id);
    if (!thread_place(snapshot, id, dossier) || !thread_get(snapshot, dossier, id, &thread)) {
        return false;
    }
    for (size_t i = 0; i < thread.member_count; i++) {
        inbox_hint(snapshot, &thread.members[i].actor);
    }
    thread_wipe(&thread);
    return true;
}

/* Out: dossier, if the place is in one. */
static bool
foresee_place(const struct call *call, struct txn *snapshot, struct id *dossier)
{
    *dossier = call->in->path_id[0];
    switch (call->in->op->place) {
    case PLACE_DOSSIER:
        foresee_dossier(snapshot, dossier);
        return true;
    case PLACE_THREAD:
        return foresee_thread(snapshot, &call->in->path_id[0], dossier);
    default:
        return false;
    }
}

void
foresight_of_write(struct call *call)
{
    struct id actors[LIMIT_IDENTITY_ACTORS];
    struct id dossier;
    struct txn *snapshot;
    if (store_is_near(call->world->store) || txn_begin_read(call->world->store, &snapshot) != TNW_OK) {
        return;
    }
    if (foresight_begin(call, snapshot)) {
        actor_hint(snapshot, &call->in->peer.identity_index);
        usage_hint(snapshot, &call->in->peer.identity_index);
        size_t count = actor_by_identity(snapshot, &call->in->peer.identity_index, actors);
        bool placed = count > 0 && foresee_place(call, snapshot, &dossier);
        for (size_t i = 0; i < count; i++) {
            replay_hint(call, snapshot, &actors[i]);
            if (placed) {
                visitor_hint(snapshot, &dossier, &actors[i]);
            }
        }
        if (count > 0 && call->in->op->hint != NULL && txn_error(snapshot) == TNW_OK) {
            call->in->op->hint(call, snapshot);
        }
    }
    txn_abort(&snapshot);
}

static void
foresee_record_of(const struct call *call, struct txn *snapshot, const struct id *dossier)
{
    audit_log_hint_head(snapshot, dossier);
    visitor_hint(snapshot, dossier, acting_hand(call));
}

void
foresight_of_record(struct call *call, struct txn *snapshot)
{
    const struct audit_facts *facts = &call->found.audit;
    if (call->found.uses_quota) {
        usage_hint(snapshot, &call->in->peer.identity_index);
    }
    if (!id_is_zero(&facts->dossier)) {
        foresee_record_of(call, snapshot, &facts->dossier);
    }
    for (size_t at = 0; at + ID_SIZE <= facts->listed.len; at += ID_SIZE) {
        struct id dossier;
        memcpy(dossier.bytes, facts->listed.ptr + at, ID_SIZE);
        foresee_record_of(call, snapshot, &dossier);
    }
}
