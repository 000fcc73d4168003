#include "service/core/call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/hint.h"
#include "store/records/actor.h"

struct hash
call_identity_index(const struct world *world, const struct identity *identity)
{
    return actor_identity_index(world->keyring, identity);
}

/* in is const to all but who was handed it by call_new. */
struct call_and_in {
    struct call call; /* first */
    struct incoming in;
};

static const struct findings nothing_found = {.role = ROLE_NONE, .purpose = PURPOSE_NONE};

struct call *
call_new(const struct world *world, struct id_source *ids, struct incoming **in)
{
    struct call_and_in *both = calloc(1, sizeof *both);
    if (both == NULL) {
        return NULL;
    }
    struct call *call = &both->call;
    call->world = world;
    call->in = &both->in;
    call->found = nothing_found;
    time_ms now = clock_now(&world->clock);
    both->in.request = ids == NULL ? id_new(now) : id_new_from(ids, now);
    *in = &both->in;
    return call;
}

void
call_reset(struct call *call)
{
    buf_free(&call->reply.body);
    call->reply = (struct reply){0};
    buf_free(&call->found.audit.ground);
    buf_free(&call->found.audit.listed);
    buf_free(&call->found.audit.objects);
    buf_free(&call->found.fault.errors);
    buf_free(&call->found.notified);
    call->found = nothing_found;
}

bool
call_knows(const struct call *call, const struct id *actor, enum role role)
{
    code_set known = call->found.role < ROLE_COUNT ? call->world->policy->team_read[call->found.role] : 0;
    return codes_has(known, role) || id_eq(actor, &call->found.actor);
}

bool
call_knows_all(const struct call *call)
{
    return call->found.role < ROLE_COUNT &&
           call->world->policy->team_read[call->found.role] == call->world->policy->team_read[ROLE_PATIENT];
}

void *
call_draft(struct call *call, size_t size, void (*wipe)(void *draft))
{
    call->ready.draft = calloc(1, size);
    call->ready.wipe = wipe;
    return call->ready.draft;
}

static void
prepared_wipe(struct prepared *ready)
{
    buf_free(&ready->fault.errors);
    buf_free(&ready->meaning.errors);
    if (ready->draft != NULL && ready->wipe != NULL) {
        ready->wipe(ready->draft);
    }
    free(ready->draft);
    if (ready->body != NULL) {
        json_decref(ready->body);
    }
    hint_free(&ready->hints);
}

void
call_free(struct call **call)
{
    struct call *it = *call;
    if (it == NULL) {
        return;
    }
    call_reset(it);
    prepared_wipe(&it->ready);
    bytes_wipe(it, sizeof(struct call_and_in));
    free(it);
    *call = NULL;
}

void
incoming_refuse(struct incoming *in, enum tnw_err err, const char *detail)
{
    in->refusal = err;
    (void)snprintf(in->refusal_detail, sizeof in->refusal_detail, "%s", detail);
}
