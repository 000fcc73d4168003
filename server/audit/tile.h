/*
 * Tiles: the log as files of fixed names, for tools that follow logs (C2SP tlog-tiles). A tile of level L holds up to
 * 256 hashes that lie side by side at height 8 * L of the tree; entries lie in bundles of as many. Pure.
 */
#ifndef TNW_AUDIT_TILE_H
#define TNW_AUDIT_TILE_H

#include <stdbool.h>

#include "base/bytes.h"

#define TILE_HEIGHT 8
#define TILE_WIDTH ((uint64_t)1 << TILE_HEIGHT)
#define TILE_LEVEL_MAX 63

struct tile {
    uint8_t level; /* 0 for a bundle of entries */
    uint64_t index;
    uint64_t width; /* TILE_WIDTH, or less for a partial one */
};

/* Reads the last part of a tile's path: x001/x234/067, behind it .p/W for a partial one. One form for each tile.
 * Errors: NOT_FOUND: no tile has that name. Out: *out is changed only without an error. */
TNW_MUST_CHECK enum tnw_err tile_parse(struct tile *out, uint64_t level, struct slice text);
/* Appends the same. */
void tile_format(struct buf *out, const struct tile *tile);

/* Whether a log of that size has the tile: also a narrower one than it has by now, since what is in it never
 * changes. */
bool tile_exists(const struct tile *tile, uint64_t size);

#endif
