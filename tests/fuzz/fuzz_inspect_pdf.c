/* What is a PDF is told alike in whatever pieces it comes. */
#include "fuzz/inspect_split.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 0) {
        inspect_split(MEDIA_PDF, slice_of(data, size));
    }
    return 0;
}
