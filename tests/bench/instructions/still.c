/*
 * For LD_PRELOAD: a server in which nothing happens but what is asked. What rests for a while, such as the sealer,
 * rests until the end, so that how often it works is not for the clock to say. And a store whose map takes no more of
 * the address space than valgrind can give: what lies ahead of the file costs nothing elsewhere (LIMIT_MAP_AHEAD).
 */
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#define MAP_MOST ((size_t)1 << 30)
/* Shorter waits belong to requests. */
#define REST_MS 200

int mdb_env_set_mapsize(void *env, size_t size);

static void *
next_of(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) {
        abort();
    }
    return found;
}

int
mdb_env_set_mapsize(void *env, size_t size)
{
    union {
        void *found;
        int (*call)(void *, size_t);
    } real = {next_of("mdb_env_set_mapsize")};
    return real.call(env, size < MAP_MOST ? size : MAP_MOST);
}

int
pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *lock, const struct timespec *until)
{
    union {
        void *found;
        int (*call)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    } real = {next_of("pthread_cond_timedwait")};
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    long long ms = (until->tv_sec - now.tv_sec) * 1000LL + (until->tv_nsec - now.tv_nsec) / 1000000;
    return ms < REST_MS ? real.call(condition, lock, until) : pthread_cond_wait(condition, lock);
}
