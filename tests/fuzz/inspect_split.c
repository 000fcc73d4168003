#include "fuzz/inspect_split.h"

#include <stdlib.h>
#include <string.h>

/* Pieces of so many bytes, or with 0 of a few more each time. */
static const char *
verdict(enum media media, struct slice file, size_t piece)
{
    struct inspect *inspect = inspect_begin(media, file.len);
    if (inspect == NULL) {
        abort();
    }
    size_t at = 0;
    for (size_t round = 1; at < file.len; round++) {
        size_t len = piece == 0 ? round % 13 : piece;
        len = file.len - at < len ? file.len - at : len;
        const char *fault = inspect_take(inspect, slice_of(file.ptr + at, len));
        at += len;
        if (fault != NULL && fault != inspect_take(inspect, slice_of(file.ptr, 0))) {
            abort();
        }
    }
    const char *fault = inspect_end(inspect);
    inspect_free(&inspect);
    return fault;
}

void
inspect_split(enum media media, struct slice file)
{
    const char *whole = verdict(media, file, file.len);
    static const size_t pieces[] = {0, 1, 7};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        const char *other = verdict(media, file, pieces[i]);
        if ((whole == NULL) != (other == NULL) || (whole != NULL && strcmp(whole, other) != 0)) {
            abort();
        }
    }
}
