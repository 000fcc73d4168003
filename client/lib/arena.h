/*
 * Memory that is given back all at once, and wiped first: a result of the library, or the texts of an error.
 */
#ifndef TNW_LIB_ARENA_H
#define TNW_LIB_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena { /* {0} is empty */
    struct arena_block *last;
};

/* Returns zeroed memory aligned for anything, or NULL: no memory. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* Returns a NUL-terminated copy, or NULL: no memory. */
const char *arena_text(struct arena *arena, const char *text);

/* Wipes and frees everything; the arena is empty after. */
void arena_clear(struct arena *arena);

/* A result: `size` zeroed bytes for the caller to see, in front of them an arena for what they point at. NULL: no memory. */
void *arena_result(size_t size);
struct arena *arena_of(void *result);
void arena_result_free(void *result); /* may be NULL */

#endif
