#include "store/records/own/kept_clock.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "store/inside.h"
#include "store/txn.h"
#include "store/wish.h"

#define CLOCK_VERSION 1

static struct slice
clock_key(void)
{
    return slice_str("clock");
}

/* Bounded, so that sums of two of them are numbers too. */
static int64_t
get_ms(struct cursor *cur)
{
    int64_t ms = (int64_t)cursor_u64(cur);
    if (ms < -LIMIT_JSON_NUMBER || ms > LIMIT_JSON_NUMBER) {
        cur->err = TNW_E_CORRUPT;
    }
    return ms;
}

static enum tnw_err
parse_clock(struct slice value, struct kept_clock *out)
{
    struct cursor cur = cursor_of(value);
    uint8_t version = cursor_u8(&cur);
    out->base.boot = cursor_u64(&cur);
    out->base.offset = get_ms(&cur);
    out->base.since = get_ms(&cur);
    out->base.leap_from = get_ms(&cur);
    out->base.leap_to = get_ms(&cur);
    out->number = cursor_u64(&cur);
    out->back = cursor_u64(&cur);
    return version == CLOCK_VERSION ? cursor_end(&cur) : TNW_E_CORRUPT;
}

bool
kept_clock_get(struct txn *txn, struct kept_clock *out)
{
    struct slice value;
    *out = (struct kept_clock){.back = 0};
    bool found = txn_get(txn, SPACE_META, clock_key(), &value) && txn_check(txn, parse_clock(value, out));
    if (!found) {
        *out = (struct kept_clock){.back = 0};
    }
    return found;
}

void
kept_clock_put(struct txn *txn, const struct kept_clock *clock)
{
    uint8_t value[1 + 7 * 8] = {CLOCK_VERSION};
    const uint64_t numbers[] = {clock->base.boot,
                                (uint64_t)clock->base.offset,
                                (uint64_t)clock->base.since,
                                (uint64_t)clock->base.leap_from,
                                (uint64_t)clock->base.leap_to,
                                clock->number,
                                clock->back};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        bytes_write_be(value + 1 + 8 * i, numbers[i], 8);
    }
    txn_put(txn, SPACE_META, clock_key(), slice_of(value, sizeof value));
}

void
kept_clock_hint(struct txn *txn)
{
    wish_value(txn, SPACE_META, clock_key());
}
