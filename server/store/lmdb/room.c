#include "store/lmdb/room.h"

#include <fcntl.h>

uint64_t
room_used(const struct lmdb_engine *engine)
{
    MDB_envinfo info;
    if (mdb_env_info(engine->env, &info) != 0) {
        return engine->map_size;
    }
    return ((uint64_t)info.me_last_pgno + 1) * engine->page_size;
}

void
room_set_aside(struct lmdb_engine *engine)
{
    uint64_t used = room_used(engine);
    if (used + engine->reserve <= engine->allocated) {
        return;
    }
    /* Twice the reserve, so that this happens now and then and not in every batch. */
    uint64_t want = used + 2 * (uint64_t)engine->reserve;
    if (want > engine->map_size) {
        want = engine->map_size;
    }
    if (want > engine->allocated && posix_fallocate(engine->fd, 0, (off_t)want) == 0) {
        engine->allocated = want;
    }
}

bool
room_is_left(const struct lmdb_engine *engine)
{
    return room_used(engine) + engine->reserve <= engine->allocated;
}
