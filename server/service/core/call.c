#include "service/core/call.h"

#include <stdio.h>
#include <stdlib.h>

#include "service/core/dispatch.h"
#include "service/core/problem.h"
#include "service/operations.h"

struct hash
call_identity_index(const struct world *world, const struct identity *identity)
{
    struct buf bytes = {0};
    buf_put_u8(&bytes, (uint8_t)identity->kind);
    buf_put_str(&bytes, identity->number);
    if (bytes.err != TNW_OK) {
        abort(); /* a wrong index would take somebody for somebody else */
    }
    struct hash index = keyring_index(world->keyring, "identity", buf_slice(&bytes));
    buf_free(&bytes);
    return index;
}

struct call *
call_new(const struct world *world)
{
    struct call *call = calloc(1, sizeof *call);
    if (call == NULL) {
        return NULL;
    }
    call->world = world;
    call->request = id_new(clock_now(&world->clock));
    call->role = ROLE_NONE;
    call->purpose = PURPOSE_NONE;
    call->job.execute = dispatch_execute;
    return call;
}

void
call_reset(struct call *call)
{
    buf_free(&call->reply.body);
    call->reply = (struct reply){0};
    buf_free(&call->audit.ground);
    buf_free(&call->audit.listed);
    call->audit = (struct audit_facts){0};
    buf_clear(&call->notified);
    call->wrote = false;
    call->waiting = false;
    call->saw_only_log = false;
    call->saw_dossier = false;
    call->actor = (struct id){0};
    call->organisation = (struct id){0};
    call->role = ROLE_NONE;
    call->purpose = PURPOSE_NONE;
}

void
call_free(struct call **call)
{
    struct call *it = *call;
    if (it == NULL) {
        return;
    }
    call_reset(it);
    buf_free(&it->notified);
    buf_free(&it->problem_errors);
    if (it->body != NULL) {
        json_decref(it->body);
    }
    bytes_wipe(it, sizeof *it);
    free(it);
    *call = NULL;
}

bool
call_needs_settled(const struct call *call)
{
    return call->op != NULL && call->op->needs_settled && call->refusal == TNW_OK;
}

void
call_refuse(struct call *call, enum tnw_err err, const char *detail)
{
    call->refusal = err;
    (void)snprintf(call->detail, sizeof call->detail, "%s", detail);
}

void
call_fail_reply(struct call *call, enum tnw_err err)
{
    buf_clear(&call->notified);
    call->wrote = false;
    call->detail[0] = 0;
    problem_reply(call, err);
}
