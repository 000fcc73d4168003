#include "store/records/own/growth.h"

#include "base/bytes.h"
#include "store/inside.h"
#include "store/txn.h"

#define GROWTH_VERSION 1
#define SAMPLE_SIZE 16
#define HOUR_MS ((time_ms)3600 * 1000)
#define DAY_MS (24 * HOUR_MS)
/* A month to look back on. */
#define KEPT_MS (31 * DAY_MS)

static struct slice
growth_key(void)
{
    return slice_str("growth");
}

static enum tnw_err
parse_growth(struct slice value, struct growth *out)
{
    struct cursor cur = cursor_of(value);
    uint8_t version = cursor_u8(&cur);
    if (version != GROWTH_VERSION || cur.left > GROWTH_MAX * SAMPLE_SIZE) {
        return TNW_E_CORRUPT;
    }
    for (out->count = 0; cur.left > 0 && cur.err == TNW_OK; out->count++) {
        out->samples[out->count] = (struct growth_sample){.when = (time_ms)cursor_u64(&cur), .bytes = cursor_u64(&cur)};
    }
    return cursor_end(&cur);
}

bool
growth_get(struct txn *txn, struct growth *out)
{
    struct slice value;
    out->count = 0;
    bool found = txn_get(txn, SPACE_META, growth_key(), &value) && txn_check(txn, parse_growth(value, out));
    out->count = found ? out->count : 0;
    return found;
}

void
growth_put(struct txn *txn, const struct growth *growth)
{
    uint8_t value[1 + GROWTH_MAX * SAMPLE_SIZE] = {GROWTH_VERSION};
    for (size_t i = 0; i < growth->count; i++) {
        bytes_write_be(value + 1 + i * SAMPLE_SIZE, (uint64_t)growth->samples[i].when, 8);
        bytes_write_be(value + 1 + i * SAMPLE_SIZE + 8, growth->samples[i].bytes, 8);
    }
    txn_put(txn, SPACE_META, growth_key(), slice_of(value, 1 + growth->count * SAMPLE_SIZE));
}

/* A sample of a time to come says nothing: the clock went back. */
bool
growth_is_due(const struct growth *growth, time_ms now)
{
    time_ms last = growth->count == 0 ? 0 : growth->samples[growth->count - 1].when;
    return growth->count == 0 || last > now || now - last >= HOUR_MS;
}

/* Whether the one that was kept last says it already. */
static bool
is_too_close(const struct growth *growth, time_ms when, time_ms now)
{
    time_ms apart = now - when > DAY_MS ? DAY_MS : HOUR_MS;
    return growth->count > 0 && when - growth->samples[growth->count - 1].when < apart;
}

void
growth_add(struct growth *growth, time_ms now, uint64_t bytes)
{
    struct growth kept = {.count = 0};
    for (size_t i = 0; i < growth->count && kept.count < GROWTH_MAX - 1; i++) {
        time_ms when = growth->samples[i].when;
        if (when < now && now - when <= KEPT_MS && !is_too_close(&kept, when, now)) {
            kept.samples[kept.count++] = growth->samples[i];
        }
    }
    kept.samples[kept.count++] = (struct growth_sample){.when = now, .bytes = bytes};
    *growth = kept;
}

/* The newest sample that is at least a day old, or the oldest one. */
static const struct growth_sample *
find_yesterday(const struct growth *growth, time_ms now)
{
    const struct growth_sample *found = NULL;
    for (size_t i = 0; i < growth->count; i++) {
        const struct growth_sample *sample = &growth->samples[i];
        if (sample->when < now && (found == NULL || now - sample->when >= DAY_MS)) {
            found = sample;
        }
    }
    return found;
}

uint64_t
growth_rate(const struct growth *growth, time_ms now, uint64_t bytes)
{
    const struct growth_sample *then = find_yesterday(growth, now);
    if (then == NULL || now - then->when < HOUR_MS || bytes <= then->bytes) {
        return 0;
    }
    return (uint64_t)((double)(bytes - then->bytes) * (double)DAY_MS / (double)(now - then->when));
}
