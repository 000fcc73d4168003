#include "service/core/local.h"
#include "service/core/dispatch.h"

#include <stdio.h>

#include "service/operations.h"

static enum tnw_err
execute_now(struct call *call)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_write(call->world->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    err = dispatch_execute(&call->job, txn);
    if (err != TNW_OK) {
        txn_abort(&txn);
        return err;
    }
    return txn_commit(&txn);
}

static void
fill_incoming(struct incoming *in, const struct op *op, const json_t *body, const struct id *path_actor)
{
    in->op = op;
    in->method = op->method;
    in->local = true;
    (void)snprintf(in->peer.pseudonym, sizeof in->peer.pseudonym, "local");
    for (size_t i = 0; op->schema == NULL && i < CALL_QUERY_MAX && op->query[i] != NULL; i++) {
        in->query[i] = json_string_value(json_object_get(body, op->query[i]));
    }
    if (path_actor != NULL) {
        in->path_id[0] = *path_actor;
    }
}

enum tnw_err
local_run(const struct world *world, const char *op_name, json_t *body, const struct id *path_actor, struct buf *reply,
          int *status)
{
    const struct op *op = operations_find(op_name);
    if (op == NULL || !op->local) {
        return TNW_E_USAGE;
    }
    struct incoming *in;
    struct call *call = call_new(world, NULL, &in);
    if (call == NULL) {
        return TNW_E_NO_MEMORY;
    }
    fill_incoming(in, op, body, path_actor);
    call->ready.body = json_incref(body); /* as it is, without its text */
    dispatch_prepare(call);
    enum tnw_err err = execute_now(call);
    if (err == TNW_OK) {
        *status = call->reply.status;
        buf_put_slice(reply, buf_slice(&call->reply.body));
    }
    call_free(&call);
    return err;
}
