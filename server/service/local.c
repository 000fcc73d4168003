#include "service/local.h"

#include <stdio.h>
#include <string.h>

#include "service/dispatch.h"
#include "service/operations.h"

#define BEHEERDER CODE_BIT(ROLE_BEHEERDER)

static const struct op local_ops[] = {
    {"actor.add", METHOD_POST, "", OP_WRITE, .roles = BEHEERDER, .schema = "body/actor", .run = op_actor_add},
    {"actor.disable", METHOD_POST, "", OP_WRITE, .roles = BEHEERDER, .spares_room = true, .run = op_actor_disable},
    {"actor.list", METHOD_GET, "", OP_READ, .roles = BEHEERDER, .query = {"after"}, .run = op_actor_list},
};

static const struct op *
find_op(const char *name)
{
    for (size_t i = 0; i < sizeof local_ops / sizeof local_ops[0]; i++) {
        if (strcmp(local_ops[i].name, name) == 0) {
            return &local_ops[i];
        }
    }
    return NULL;
}

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
    call->op = find_op(op_name);
    if (call->op == NULL) {
        goto out;
    }
    call->is_local = true;
    call->body = json_incref(body); /* of actor.list: {"after"} */
    (void)snprintf(call->peer.origin, sizeof call->peer.origin, "local");
    call->query[0] = json_string_value(json_object_get(body, "after"));
    if (path_actor != NULL) {
        call->path_id[0] = *path_actor;
    }
    if (call->op->schema != NULL) {
        day_num today = date_in_belgium(clock_now(&world->clock));
        call->input =
            schema_validate(schema_find(world->schemas, call->op->schema), body, "", today, &call->problem_errors);
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
