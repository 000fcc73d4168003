#include "result.h"

#include <stdlib.h>

struct result {
    struct arena arena;
    size_t size;
    max_align_t data[];
};

void *
result_new(size_t size)
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
result_arena(void *data)
{
    return &result_of(data)->arena;
}

void
result_free(void *data)
{
    if (data == NULL) {
        return;
    }
    struct result *result = result_of(data);
    arena_clear(&result->arena);
    bytes_wipe(result->data, result->size);
    free(result);
}
