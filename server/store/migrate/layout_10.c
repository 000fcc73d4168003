#include "store/migrate/layout_10.h"

#define A 1
#define L 2

#define LAYOUT_10_SPACE(space, text, flags) {.name = text, .appends = ((flags)&A) != 0},
static const struct engine_space spaces[V10_COUNT] = {LAYOUT_10(LAYOUT_10_SPACE)};
#undef LAYOUT_10_SPACE

#define LAYOUT_10_LONG(space, text, flags) ((flags)&L) != 0,
static const bool is_long[V10_COUNT] = {LAYOUT_10(LAYOUT_10_LONG)};
#undef LAYOUT_10_LONG

static bool
is_long_in_10(unsigned space)
{
    return is_long[space];
}

static const struct engine_schema schema = {.spaces = spaces, .count = V10_COUNT, .version = 10};
const struct migrate_layout layout_10 = {.schema = &schema, .is_long = is_long_in_10};
