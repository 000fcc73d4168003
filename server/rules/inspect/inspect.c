#include "rules/inspect/inspect.h"

#include <stdlib.h>
#include <string.h>

struct inspect {
    enum media media;
    uint64_t size;
    uint64_t taken;
    const char *fault; /* the first one */
};

/* What each begins with. */
static const struct {
    const char *bytes;
    size_t len;
    const char *fault;
} heads[MEDIA_COUNT] = {
    [MEDIA_PDF] = {"%PDF-", 5, "is no PDF: it does not begin with %PDF-"},
    [MEDIA_JPEG] = {"\xff\xd8\xff", 3, "is no JPEG: it does not begin as one"},
    [MEDIA_PNG] = {"\x89PNG\r\n\x1a\n", 8, "is no PNG: it does not begin as one"},
};

struct inspect *
inspect_begin(enum media media, uint64_t size)
{
    struct inspect *inspect = calloc(1, sizeof *inspect);
    if (inspect != NULL) {
        inspect->media = media;
        inspect->size = size;
    }
    return inspect;
}

const char *
inspect_take(struct inspect *inspect, struct slice bytes)
{
    size_t head = heads[inspect->media].len;
    for (size_t i = 0; inspect->taken + i < head && i < bytes.len; i++) {
        if (bytes.ptr[i] != (uint8_t)heads[inspect->media].bytes[inspect->taken + i]) {
            inspect->fault = heads[inspect->media].fault;
        }
    }
    inspect->taken += bytes.len;
    return inspect->fault;
}

const char *
inspect_end(struct inspect *inspect)
{
    if (inspect->fault == NULL && inspect->taken < heads[inspect->media].len) {
        inspect->fault = heads[inspect->media].fault;
    }
    return inspect->fault;
}

void
inspect_free(struct inspect **inspect)
{
    free(*inspect);
    *inspect = NULL;
}
