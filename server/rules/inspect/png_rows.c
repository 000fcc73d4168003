#include "rules/inspect/png_rows.h"

#include "base/limits.h"
#include "rules/inspect/side.h"

/* Where a pass begins and how far its pixels are apart: the whole picture, then Adam7. */
static const struct {
    uint8_t x, y, dx, dy;
} passes[] = {
    {0, 0, 1, 1}, {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2},
};

/* By the kind of color: samples of a pixel, and which depths there are, a bit each. */
static const struct {
    uint8_t samples;
    uint32_t depths;
} colors[] = {
    [0] = {1, 1U << 1 | 1U << 2 | 1U << 4 | 1U << 8 | 1U << 16},
    [2] = {3, 1U << 8 | 1U << 16},
    [3] = {1, 1U << 1 | 1U << 2 | 1U << 4 | 1U << 8},
    [4] = {2, 1U << 8 | 1U << 16},
    [6] = {4, 1U << 8 | 1U << 16},
};

static uint64_t
png_steps(uint32_t side, uint8_t from, uint8_t step)
{
    return side <= from ? 0 : ((uint64_t)side - from + step - 1) / step;
}

/* The pass that rows->pass names, or the next that has pixels. */
static void
png_pass_begin(struct png_rows *rows)
{
    for (; rows->pass < rows->passes; rows->pass++) {
        rows->rows = png_steps(rows->height, passes[rows->pass].y, passes[rows->pass].dy);
        if (rows->rows > 0 && png_steps(rows->width, passes[rows->pass].x, passes[rows->pass].dx) > 0) {
            return;
        }
    }
}

static uint64_t
png_row_bytes(const struct png_rows *rows)
{
    return (png_steps(rows->width, passes[rows->pass].x, passes[rows->pass].dx) * rows->bits + 7) / 8;
}

const char *
png_rows_begin(struct png_rows *rows, const uint8_t *header)
{
    struct cursor cur = cursor_of(slice_of(header, 13));
    rows->width = cursor_u32(&cur);
    rows->height = cursor_u32(&cur);
    uint8_t depth = cursor_u8(&cur);
    rows->color = cursor_u8(&cur);
    uint8_t packing = cursor_u8(&cur);
    uint8_t filter = cursor_u8(&cur);
    uint8_t interlace = cursor_u8(&cur);
    bool known = rows->color < sizeof colors / sizeof *colors && depth <= 16;
    if (!known || (colors[rows->color].depths >> depth & 1) == 0 || packing != 0 || filter != 0 || interlace > 1) {
        return "is no sound PNG: its header says what there is not";
    }
    rows->bits = (uint8_t)(colors[rows->color].samples * depth);
    rows->pass = interlace;
    rows->passes = interlace == 1 ? 8 : 1;
    const char *fault = side_fault(rows->width, rows->height);
    if (fault == NULL && (uint64_t)rows->width * rows->height * rows->bits / 8 > LIMIT_INFLATED) {
        fault = "is too large a picture";
    }
    if (fault == NULL) {
        png_pass_begin(rows);
    }
    return fault;
}

/* The first byte of a row is its filter. */
static const char *
png_row_begin(struct png_rows *rows, uint8_t filter)
{
    rows->left = png_row_bytes(rows);
    rows->rows--;
    return filter > 4 ? "is no sound PNG: a row has an unknown filter" : NULL;
}

const char *
png_rows_take(struct png_rows *rows, struct slice bytes)
{
    const char *fault = NULL;
    while (fault == NULL && bytes.len > 0) {
        size_t len = 1;
        if (rows->pass >= rows->passes) {
            fault = "is no sound PNG: its picture is larger than its header says";
        } else if (rows->left == 0) {
            fault = png_row_begin(rows, *bytes.ptr);
        } else {
            len = rows->left < bytes.len ? (size_t)rows->left : bytes.len;
            rows->left -= len;
        }
        if (rows->pass < rows->passes && rows->left == 0 && rows->rows == 0) {
            rows->pass++;
            png_pass_begin(rows);
        }
        bytes = slice_of(bytes.ptr + len, bytes.len - len);
    }
    return fault;
}

bool
png_rows_done(const struct png_rows *rows)
{
    return rows->pass >= rows->passes;
}
