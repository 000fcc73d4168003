#include "store/hint.h"

#include <stdlib.h>

/* FNV-1a; whoever could choose keys for their hash would win no more than hints that do not count. */
static size_t
hash_of_asked(enum hint_kind kind, enum space space, struct slice key)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ (uint64_t)space << 1 ^ (uint64_t)kind;
    for (size_t i = 0; i < key.len; i++) {
        hash = (hash ^ key.ptr[i]) * UINT64_C(1099511628211);
    }
    return (size_t)(hash ^ hash >> 32);
}

struct hints *
hint_new(void)
{
    return calloc(1, sizeof(struct hints));
}

void
hint_free(struct hints **hints)
{
    if (*hints != NULL) {
        hint_clear(*hints);
        free(*hints);
        *hints = NULL;
    }
}

static bool
copy_hint_bytes(struct hints *hints, struct slice *bytes)
{
    if (bytes->ptr != NULL) {
        bytes->ptr = arena_bytes(&hints->arena, *bytes);
        return bytes->ptr != NULL;
    }
    return true;
}

void
hint_add(struct hints *hints, const struct hint *hint)
{
    struct hint *kept = hint->value.len > HINT_VALUE_MAX ? NULL : arena_alloc(&hints->arena, 1, sizeof *kept);
    if (kept == NULL) {
        return;
    }
    *kept = *hint;
    if (copy_hint_bytes(hints, &kept->key) && copy_hint_bytes(hints, &kept->value)) {
        size_t chain = hash_of_asked(hint->kind, hint->space, key_slice(&hint->asked)) % HINT_CHAINS;
        kept->next = hints->chains[chain];
        hints->chains[chain] = kept;
        hints->count++;
    }
}

const struct hint *
hint_find(const struct hints *hints, enum hint_kind kind, enum space space, struct slice asked)
{
    if (hints->count == 0) {
        return NULL;
    }
    const struct hint *hint = hints->chains[hash_of_asked(kind, space, asked) % HINT_CHAINS];
    while (hint != NULL && (hint->space != space || hint->kind != kind || !slice_eq(key_slice(&hint->asked), asked))) {
        hint = hint->next;
    }
    return hint;
}

void
hint_clear(struct hints *hints)
{
    arena_clear(&hints->arena);
    *hints = (struct hints){0};
}

void
hint_guard_init(struct hint_guard *guard)
{
    *guard = (struct hint_guard){.written = calloc(HINT_PLACES, sizeof *guard->written)};
}

void
hint_guard_clear(struct hint_guard *guard)
{
    free(guard->written);
    *guard = (struct hint_guard){0};
}

void
hint_guard_begin(struct hint_guard *guard, uint64_t number)
{
    if (number != guard->next) {
        guard->floor = number - 1;
        guard->next = number;
    }
}

void
hint_guard_commit(struct hint_guard *guard, uint64_t number)
{
    guard->next = number + 1;
}

static size_t
guard_place(enum hint_kind kind, enum space space, struct slice key)
{
    return hash_of_asked(kind, space, key) % HINT_PLACES;
}

/* All prefixes that hints are asked for are one id. */
void
hint_guard_note(struct hint_guard *guard, uint64_t number, enum space space, struct slice key)
{
    if (guard->written == NULL) {
        return;
    }
    guard->written[guard_place(HINT_VALUE, space, key)] = number;
    if (key.len > ID_SIZE) {
        guard->written[guard_place(HINT_LAST, space, slice_of(key.ptr, ID_SIZE))] = number;
    }
}

bool
hint_guard_passes(const struct hint_guard *guard, uint64_t snapshot, enum hint_kind kind, enum space space,
                  struct slice asked)
{
    return guard->written != NULL && snapshot >= guard->floor &&
           guard->written[guard_place(kind, space, asked)] <= snapshot;
}
