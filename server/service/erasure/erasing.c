#include "service/erasure/erasing.h"

#include <stdio.h>
#include <string.h>

#include "audit/record.h"
#include "base/stop.h"
#include "service/core/tell/tell.h"
#include "store/records/erasure/emptying.h"
#include "store/records/inbox.h"

#define ACTION_CLOSED "dossier.erase"
#define ORDER_DIGITS (2 * HASH_SIZE)

static struct hash
patient_of_erased(const struct call *call, const struct dossier *dossier)
{
    struct identity patient = {.kind = IDENTITY_NISS};
    memcpy(patient.number, dossier->niss, sizeof patient.number);
    return call_identity_index(call->world, &patient);
}

struct hash
erasing_order_digest(const struct world *world, const char *reference)
{
    return keyring_index(world->keyring, "order", slice_str(reference));
}

/* All are told before the dossier is gone: afterwards nobody knows who they were. */
void
erasing_close(struct call *call, struct txn *txn, struct access *access, const struct erasing *what)
{
    const struct dossier *dossier = &access->dossier;
    struct erasure erasure = {
        .dossier = dossier->id,
        .state = ERASURE_CLOSED,
        .why = what->why,
        .reason = what->reason,
        .order = what->order,
        .patient = patient_of_erased(call, dossier),
        .by = call->found.actor,
        .at = {[ERASURE_CLOSED] = call->found.now},
        .seq = {[ERASURE_CLOSED] = audit_log_size(txn)},
    };
    tell_roles(call, txn, access, CODE_ALL(ROLE_COUNT),
               (struct event){.type = EVENT_DOSSIER_ERASED, .object = dossier->id});
    erasure_note_keys(txn, &erasure);
    emptying_begin(txn, &dossier->id, &erasure.patient);
    erasure_put(txn, &erasure);
    stop_here("erasing_close");
}

static void
record_closing(struct call *call, struct txn *txn, const struct id *dossier, const struct erasing *what)
{
    char ground[sizeof "order:" + ORDER_DIGITS] = "retention";
    const uint8_t *policy = call->world->policy->hash;
    if (what->why == ERASURE_ORDER) {
        memcpy(ground, "order:", sizeof "order:");
        hex_encode(ground + strlen(ground), what->order.bytes, HASH_SIZE);
    }
    struct audit_record record =
        what->why == ERASURE_ORDER ? audit_record_by_operator(ACTION_CLOSED, slice_str(ground), policy, call->found.now)
                                   : audit_record_by_server(ACTION_CLOSED, policy);
    record.ground = slice_str(ground);
    record.dossier = *dossier;
    record.writes = true;
    audit_record_append(txn, &record, call->found.now);
}

bool
erasing_close_by_server(struct call *call, struct txn *txn, const struct id *dossier, const struct erasing *what)
{
    struct access access;
    bool found = access_load(call, txn, dossier, &access);
    if (found) {
        erasing_close(call, txn, &access, what);
        record_closing(call, txn, dossier, what);
        txn_raise_generation(txn);
    }
    access_close(&access);
    return found && txn_error(txn) == TNW_OK;
}
