#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
    struct arena_block *before;
    size_t size;
    max_align_t data[];
};

struct result {
    struct arena arena;
    size_t size;
    max_align_t data[];
};

void *
arena_alloc(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX - sizeof(struct arena_block)) / size) {
        return NULL;
    }
    struct arena_block *block = calloc(1, sizeof *block + count * size);
    if (block == NULL) {
        return NULL;
    }
    block->before = arena->last;
    block->size = count * size;
    arena->last = block;
    return block->data;
}

const char *
arena_text(struct arena *arena, const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = arena_alloc(arena, size, 1);
    if (copy != NULL) {
        memcpy(copy, text, size);
    }
    return copy;
}

void
arena_clear(struct arena *arena)
{
    while (arena->last != NULL) {
        struct arena_block *block = arena->last;
        arena->last = block->before;
        explicit_bzero(block->data, block->size);
        free(block);
    }
}

void *
arena_result(size_t size)
{
    struct result *result = calloc(1, sizeof *result + size);
    if (result == NULL) {
        return NULL;
    }
    result->size = size;
    return result->data;
}

static struct result *
result_of(void *data)
{
    return (struct result *)(void *)((char *)data - offsetof(struct result, data));
}

struct arena *
arena_of(void *data)
{
    return &result_of(data)->arena;
}

void
arena_result_free(void *data)
{
    if (data == NULL) {
        return;
    }
    struct result *result = result_of(data);
    arena_clear(&result->arena);
    explicit_bzero(result->data, result->size);
    free(result);
}
