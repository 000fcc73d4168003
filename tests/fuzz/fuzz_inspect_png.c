/* What is a PNG is told alike in whatever pieces it comes: as it is, and with checksums that are right, without
 * which nothing behind them would be reached. */
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "fuzz/inspect_split.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
put_sums(uint8_t *file, size_t size)
{
    size_t at = 8;
    while (at + 12 <= size) {
        size_t len = (size_t)file[at] << 24 | (size_t)file[at + 1] << 16 | (size_t)file[at + 2] << 8 | file[at + 3];
        if (len > size - at - 12) {
            return;
        }
        uLong sum = crc32(crc32(0, NULL, 0), file + at + 4, (uInt)len + 4);
        bytes_write_be(file + at + 8 + len, sum, 4);
        at += len + 12;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t *file = malloc(size + 1);
    if (size > 0 && file != NULL) {
        memcpy(file, data, size);
        inspect_split(MEDIA_PNG, slice_of(data, size));
        put_sums(file, size);
        inspect_split(MEDIA_PNG, slice_of(file, size));
    }
    free(file);
    return 0;
}
