#include "fault/failing_memory.h"

#include <stdatomic.h>
#include <stdlib.h>

/* What stands behind our names: the sanitizer's own allocator where there is one, or libc's. */
#ifdef __has_feature
#define SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif
#if SANITIZED
#define BEHIND(name) __interceptor_##name
#else
#define BEHIND(name) __libc_##name
#endif

void *BEHIND(malloc)(size_t size);
void *BEHIND(calloc)(size_t count, size_t size);
void *BEHIND(realloc)(void *ptr, size_t size);

/* How many allocations there are until one fails, that one included; 0: none will. */
static atomic_ulong until;
static atomic_bool failed;

void
failing_memory_arm(unsigned long nth)
{
    atomic_store(&failed, false);
    atomic_store(&until, nth);
}

bool
failing_memory_disarm(void)
{
    atomic_store(&until, 0);
    return atomic_load(&failed);
}

/* These run before the sanitizer is ready to watch them. */
#define UNWATCHED __attribute__((no_sanitize("address", "thread", "undefined")))

UNWATCHED static bool
is_its_turn(void)
{
    unsigned long left = atomic_load(&until);
    while (left > 0 && !atomic_compare_exchange_weak(&until, &left, left - 1)) {
    }
    if (left == 1) {
        atomic_store(&failed, true);
    }
    return left == 1;
}

UNWATCHED void *
malloc(size_t size)
{
    return is_its_turn() ? NULL : BEHIND(malloc)(size);
}

UNWATCHED void *
calloc(size_t count, size_t size)
{
    return is_its_turn() ? NULL : BEHIND(calloc)(count, size);
}

UNWATCHED void *
realloc(void *ptr, size_t size)
{
    return is_its_turn() ? NULL : BEHIND(realloc)(ptr, size);
}
