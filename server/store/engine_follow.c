#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "store/engine.h"

enum tnw_err
engine_place_of(struct engine_txn *snapshot, struct engine_place *place)
{
    const struct engine_ops *ops = snapshot->engine->ops;
    *place = (struct engine_place){.commit = 0};
    return ops->place_of == NULL ? TNW_E_USAGE : ops->place_of(snapshot, place);
}

enum tnw_err
engine_follow(struct engine *engine, const char *name, const struct engine_place *since, struct engine_follower **out,
              struct engine_place *at, char where[256])
{
    *out = NULL;
    assert(strlen(name) == ENGINE_FOLLOWER - 1);
    if (engine->ops->follow == NULL) {
        (void)snprintf(where, 256, "this engine cannot be followed");
        return TNW_E_USAGE;
    }
    where[0] = 0;
    return engine->ops->follow(engine, name, since, out, at, where);
}

enum tnw_err
engine_follow_next(struct engine_follower *follower, struct engine_step *step)
{
    return follower->engine->ops->follow_next(follower, step);
}

void
engine_follow_done(struct engine_follower *follower, int64_t time)
{
    follower->engine->ops->follow_done(follower, time);
}

void
engine_follow_close(struct engine_follower **follower, bool ends)
{
    if (*follower != NULL) {
        (*follower)->engine->ops->follow_close(*follower, ends);
        *follower = NULL;
    }
}

enum tnw_err
engine_follow_lag(struct engine *engine, const char *name, int64_t *ms)
{
    *ms = 0;
    return engine->ops->follow_lag == NULL ? TNW_E_NOT_FOUND : engine->ops->follow_lag(engine, name, ms);
}

void
engine_follow_forget(struct engine *engine, const char *name)
{
    if (engine->ops->follow_forget != NULL) {
        engine->ops->follow_forget(engine, name);
    }
}
