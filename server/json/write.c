#include "json/write.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"

struct json_writer
json_writer(struct buf *out)
{
    return (struct json_writer){.out = out, .depth = 0, .comma = false};
}

/* The comma and the member's name, in one growth of the buf. */
static void
lead(struct json_writer *jw, const char *key)
{
    size_t comma = jw->comma ? 1 : 0;
    size_t len = key == NULL ? 0 : strlen(key);
    uint8_t *at = buf_grow(jw->out, comma + (key == NULL ? 0 : len + 3));
    jw->comma = true;
    if (at == NULL) {
        return;
    }
    if (comma != 0) {
        *at++ = ',';
    }
    if (key != NULL) {
        *at++ = '"';
        memcpy(at, key, len);
        memcpy(at + len, "\":", 2);
    }
}

static void
open_with(struct json_writer *jw, const char *key, uint8_t bracket)
{
    lead(jw, key);
    buf_put_u8(jw->out, bracket);
    jw->depth++;
    jw->comma = false;
}

static void
close_with(struct json_writer *jw, uint8_t bracket)
{
    assert(jw->depth > 0);
    buf_put_u8(jw->out, bracket);
    jw->depth--;
    jw->comma = true;
}

void
jw_open(struct json_writer *jw, const char *key)
{
    open_with(jw, key, '{');
}

void
jw_close(struct json_writer *jw)
{
    close_with(jw, '}');
}

void
jw_open_list(struct json_writer *jw, const char *key)
{
    open_with(jw, key, '[');
}

void
jw_close_list(struct json_writer *jw)
{
    close_with(jw, ']');
}

/* RFC 8785 §3.2.2.2: the short escapes where JSON has them, \u00xx in lower case for other controls, nothing else. */
static void
put_escape(struct buf *out, uint8_t c)
{
    static const char hex[] = "0123456789abcdef";
    static const char shorts[0x20] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    char text[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    size_t len = sizeof text;
    if (c >= 0x20 || shorts[c] != 0) {
        text[1] = c >= 0x20 ? (char)c : shorts[c];
        len = 2;
    }
    buf_put(out, text, len);
}

void
jw_quoted(struct buf *out, struct slice text)
{
    buf_reserve(out, text.len + 2);
    buf_put_u8(out, '"');
    size_t plain = 0; /* where the run that needs no escape began */
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = text.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        buf_put(out, text.ptr + plain, i - plain);
        put_escape(out, c);
        plain = i + 1;
    }
    if (text.len > plain) {
        buf_put(out, text.ptr + plain, text.len - plain);
    }
    buf_put_u8(out, '"');
}

void
jw_slice(struct json_writer *jw, const char *key, struct slice text)
{
    lead(jw, key);
    jw_quoted(jw->out, text);
}

void
jw_str(struct json_writer *jw, const char *key, const char *text)
{
    if (text == NULL) {
        jw_null(jw, key);
        return;
    }
    jw_slice(jw, key, slice_str(text));
}

void
jw_int(struct json_writer *jw, const char *key, int64_t value)
{
    assert(value <= LIMIT_JSON_NUMBER && value >= -LIMIT_JSON_NUMBER);
    char text[24];
    size_t at = sizeof text;
    uint64_t rest = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    do {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (value < 0) {
        text[--at] = '-';
    }
    lead(jw, key);
    buf_put(jw->out, text + at, sizeof text - at);
}

void
jw_null(struct json_writer *jw, const char *key)
{
    lead(jw, key);
    buf_put(jw->out, "null", 4);
}

void
jw_raw(struct json_writer *jw, const char *key, struct slice json)
{
    lead(jw, key);
    buf_put_slice(jw->out, json);
}

void
jw_hex(struct json_writer *jw, const char *key, struct slice bytes)
{
    lead(jw, key);
    buf_put_u8(jw->out, '"');
    buf_put_hex(jw->out, bytes);
    buf_put_u8(jw->out, '"');
}

/* Text that is known to need no escape. */
static void
put_plain(struct json_writer *jw, const char *key, const char *text, size_t len)
{
    lead(jw, key);
    uint8_t *at = buf_grow(jw->out, len + 2);
    if (at == NULL) {
        return;
    }
    at[0] = '"';
    memcpy(at + 1, text, len);
    at[len + 1] = '"';
}

void
jw_id(struct json_writer *jw, const char *key, enum id_kind kind, const struct id *id)
{
    if (id_is_zero(id)) {
        jw_null(jw, key);
        return;
    }
    char text[ID_TEXT];
    id_format(text, kind, id);
    put_plain(jw, key, text, ID_TEXT - 1);
}

void
jw_time(struct json_writer *jw, const char *key, time_ms when)
{
    if (when == 0) {
        jw_null(jw, key);
        return;
    }
    char text[TIME_TEXT];
    time_format(text, when);
    put_plain(jw, key, text, TIME_TEXT - 1);
}

void
jw_date(struct json_writer *jw, const char *key, day_num day)
{
    char text[DATE_TEXT];
    date_format(text, day);
    put_plain(jw, key, text, DATE_TEXT - 1);
}

void
jw_date_or_null(struct json_writer *jw, const char *key, day_num day)
{
    if (day == 0) {
        jw_null(jw, key);
    } else {
        jw_date(jw, key, day);
    }
}

void
jw_bool(struct json_writer *jw, const char *key, bool flag)
{
    jw_raw(jw, key, slice_str(flag ? "true" : "false"));
}

void
jw_codes(struct json_writer *jw, const char *key, const struct code_list *list, code_set set)
{
    jw_open_list(jw, key);
    for (unsigned i = 0; i < list->count; i++) {
        if ((set & CODE_BIT(i)) != 0) {
            jw_str(jw, NULL, list->texts[i]);
        }
    }
    jw_close_list(jw);
}
