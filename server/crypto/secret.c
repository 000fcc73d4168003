#include "crypto/secret.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What is handed out is a row of pieces. A slab is within the smallest limit of locked memory that is usual, 64 KiB,
 * and whole pages on every machine. */
#define PIECE 1024
#define SLAB_PIECES 16
#define SLAB_SIZE ((size_t)SLAB_PIECES * PIECE)

struct slab {
    struct slab *next;
    uint8_t *memory;
    unsigned used; /* one bit for each piece */
};

/* Of the whole process, as malloc's own is. Slabs stay until its end: there are as many as were used at one time. */
static struct {
    pthread_mutex_t lock;
    struct slab *slabs;
    bool failed_to_lock;
} pool = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* SLAB_SIZE bytes between two guards. NULL: no memory. */
static uint8_t *
map_guarded(void)
{
    const size_t guard = (size_t)sysconf(_SC_PAGESIZE);
    static_assert(SLAB_SIZE % 16384 == 0, "whole pages, of whatever machine");
    uint8_t *all = mmap(NULL, SLAB_SIZE + 2 * guard, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) {
        return NULL;
    }
    if (mprotect(all + guard, SLAB_SIZE, PROT_READ | PROT_WRITE) != 0) {
        (void)munmap(all, SLAB_SIZE + 2 * guard);
        return NULL;
    }
    return all + guard;
}

/* Under the lock. NULL: no memory. */
static struct slab *
add_slab(void)
{
    struct slab *slab = calloc(1, sizeof *slab);
    if (slab == NULL || (slab->memory = map_guarded()) == NULL) {
        free(slab);
        return NULL;
    }
    bool locked = syscall(SYS_mlock, slab->memory, SLAB_SIZE) == 0; /* sanitizers make mlock() do nothing */
    pool.failed_to_lock = pool.failed_to_lock || !locked;
    (void)madvise(slab->memory, SLAB_SIZE, MADV_DONTDUMP);
    (void)madvise(slab->memory, SLAB_SIZE, MADV_WIPEONFORK);
    slab->next = pool.slabs;
    pool.slabs = slab;
    return slab;
}

/* The bits of so many bytes at the begin of a slab. */
static unsigned
pieces_of(size_t size)
{
    return (1u << ((size + PIECE - 1) / PIECE)) - 1;
}

static uint8_t *
take_pieces(struct slab *slab, unsigned pieces)
{
    for (unsigned at = 0; pieces << at < 1u << SLAB_PIECES; at++) {
        if ((slab->used & pieces << at) == 0) {
            slab->used |= pieces << at;
            return slab->memory + (size_t)at * PIECE;
        }
    }
    return NULL;
}

void *
secret_new(size_t size)
{
    uint8_t *found = NULL;
    if (size == 0 || size > SECRET_MAX) {
        return NULL;
    }
    (void)pthread_mutex_lock(&pool.lock);
    for (struct slab *slab = pool.slabs; found == NULL && slab != NULL; slab = slab->next) {
        found = take_pieces(slab, pieces_of(size));
    }
    if (found == NULL) {
        struct slab *fresh = add_slab();
        found = fresh == NULL ? NULL : take_pieces(fresh, pieces_of(size));
    }
    (void)pthread_mutex_unlock(&pool.lock);
    return found;
}

/* NULL: it is none of ours. */
static struct slab *
slab_of(const uint8_t *secret)
{
    struct slab *slab = pool.slabs;
    while (slab != NULL && (uintptr_t)secret - (uintptr_t)slab->memory >= SLAB_SIZE) {
        slab = slab->next;
    }
    return slab;
}

void
secret_free(void *secret, size_t size)
{
    if (secret == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&pool.lock);
    struct slab *slab = slab_of(secret);
    size_t at = slab == NULL ? 0 : (size_t)((uint8_t *)secret - slab->memory) / PIECE;
    unsigned pieces = pieces_of(size) << at;
    if (slab == NULL || (slab->used & pieces) != pieces) {
        abort(); /* our mistake: what it would wipe is somebody else's */
    }
    bytes_wipe(secret, size);
    slab->used &= ~pieces;
    (void)pthread_mutex_unlock(&pool.lock);
}

enum tnw_err
secret_reserve(size_t size)
{
    size_t room = 0;
    bool failed = false;
    (void)pthread_mutex_lock(&pool.lock);
    for (const struct slab *slab = pool.slabs; slab != NULL; slab = slab->next) {
        room += SLAB_SIZE;
    }
    for (; room < size && !failed; room += SLAB_SIZE) {
        failed = add_slab() == NULL;
    }
    (void)pthread_mutex_unlock(&pool.lock);
    return failed ? TNW_E_NO_MEMORY : TNW_OK;
}

bool
secret_is_locked(void)
{
    (void)pthread_mutex_lock(&pool.lock);
    bool locked = !pool.failed_to_lock;
    (void)pthread_mutex_unlock(&pool.lock);
    return locked;
}
