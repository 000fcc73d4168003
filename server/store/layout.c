#include "store/layout.h"

#include <assert.h>
#include <string.h>

#define APPENDS 1
#define LONG 2

#define SPACE_ROW(space, text, flags) {.name = text, .appends = ((flags)&APPENDS) != 0},
static const struct engine_space spaces[SPACE_COUNT] = {SPACE_LIST(SPACE_ROW)};
#undef SPACE_ROW

#define SPACE_LONG(space, text, flags) ((flags)&LONG) != 0,
static const bool is_long[SPACE_COUNT] = {SPACE_LIST(SPACE_LONG)};
#undef SPACE_LONG

const struct engine_schema layout_schema = {.spaces = spaces, .count = SPACE_COUNT, .version = LAYOUT_VERSION};

_Static_assert(KEY_PIECE <= ENGINE_KEY_MAX, "every engine takes our keys");

bool
layout_is_long(enum space space)
{
    return is_long[space];
}

const char *
layout_space_name(enum space space)
{
    return spaces[space].name;
}

void
key_add(struct key *key, const void *ptr, size_t len)
{
    assert(len <= sizeof key->bytes - key->len);
    if (len > 0) { /* ptr may be NULL */
        memcpy(key->bytes + key->len, ptr, len);
        key->len += len;
    }
}

void
key_add_id(struct key *key, const struct id *id)
{
    key_add(key, id->bytes, ID_SIZE);
}

static void
add_be(struct key *key, uint64_t number, size_t size)
{
    uint8_t be[8];
    bytes_write_be(be, number, size);
    key_add(key, be, size);
}

void
key_add_u64(struct key *key, uint64_t number)
{
    add_be(key, number, 8);
}

void
key_add_u32(struct key *key, uint32_t number)
{
    add_be(key, number, 4);
}

struct key
key_of(const struct id *first)
{
    struct key key = {.len = 0};
    key_add_id(&key, first);
    return key;
}

struct key
key_of_u64(uint64_t first)
{
    struct key key = {.len = 0};
    key_add_u64(&key, first);
    return key;
}

struct key
key_of_piece(enum space space, struct slice key, unsigned number)
{
    struct key piece = {.len = 0};
    uint8_t first = (uint8_t)space;
    key_add(&piece, &first, 1);
    key_add(&piece, key.ptr, key.len);
    add_be(&piece, number, 2);
    return piece;
}

struct slice
key_slice(const struct key *key)
{
    return slice_of(key->bytes, key->len);
}
