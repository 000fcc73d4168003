/*
 * Every block of the heap is wiped when it is given back, whoever had it: our own code, jansson, libmicrohttpd, GnuTLS,
 * OpenSSL. What people wrote passes through all of them, and a block that is free would keep it until somebody else
 * needs the place. These two stand before glibc's own, which the blocks remain of.
 */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

extern void __libc_free(void *block);
extern void *__libc_realloc(void *block, size_t size);

/* Blocks of this size and above have pages of their own, which go back to the kernel with the block. glibc would raise
 * this bound to that of each such block that is freed, and keep the next ones among the small. */
#define OWN_PAGES ((size_t)128 << 10)

__attribute__((constructor)) static void
keep_own_pages(void)
{
    (void)mallopt(M_MMAP_THRESHOLD, (int)OWN_PAGES);
}

#define SHOWN __attribute__((visibility("default")))

SHOWN void
free(void *block)
{
    if (block != NULL) {
        explicit_bzero(block, malloc_usable_size(block));
        __libc_free(block);
    }
}

/* A block that grows moves, so that what it leaves is wiped; one that shrinks moves if that gives back half of it. One
 * with pages of its own takes them along, and leaves nothing. */
SHOWN void *
realloc(void *block, size_t size)
{
    if (block == NULL) {
        return malloc(size);
    }
    if (size == 0) {
        free(block);
        return NULL;
    }
    size_t room = malloc_usable_size(block);
    if (room >= OWN_PAGES && size >= OWN_PAGES) {
        return __libc_realloc(block, size);
    }
    if (size <= room && size >= room / 2) {
        return block;
    }
    void *moved = malloc(size);
    if (moved == NULL) {
        return size <= room ? block : NULL;
    }
    memcpy(moved, block, size < room ? size : room);
    free(block);
    return moved;
}
