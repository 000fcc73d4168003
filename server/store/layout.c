#include "store/layout.h"

#include <assert.h>
#include <string.h>

#define DB_NAME(name, text) [DB_##name] = text,
static const char *const names[DB_COUNT] = {DB_LIST(DB_NAME)};
#undef DB_NAME

const char *
layout_db_name(enum db db)
{
    return names[db];
}

void
key_add(struct key *key, const void *ptr, size_t len)
{
    assert(len <= KEY_MAX - key->len);
    memcpy(key->bytes + key->len, ptr, len);
    key->len += len;
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

struct slice
key_slice(const struct key *key)
{
    return slice_of(key->bytes, key->len);
}
