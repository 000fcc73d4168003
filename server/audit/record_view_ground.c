#include "audit/record_view.h"

#include <string.h>

bool
record_view_next_ground(struct slice *rest, struct slice *ground)
{
    if (rest->len == 0) {
        return false;
    }
    const uint8_t *blank = memchr(rest->ptr, ' ', rest->len);
    size_t len = blank == NULL ? rest->len : (size_t)(blank - rest->ptr);
    size_t taken = blank == NULL ? len : len + 1;
    *ground = slice_of(rest->ptr, len);
    *rest = slice_of(rest->ptr + taken, rest->len - taken);
    return true;
}

struct slice
record_view_ground_kind(struct slice ground)
{
    const uint8_t *colon = ground.len == 0 ? NULL : memchr(ground.ptr, ':', ground.len);
    return colon == NULL ? ground : slice_of(ground.ptr, (size_t)(colon - ground.ptr));
}
