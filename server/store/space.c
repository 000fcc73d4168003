#include "store/space.h"

#include <fcntl.h>

#include "store/txn.h"

uint64_t
space_used(const struct store *store)
{
    MDB_envinfo info;
    if (mdb_env_info(store->env, &info) != 0) {
        return store->map_size;
    }
    return ((uint64_t)info.me_last_pgno + 1) * store->page_size;
}

void
space_set_aside(struct store *store)
{
    uint64_t used = space_used(store);
    if (used + store->reserve <= store->allocated) {
        return;
    }
    /* Twice the reserve, so that this happens now and then and not in every batch. */
    uint64_t want = used + 2 * (uint64_t)store->reserve;
    if (want > store->map_size) {
        want = store->map_size;
    }
    if (want > store->allocated && posix_fallocate(store->fd, 0, (off_t)want) == 0) {
        store->allocated = want;
    }
}

bool
space_has_room(const struct store *store)
{
    return space_used(store) + store->reserve <= store->allocated;
}
