#include "rules/inspect/side.h"

#include <stddef.h>

#include "base/limits.h"

const char *
side_fault(uint32_t width, uint32_t height)
{
    if (width == 0 || height == 0) {
        return "is a picture without pixels";
    }
    if (width > LIMIT_IMAGE_SIDE || height > LIMIT_IMAGE_SIDE || (uint64_t)width * height > LIMIT_IMAGE_PIXELS) {
        return "is too large a picture";
    }
    return NULL;
}
