#include "store/check/check_chance.h"

#include <string.h>

#include "store/inside.h"
#include "store/txn.h"

/* Bytes of a key that are chosen at once. */
#define CHOSEN 8

/* The keys that begin alike. */
struct span {
    struct key first;
    struct key last;
    size_t shared; /* bytes, of both */
};

/* Any number that goes with these; all bits depend on all (splitmix64). */
static uint64_t
mix_chance(const struct check_chance *chance, uint64_t depth)
{
    uint64_t x =
        (chance->seed ^ (uint64_t)chance->space << 56 ^ depth << 48) + chance->number * UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static enum tnw_err
find_end(struct txn *txn, const struct engine_range *range, struct key *out)
{
    struct slice key;
    struct slice value;
    enum tnw_err err = engine_first(txn->engine, range, &key, &value);
    out->len = 0;
    if (err == TNW_OK) {
        key_add(out, key.ptr, key.len < KEY_PIECE ? key.len : KEY_PIECE);
    }
    return err;
}

static enum tnw_err
find_span(struct txn *txn, unsigned space, struct slice prefix, struct span *span)
{
    const struct engine_range up = {.space = space, .prefix = prefix};
    const struct engine_range down = {.space = space, .prefix = prefix, .reverse = true};
    enum tnw_err err = find_end(txn, &up, &span->first);
    err = err == TNW_OK ? find_end(txn, &down, &span->last) : err;
    span->shared = 0;
    while (span->shared < span->first.len && span->shared < span->last.len &&
           span->first.bytes[span->shared] == span->last.bytes[span->shared]) {
        span->shared++;
    }
    return err;
}

/* What follows the shared bytes, as a number; what is not there is zero. */
static uint64_t
number_behind(const struct key *key, size_t at)
{
    uint64_t number = 0;
    for (size_t i = at; i < at + CHOSEN; i++) {
        number = number << 8 | (i < key->len ? key->bytes[i] : 0);
    }
    return number;
}

/* In front of a key of the span, which is found then: one below the first number to one below the last. */
static struct key
choose_in_span(const struct span *span, uint64_t random)
{
    const uint64_t low = number_behind(&span->first, span->shared);
    const uint64_t high = number_behind(&span->last, span->shared);
    const uint64_t width = high - low;
    uint64_t at = low + (width == UINT64_MAX ? random : random % (width + 1));
    struct key key = span->first;
    key.len = span->shared;
    if (key.len + CHOSEN <= KEY_PIECE) {
        key_add_u64(&key, at > 0 ? at - 1 : 0);
    }
    return key;
}

/* Down, from a part of the key to the next one. */
static enum tnw_err
choose_below(struct txn *txn, const struct check_chance *chance, struct key *out)
{
    struct key prefix = {.len = 0};
    for (uint64_t depth = 0; depth < KEY_PIECE / CHOSEN; depth++) {
        struct span span;
        struct key next;
        enum tnw_err err = find_span(txn, chance->space, key_slice(&prefix), &span);
        if (err != TNW_OK || span.shared == span.last.len) {
            return err;
        }
        *out = choose_in_span(&span, mix_chance(chance, depth));
        const struct engine_range behind = {.space = chance->space, .after = key_slice(out)};
        err = find_end(txn, &behind, &next);
        if (err != TNW_OK || next.len <= span.shared + CHOSEN) {
            return err;
        }
        prefix = next;
        prefix.len = span.shared + CHOSEN;
    }
    return TNW_OK;
}

enum tnw_err
check_chance_place(struct store *store, const struct check_chance *chance, struct key *out)
{
    struct txn *txn;
    out->len = 0;
    enum tnw_err err = txn_begin_read(store, &txn);
    if (err == TNW_OK) {
        err = choose_below(txn, chance, out);
        txn_abort(&txn);
    }
    return err == TNW_E_NOT_FOUND ? TNW_OK : err;
}
