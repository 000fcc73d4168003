#include "rules/inspect/inspect.h"

#include <stdlib.h>

#include "rules/inspect/kind.h"
#include "rules/inspect/stranger.h"

static const struct kind *const kinds[MEDIA_COUNT] = {
    [MEDIA_PDF] = &kind_pdf,
    [MEDIA_JPEG] = &kind_jpeg,
    [MEDIA_PNG] = &kind_png,
};

struct inspect {
    const struct kind *kind;
    void *state;
    uint64_t size;
    uint64_t taken;
    struct stranger stranger;
    const char *fault; /* the first one */
};

struct inspect *
inspect_begin(enum media media, uint64_t size)
{
    struct inspect *inspect = calloc(1, sizeof *inspect);
    void *state = calloc(1, kinds[media]->state);
    if (inspect == NULL || state == NULL) {
        free(inspect);
        free(state);
        return NULL;
    }
    inspect->kind = kinds[media];
    inspect->state = state;
    inspect->size = size;
    stranger_begin(&inspect->stranger, size);
    inspect->fault = inspect->kind->begin(state, size);
    return inspect;
}

const char *
inspect_take(struct inspect *inspect, struct slice bytes)
{
    uint64_t left = inspect->size - inspect->taken;
    struct slice inside = slice_of(bytes.ptr, bytes.len > left ? (size_t)left : bytes.len);
    if (inspect->fault == NULL && inside.len > 0) {
        stranger_take(&inspect->stranger, inside);
        inspect->fault = inspect->kind->take(inspect->state, inside);
    }
    if (inspect->fault == NULL && bytes.len > inside.len) {
        inspect->fault = "is longer than was said";
    }
    inspect->taken += inside.len;
    return inspect->fault;
}

const char *
inspect_end(struct inspect *inspect)
{
    if (inspect->fault == NULL && inspect->taken < inspect->size) {
        inspect->fault = "is shorter than was said";
    }
    if (inspect->fault == NULL) {
        inspect->fault = inspect->kind->end(inspect->state);
    }
    if (inspect->fault == NULL) {
        inspect->fault = stranger_fault(&inspect->stranger);
    }
    return inspect->fault;
}

void
inspect_free(struct inspect **inspect)
{
    if (*inspect != NULL) {
        (*inspect)->kind->wipe((*inspect)->state);
        bytes_wipe((*inspect)->state, (*inspect)->kind->state);
        free((*inspect)->state);
        free(*inspect);
        *inspect = NULL;
    }
}
