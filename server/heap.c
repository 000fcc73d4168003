/*
 * Every block of the heap is wiped when it is given back, whoever had it: our own code, jansson, libmicrohttpd, GnuTLS,
 * OpenSSL. What people wrote passes through all of them, and a block that is free would keep it until somebody else
 * needs the place. These two stand before glibc's own, which the blocks remain of.
 */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

extern void __libc_free(void *block);

#define SHOWN __attribute__((visibility("default")))

SHOWN void
free(void *block)
{
    if (block != NULL) {
        explicit_bzero(block, malloc_usable_size(block));
        __libc_free(block);
    }
}

/* A block that grows moves, so that what it leaves is wiped; one that shrinks moves if that gives back half of it. */
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
