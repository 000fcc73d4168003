#include "base/domain/media.h"

#include <stddef.h>
#include <string.h>

static const char *const types[MEDIA_COUNT] = {
    [MEDIA_PDF] = "application/pdf",
    [MEDIA_JPEG] = "image/jpeg",
    [MEDIA_PNG] = "image/png",
};

const char *
media_type(enum media media)
{
    return types[media];
}

enum media
media_find(const char *type)
{
    unsigned media = 0;
    while (media < MEDIA_COUNT && (type == NULL || strcmp(types[media], type) != 0)) {
        media++;
    }
    return (enum media)media;
}
