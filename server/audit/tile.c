#include "audit/tile.h"

#include <inttypes.h>
#include <string.h>

/* So that the first leaf of a tile, below 1000^6, and its distance from the last are numbers of 64 bits. */
#define GROUPS_MAX 6

/* Three digits. */
static bool
take_group(struct slice *text, uint64_t *index)
{
    if (text->len < 3) {
        return false;
    }
    for (size_t i = 0; i < 3; i++) {
        if (text->ptr[i] < '0' || text->ptr[i] > '9') {
            return false;
        }
        *index = *index * 10 + (uint64_t)(text->ptr[i] - '0');
    }
    *text = slice_of(text->ptr + 3, text->len - 3);
    return true;
}

/* All groups but the last begin with an x and end with a slash; the first of several is not 000. */
static bool
take_index(struct slice *text, uint64_t *index)
{
    *index = 0;
    for (unsigned group = 0; text->len > 0 && text->ptr[0] == 'x'; group++) {
        *text = slice_of(text->ptr + 1, text->len - 1);
        bool ok = take_group(text, index) && *index > 0 && text->len > 0 && text->ptr[0] == '/';
        if (!ok || group + 1 == GROUPS_MAX) {
            return false;
        }
        *text = slice_of(text->ptr + 1, text->len - 1);
    }
    return take_group(text, index);
}

/* Nothing, or .p/ and a number from 1 to 255 without leading zeros. */
static bool
take_width(struct slice text, uint64_t *width)
{
    static const char mark[] = ".p/";
    *width = TILE_WIDTH;
    if (text.len == 0) {
        return true;
    }
    size_t at = sizeof mark - 1;
    if (text.len <= at || text.len > at + 3 || memcmp(text.ptr, mark, at) != 0 || text.ptr[at] == '0') {
        return false;
    }
    *width = 0;
    for (; at < text.len; at++) {
        if (text.ptr[at] < '0' || text.ptr[at] > '9') {
            return false;
        }
        *width = *width * 10 + (uint64_t)(text.ptr[at] - '0');
    }
    return *width < TILE_WIDTH;
}

enum tnw_err
tile_parse(struct tile *out, uint64_t level, struct slice text)
{
    struct tile tile = {.level = (uint8_t)level};
    if (level > TILE_LEVEL_MAX || !take_index(&text, &tile.index) || !take_width(text, &tile.width)) {
        return TNW_E_NOT_FOUND;
    }
    *out = tile;
    return TNW_OK;
}

void
tile_format(struct buf *out, const struct tile *tile)
{
    uint64_t unit = 1;
    while (tile->index / unit >= 1000) {
        unit *= 1000;
    }
    for (; unit > 1; unit /= 1000) {
        buf_printf(out, "x%03" PRIu64 "/", tile->index / unit % 1000);
    }
    buf_printf(out, "%03" PRIu64, tile->index % 1000);
    if (tile->width < TILE_WIDTH) {
        buf_printf(out, ".p/%" PRIu64, tile->width);
    }
}

bool
tile_exists(const struct tile *tile, uint64_t size)
{
    unsigned height = TILE_HEIGHT * tile->level;
    uint64_t hashes = height < 64 ? size >> height : 0;
    return tile->width > 0 && tile->index <= hashes / TILE_WIDTH && tile->width <= hashes - tile->index * TILE_WIDTH;
}
