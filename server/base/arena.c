#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* A few hundred small pieces; what is larger than a quarter of it gets a block of its own. */
#define BLOCK_SIZE ((size_t)4096)

struct arena_block {
    struct arena_block *before;
    size_t size;
    size_t used;
    max_align_t data[];
};

static size_t
aligned(size_t size)
{
    return (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
}

static struct arena_block *
new_block(struct arena *arena, size_t size)
{
    struct arena_block *block = malloc(sizeof *block + size);
    if (block == NULL) {
        return NULL;
    }
    *block = (struct arena_block){.before = arena->last, .size = size};
    arena->last = block;
    return block;
}

/* The newest block is the one with room; a large piece goes behind it, so that its room is not lost. */
static void *
take_piece(struct arena *arena, size_t size)
{
    size = aligned(size == 0 ? 1 : size);
    struct arena_block *block = arena->last;
    if (block == NULL || size > block->size - block->used) {
        bool large = size > BLOCK_SIZE / 4;
        block = new_block(arena, large ? size : BLOCK_SIZE);
        if (block == NULL) {
            return NULL;
        }
        if (large && block->before != NULL) {
            struct arena_block *roomy = block->before;
            block->before = roomy->before;
            roomy->before = block;
            arena->last = roomy;
        }
    }
    void *piece = (uint8_t *)block->data + block->used;
    block->used += size;
    return piece;
}

void *
arena_alloc(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > LIMIT_BUF / size) {
        return NULL;
    }
    void *piece = take_piece(arena, count * size);
    return piece == NULL ? NULL : memset(piece, 0, count * size);
}

uint8_t *
arena_bytes(struct arena *arena, struct slice bytes)
{
    uint8_t *piece = bytes.len > LIMIT_BUF ? NULL : take_piece(arena, bytes.len);
    if (piece != NULL && bytes.len > 0) {
        memcpy(piece, bytes.ptr, bytes.len);
    }
    return piece;
}

const char *
arena_text(struct arena *arena, const char *text)
{
    return (const char *)arena_bytes(arena, slice_of(text, strlen(text) + 1));
}

void
arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->last;
    if (kept == NULL) {
        return;
    }
    arena->last = kept->before;
    arena_clear(arena);
    bytes_wipe(kept->data, kept->used);
    kept->used = 0;
    kept->before = NULL;
    arena->last = kept;
}

void
arena_clear(struct arena *arena)
{
    while (arena->last != NULL) {
        struct arena_block *block = arena->last;
        arena->last = block->before;
        bytes_wipe(block->data, block->used);
        free(block);
    }
}
