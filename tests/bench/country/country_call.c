#include "bench/country/country_call.h"

#include <stdio.h>

#include "service/core/audit_facts.h"
#include "service/core/dispatch.h"
#include "service/operations.h"

enum tnw_err
country_who_set(struct country_who *who, const struct world *world, const char *number)
{
    day_num today = date_in_belgium(clock_now(&world->clock));
    *who = (struct country_who){.id = {{0}}};
    enum tnw_err err = identity_set(&who->identity, IDENTITY_NISS, number, today);
    if (err == TNW_OK) {
        who->index = call_identity_index(world, &who->identity);
        who->certificate = hash_of(slice_str(number));
        const uint8_t *byte = who->certificate.bytes;
        (void)snprintf(who->origin, sizeof who->origin, "10.%u.%u.%u", byte[0], byte[1], byte[2]);
    }
    return err;
}

static void
fill_country_call(struct call *call, struct incoming *in, const struct country_ask *ask)
{
    in->op = operations_find(ask->op);
    in->method = in->op->method;
    in->local = ask->who == NULL;
    in->path_id[0] = ask->path[0];
    in->path_id[1] = ask->path[1];
    if (in->local) {
        (void)snprintf(in->peer.pseudonym, sizeof in->peer.pseudonym, "local");
    } else {
        (void)snprintf(in->peer.origin, sizeof in->peer.origin, "%s", ask->who->origin);
        origin_pseudonym(in->peer.pseudonym, call->world->keyring, in->peer.origin);
        in->peer.identity = ask->who->identity;
        in->peer.identity_index = ask->who->index;
        in->peer.certificate = ask->who->certificate;
    }
    call->ready.body = ask->body; /* as it is, without its text */
}

static enum tnw_err
check_reply(struct call *call, enum id_kind kind, struct id *made)
{
    if (call->reply.status / 100 != 2) {
        (void)fprintf(stderr, "tnw-country: %s: %s\n", call->in->op->name, buf_text(&call->reply.body));
        return TNW_E_INTERNAL;
    }
    return made == NULL ? TNW_OK : id_parse(made, kind, call->found.audit.object);
}

enum tnw_err
country_call(const struct world *world, struct txn *txn, const struct country_ask *ask, enum id_kind kind,
             struct id *made)
{
    struct incoming *in;
    struct call *call = call_new(world, NULL, &in);
    if (call == NULL) {
        json_decref(ask->body);
        return TNW_E_NO_MEMORY;
    }
    fill_country_call(call, in, ask);
    dispatch_prepare(call);
    enum tnw_err err = dispatch_execute(&call->job, txn);
    if (err == TNW_OK) {
        err = check_reply(call, kind, made);
    }
    for (unsigned i = 0; err == TNW_OK && i < ask->again; i++) {
        in->request = id_new(call->found.now);
        audit_facts_record(call, txn);
        err = txn_error(txn);
    }
    call_free(&call);
    return err;
}
