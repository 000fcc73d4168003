#include "store/migrate/layout_11.h"

#define A 1
#define L 2

#define LAYOUT_11_SPACE(space, text, flags) {.name = text, .appends = ((flags)&A) != 0},
static const struct engine_space spaces[V11_COUNT] = {LAYOUT_11(LAYOUT_11_SPACE)};
#undef LAYOUT_11_SPACE

#define LAYOUT_11_LONG(space, text, flags) ((flags)&L) != 0,
static const bool is_long[V11_COUNT] = {LAYOUT_11(LAYOUT_11_LONG)};
#undef LAYOUT_11_LONG

static bool
is_long_in_11(unsigned space)
{
    return is_long[space];
}

static const struct engine_schema schema = {.spaces = spaces, .count = V11_COUNT, .version = 11};
const struct migrate_layout layout_11 = {.schema = &schema, .is_long = is_long_in_11};
