#include "service/core/local.h"
#include "service/core/dispatch.h"

#include <stdio.h>

#include "service/operations.h"

static enum tnw_err
execute(struct call *call)
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
fill(struct incoming *in, const struct op *op, const json_t *body, const struct id *path_actor)
{
    int after = op_parameter(op, "after");
    in->op = op;
    in->method = op->method;
    in->local = true;
    (void)snprintf(in->peer.origin, sizeof in->peer.origin, "local");
    if (after >= 0) {
        in->query[after] = json_string_value(json_object_get(body, "after"));
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
    struct call *call = call_new(world, &in);
    if (call == NULL) {
        return TNW_E_NO_MEMORY;
    }
    fill(in, op, body, path_actor);
    call->ready.body = json_incref(body); /* as it is, without its text */
    dispatch_prepare(call);
    enum tnw_err err = execute(call);
    if (err == TNW_OK) {
        *status = call->reply.status;
        buf_put_slice(reply, buf_slice(&call->reply.body));
    }
    call_free(&call);
    return err;
}
