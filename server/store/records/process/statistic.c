#include "store/records/process/statistic.h"

#include <stdlib.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/range.h"
#include "store/records/value.h"

#define STATISTIC_VERSION 1
#define ROW_BYTES (ASPECT_COUNT + 1 + 2 + 3 * 4 + 2)

static struct key
statistic_key(uint32_t quarter)
{
    struct key key = {.len = 0};
    key_add_u32(&key, quarter);
    return key;
}

static void
encode_row(struct buf *out, const struct statistic_row *row)
{
    buf_put(out, row->aspects, sizeof row->aspects);
    buf_put_u8(out, (uint8_t)row->figure);
    buf_put_u16(out, row->code);
    buf_put_u32(out, (uint32_t)row->count);
    buf_put_u32(out, (uint32_t)row->done);
    buf_put_u32(out, (uint32_t)row->overdue);
    buf_put_u16(out, (uint16_t)row->median_days);
}

static void
encode_release(struct buf *out, const struct statistic_release *release)
{
    buf_put_u8(out, STATISTIC_VERSION);
    buf_put_u32(out, (uint32_t)release->counted);
    buf_put_u64(out, (uint64_t)release->made);
    buf_put_u32(out, release->mu_milli);
    buf_put_u32(out, release->guess_percent);
    for (size_t i = 0; i < STATISTIC_LEVELS; i++) {
        buf_put_u32(out, release->margins[i].due);
        buf_put_u32(out, release->margins[i].other);
    }
    buf_put_u16(out, (uint16_t)release->step_count);
    for (size_t i = 0; i < release->step_count; i++) {
        value_put_code(out, release->steps[i], STATISTIC_CODE);
    }
    buf_put_u32(out, (uint32_t)release->row_count);
    for (size_t i = 0; i < release->row_count; i++) {
        encode_row(out, &release->rows[i]);
    }
}

/* Whether each code is one, so that whoever shows it finds its word. */
static bool
row_is_known(const struct statistic_row *row, size_t steps)
{
    static const struct code_list *const lists[ASPECT_COUNT] = {&codes_employment, &codes_route, &codes_region,
                                                                &codes_reason_group};
    bool known = true;
    for (size_t i = 0; i < ASPECT_COUNT; i++) {
        known = known && (row->aspects[i] >= STATISTIC_UNKNOWN || row->aspects[i] < lists[i]->count);
    }
    switch (row->figure) {
    case FIGURE_STEP:
        return known && row->code < steps;
    case FIGURE_ESTIMATE:
        return known && row->code >= 1 && row->code <= STATISTIC_ESTIMATES;
    case FIGURE_OUTCOME:
        return known && row->code < OUTCOME_COUNT;
    default:
        return false;
    }
}

static void
parse_row(struct cursor *cur, struct statistic_row *row, size_t steps)
{
    cursor_bytes(cur, row->aspects, sizeof row->aspects);
    row->figure = (enum figure)cursor_u8(cur);
    row->code = cursor_u16(cur);
    row->count = (int32_t)cursor_u32(cur);
    row->done = (int32_t)cursor_u32(cur);
    row->overdue = (int32_t)cursor_u32(cur);
    row->median_days = (int16_t)cursor_u16(cur);
    if (cur->err == TNW_OK && !row_is_known(row, steps)) {
        cur->err = TNW_E_CORRUPT;
    }
}

static void
parse_rows(struct cursor *cur, struct statistic_release *out)
{
    size_t count = cursor_u32(cur);
    if (count != cur->left / ROW_BYTES) {
        cur->err = cur->err == TNW_OK ? TNW_E_CORRUPT : cur->err;
        return;
    }
    out->rows = calloc(count + 1, sizeof *out->rows);
    if (out->rows == NULL) {
        cur->err = TNW_E_NO_MEMORY;
        return;
    }
    out->row_count = count;
    for (size_t i = 0; i < count; i++) {
        parse_row(cur, &out->rows[i], out->step_count);
    }
}

static enum tnw_err
parse_release(struct slice bytes, struct statistic_release *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != STATISTIC_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->counted = (day_num)cursor_u32(&cur);
    out->made = (time_ms)cursor_u64(&cur);
    out->mu_milli = cursor_u32(&cur);
    out->guess_percent = cursor_u32(&cur);
    for (size_t i = 0; i < STATISTIC_LEVELS; i++) {
        out->margins[i].due = cursor_u32(&cur);
        out->margins[i].other = cursor_u32(&cur);
    }
    out->step_count = cursor_u16(&cur);
    if (out->step_count > STATISTIC_STEPS) {
        return TNW_E_CORRUPT;
    }
    for (size_t i = 0; i < out->step_count; i++) {
        value_get_code(&cur, out->steps[i], STATISTIC_CODE);
    }
    parse_rows(&cur, out);
    return cursor_end(&cur);
}

bool
statistic_has(struct txn *txn, uint32_t quarter)
{
    struct key key = statistic_key(quarter);
    struct slice value;
    return txn_get(txn, SPACE_STATISTIC, key_slice(&key), &value);
}

bool
statistic_put(struct txn *txn, const struct statistic_release *release)
{
    struct key key = statistic_key(release->quarter);
    struct buf plain = {0};
    if (statistic_has(txn, release->quarter) || txn_error(txn) != TNW_OK) {
        return false;
    }
    encode_release(&plain, release);
    cipher_put(txn, SPACE_STATISTIC, key_slice(&key), &cipher_nobody, &plain);
    return txn_error(txn) == TNW_OK;
}

bool
statistic_get(struct txn *txn, uint32_t quarter, struct statistic_release *out)
{
    struct key key = statistic_key(quarter);
    struct buf plain = {0};
    *out = (struct statistic_release){.quarter = quarter};
    bool ok = cipher_get(txn, SPACE_STATISTIC, key_slice(&key), &cipher_nobody, &plain) &&
              txn_check(txn, parse_release(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        statistic_wipe(out);
    }
    return ok;
}

void
statistic_wipe(struct statistic_release *release)
{
    free(release->rows);
    *release = (struct statistic_release){.quarter = 0};
}

bool
statistic_before(struct txn *txn, uint32_t quarter, uint32_t *out)
{
    struct slice rest;
    struct slice value;
    struct key before = statistic_key(quarter);
    struct slice after = quarter == UINT32_MAX ? slice_of(NULL, 0) : key_slice(&before);
    if (!range_first(txn, SPACE_STATISTIC, slice_of(NULL, 0), after, true, &rest, &value)) {
        return false;
    }
    struct cursor cur = cursor_of(rest);
    *out = cursor_u32(&cur);
    return txn_check(txn, cursor_end(&cur));
}
