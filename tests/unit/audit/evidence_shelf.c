#include "evidence_shelf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SLOTS ((size_t)1 << 18) /* the largest test fills a half */
#define PLACE 34
#define VALUE 73

struct slot {
    uint8_t place[PLACE];
    uint8_t place_len; /* 0: free */
    uint8_t value_len;
    uint8_t value[VALUE];
};

struct evidence_shelf {
    struct slot *slots;
    struct slot *damaged;
    struct slot whole;
};

struct evidence_shelf *
evidence_shelf_new(void)
{
    struct evidence_shelf *shelf = calloc(1, sizeof *shelf);
    assert_non_null(shelf);
    shelf->slots = calloc(SLOTS, sizeof *shelf->slots);
    assert_non_null(shelf->slots);
    return shelf;
}

void
evidence_shelf_free(struct evidence_shelf **shelf)
{
    free((*shelf)->slots);
    free(*shelf);
    *shelf = NULL;
}

/* Open addressing: the slot of that place, or the free one where it belongs. */
static struct slot *
slot_of(struct evidence_shelf *shelf, struct slice place)
{
    uint64_t at = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < place.len; i++) {
        at = (at ^ place.ptr[i]) * UINT64_C(0x100000001b3);
    }
    for (;; at++) {
        struct slot *slot = &shelf->slots[(at ^ at >> 32) % SLOTS];
        if (slot->place_len == 0 || slice_eq(slice_of(slot->place, slot->place_len), place)) {
            return slot;
        }
    }
}

static bool
get(void *ctx, struct slice place, struct slice *value)
{
    struct slot *slot = slot_of(ctx, place);
    *value = slice_of(slot->value, slot->value_len);
    return slot->place_len > 0;
}

static void
put(void *ctx, struct slice place, struct slice value)
{
    struct slot *slot = slot_of(ctx, place);
    assert_true(place.len >= 2 && place.len <= PLACE && value.len <= VALUE);
    memcpy(slot->place, place.ptr, place.len);
    memcpy(slot->value, value.ptr, value.len);
    slot->place_len = (uint8_t)place.len;
    slot->value_len = (uint8_t)value.len;
}

struct map_store
evidence_shelf_store(struct evidence_shelf *shelf)
{
    return (struct map_store){.get = get, .put = put, .ctx = shelf};
}

void
evidence_shelf_damage(struct evidence_shelf *shelf, struct evidence_random *random, size_t depth,
                      const struct hash *key)
{
    size_t bytes = depth > 250 ? 32 : (depth / 5 * 5 + 5 + 7) / 8;
    uint8_t place[PLACE] = {(uint8_t)(depth / 5)};
    for (size_t bit = 0; bit < depth; bit++) {
        place[1 + bit / 8] = (uint8_t)(place[1 + bit / 8] | (key->bytes[bit / 8] & 0x80U >> bit % 8));
    }
    place[1 + bytes] = (uint8_t)(depth % 5);
    shelf->damaged = slot_of(shelf, slice_of(place, 2 + bytes));
    assert_true(shelf->damaged->place_len > 0);
    shelf->whole = *shelf->damaged;
    evidence_random_flip(random, shelf->damaged->value, shelf->damaged->value_len);
}

void
evidence_shelf_mend(struct evidence_shelf *shelf)
{
    *shelf->damaged = shelf->whole;
}
