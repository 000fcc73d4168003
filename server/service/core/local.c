#include "service/core/local.h"

#include <stdio.h>

#include "service/core/dispatch.h"
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

enum tnw_err
local_run(const struct world *world, const char *op_name, json_t *body, const struct id *path_actor, struct buf *reply,
          int *status)
{
    struct call *call = call_new(world);
    if (call == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = TNW_E_USAGE;
    call->op = operations_find(op_name);
    if (call->op == NULL || !call->op->local) {
        goto out;
    }
    call->is_local = true;
    call->body = json_incref(body); /* of actor.list: {"after"} */
    (void)snprintf(call->peer.origin, sizeof call->peer.origin, "local");
    int after = operations_parameter(call->op, "after");
    if (after >= 0) {
        call->query[after] = json_string_value(json_object_get(body, "after"));
    }
    if (path_actor != NULL) {
        call->path_id[0] = *path_actor;
    }
    if (call->op->schema != NULL) {
        call->input = schema_validate(schema_find(world->schemas, call->op->schema), body, "", &call->problem_errors);
    }
    err = execute(call);
    if (err == TNW_OK) {
        *status = call->reply.status;
        buf_put_slice(reply, buf_slice(&call->reply.body));
    }
out:
    call_free(&call);
    return err;
}
