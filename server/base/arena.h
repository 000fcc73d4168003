/*
 * Memory that is given back all at once: many small pieces with one owner and one end.
 */
#ifndef TNW_BASE_ARENA_H
#define TNW_BASE_ARENA_H

#include "base/bytes.h"

struct arena_block;

struct arena { /* {0} is empty */
    struct arena_block *last;
};

/* Returns zeroed memory aligned for anything, or NULL: no memory. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/* Returns a NUL-terminated copy, or NULL: no memory. */
const char *arena_text(struct arena *arena, const char *text);

/* Returns a copy of the bytes, not NULL also when there are none; or NULL: no memory. */
uint8_t *arena_bytes(struct arena *arena, struct slice bytes);

/* Wipes everything; what was handed out is gone. Keeps one block for the next pieces. */
void arena_reset(struct arena *arena);

/* Wipes and frees everything; the arena is empty after. */
void arena_clear(struct arena *arena);

#endif
