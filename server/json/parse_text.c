#include <string.h>

#include "json/parse_part.h"

/* RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF. Returns 0 for what is not a character. */
static size_t
utf8_len(const uint8_t *at, size_t left)
{
    size_t len = *at >= 0xF0 ? 4 : *at >= 0xE0 ? 3 : 2;
    if (*at < 0xC2 || *at > 0xF4 || len > left) {
        return 0;
    }
    uint8_t least = *at == 0xE0 ? 0xA0 : *at == 0xF0 ? 0x90 : 0x80;
    uint8_t most = *at == 0xED ? 0x9F : *at == 0xF4 ? 0x8F : 0xBF;
    bool fits = at[1] >= least && at[1] <= most;
    for (size_t i = 2; i < len; i++) {
        fits = fits && (at[i] & 0xC0) == 0x80;
    }
    return fits ? len : 0;
}

static void
utf8_put(struct buf *out, uint32_t point)
{
    if (point < 0x80) {
        buf_put_u8(out, (uint8_t)point);
        return;
    }
    unsigned more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    buf_put_u8(out, (uint8_t)((0xFF00U >> (more + 1) & 0xFF) | point >> (6 * more)));
    while (more-- > 0) {
        buf_put_u8(out, (uint8_t)(0x80 | (point >> (6 * more) & 0x3F)));
    }
}

/* Four hex digits. */
static bool
take_unit(struct parser *p, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        uint8_t c = parse_peek(p);
        uint8_t letter = c | 0x20;
        if (parse_at_digit(p)) {
            *unit = *unit * 16 + (c - (uint32_t)'0');
        } else if (letter >= 'a' && letter <= 'f') {
            *unit = *unit * 16 + (letter - (uint32_t)'a' + 10);
        } else {
            return false;
        }
        p->at++;
    }
    return true;
}

/* What stands behind \u: a character, or two surrogates that make one. */
static enum tnw_err
take_code_point(struct parser *p, struct buf *out)
{
    uint32_t point;
    if (!take_unit(p, &point)) {
        return parse_refuse_syntax(p);
    }
    if (point == 0) {
        return parse_refuse(p, "U+0000 stands in a string");
    }
    if (point >= 0xD800 && point <= 0xDFFF) {
        uint32_t low;
        bool pair = point <= 0xDBFF && parse_take(p, '\\') && parse_take(p, 'u') && take_unit(p, &low);
        if (!pair || low < 0xDC00 || low > 0xDFFF) {
            return parse_refuse_syntax(p);
        }
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    utf8_put(out, point);
    return TNW_OK;
}

static enum tnw_err
take_escape(struct parser *p, struct buf *out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char means[] = "\"\\/\b\f\n\r\t";
    if (parse_take(p, 'u')) {
        return take_code_point(p, out);
    }
    const char *name = parse_peek(p) == 0 ? NULL : strchr(names, parse_peek(p));
    if (name == NULL) {
        return parse_refuse_syntax(p);
    }
    p->at++;
    buf_put_u8(out, (uint8_t)means[name - names]);
    return TNW_OK;
}

#define EACH_BYTE UINT64_C(0x0101010101010101)

/* Whether the next eight bytes are ASCII and mean but themselves, asked of all at once: most of what people write. */
static bool
eight_are_plain(const uint8_t *at)
{
    uint64_t eight;
    memcpy(&eight, at, sizeof eight);
    uint64_t quote = eight ^ (EACH_BYTE * '"');
    uint64_t slash = eight ^ (EACH_BYTE * '\\');
    uint64_t odd = eight | (eight - EACH_BYTE * ' ') | ((quote - EACH_BYTE) & ~quote) | ((slash - EACH_BYTE) & ~slash);
    return (odd & EACH_BYTE * 0x80) == 0;
}

/* How many bytes mean but themselves: up to a quote, a backslash, a control character, or what is not UTF-8. */
static size_t
plain_run(const struct parser *p)
{
    const uint8_t *at = p->at;
    while (p->end - at >= 8 && eight_are_plain(at)) {
        at += 8;
    }
    while (at < p->end && *at >= ' ' && *at != '"' && *at != '\\') {
        size_t len = *at < 0x80 ? 1 : utf8_len(at, (size_t)(p->end - at));
        if (len == 0) {
            break;
        }
        at += len;
    }
    return (size_t)(at - p->at);
}

/* Appends a string's content and a NUL. */
enum tnw_err
parse_text(struct parser *p, struct buf *out)
{
    if (!parse_take(p, '"')) {
        return parse_refuse_syntax(p);
    }
    while (!parse_take(p, '"')) {
        size_t run = plain_run(p);
        buf_put(out, p->at, run);
        p->at += run;
        if (parse_take(p, '\\')) {
            enum tnw_err err = take_escape(p, out);
            if (err != TNW_OK) {
                return err;
            }
        } else if (run == 0) {
            return parse_peek(p) >= 0x80 ? parse_refuse(p, "not valid UTF-8") : parse_refuse_syntax(p);
        }
    }
    buf_put_u8(out, 0);
    return out->err;
}
