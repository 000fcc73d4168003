#include "base/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

struct slice
slice_of(const void *ptr, size_t len)
{
    return (struct slice){.ptr = ptr, .len = len};
}

struct slice
slice_str(const char *text)
{
    return slice_of(text, text == NULL ? 0 : strlen(text));
}

struct slice
buf_slice(const struct buf *buf)
{
    return slice_of(buf->ptr, buf->len);
}

bool
slice_eq(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool
slice_eq_ct(struct slice a, struct slice b)
{
    if (a.len != b.len) {
        return false;
    }
    volatile uint8_t diff = 0;
    for (size_t i = 0; i < a.len; i++) {
        diff = (uint8_t)(diff | (a.ptr[i] ^ b.ptr[i]));
    }
    return diff == 0;
}

void
bytes_wipe(void *ptr, size_t len)
{
    if (ptr != NULL && len > 0) {
        explicit_bzero(ptr, len);
    }
}

/* realloc would leave the old bytes behind, so growth copies and wipes. One byte is kept spare for buf_text. */
static bool
buf_make_room(struct buf *buf, size_t len)
{
    if (len > LIMIT_BUF || buf->len > LIMIT_BUF - len) {
        buf->err = TNW_E_NO_MEMORY;
        return false;
    }
    size_t need = buf->len + len + 1;
    size_t cap = buf->cap == 0 ? 256 : buf->cap;
    while (cap < need) {
        cap *= 2;
    }
    uint8_t *ptr = malloc(cap);
    if (ptr == NULL) {
        buf->err = TNW_E_NO_MEMORY;
        return false;
    }
    if (buf->len > 0) {
        memcpy(ptr, buf->ptr, buf->len);
        bytes_wipe(buf->ptr, buf->len);
    }
    free(buf->ptr);
    buf->ptr = ptr;
    buf->cap = cap;
    return true;
}

static inline bool
reserve(struct buf *buf, size_t len)
{
    return buf->err == TNW_OK && (len < buf->cap - buf->len || buf_make_room(buf, len));
}

void
buf_reserve(struct buf *buf, size_t len)
{
    (void)reserve(buf, len);
}

uint8_t *
buf_grow(struct buf *buf, size_t len)
{
    if (!reserve(buf, len)) {
        return NULL;
    }
    uint8_t *at = buf->ptr + buf->len;
    buf->len += len;
    return at;
}

void
buf_fail(struct buf *buf, enum tnw_err err)
{
    if (buf->err == TNW_OK) {
        buf->err = err;
    }
}

void
buf_put(struct buf *buf, const void *ptr, size_t len)
{
    if (len == 0 || !reserve(buf, len)) {
        return;
    }
    memcpy(buf->ptr + buf->len, ptr, len);
    buf->len += len;
}

void
buf_put_slice(struct buf *buf, struct slice bytes)
{
    buf_put(buf, bytes.ptr, bytes.len);
}

void
buf_put_str(struct buf *buf, const char *text)
{
    buf_put(buf, text, strlen(text));
}

void
bytes_write_be(uint8_t *out, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        out[i] = (uint8_t)(value >> (8 * (size - 1 - i)));
    }
}

static void
put_be(struct buf *buf, uint64_t value, size_t size)
{
    uint8_t *at = buf_grow(buf, size);
    if (at != NULL) {
        bytes_write_be(at, value, size);
    }
}

void
buf_put_u8(struct buf *buf, uint8_t value)
{
    if (reserve(buf, 1)) {
        buf->ptr[buf->len++] = value;
    }
}

void
buf_put_u16(struct buf *buf, uint16_t value)
{
    put_be(buf, value, 2);
}

void
buf_put_u32(struct buf *buf, uint32_t value)
{
    put_be(buf, value, 4);
}

void
buf_put_u64(struct buf *buf, uint64_t value)
{
    put_be(buf, value, 8);
}

void
buf_put_hex(struct buf *buf, struct slice bytes)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t *at = buf_grow(buf, 2 * bytes.len);
    for (size_t i = 0; at != NULL && i < bytes.len; i++) {
        at[2 * i] = (uint8_t)digits[bytes.ptr[i] >> 4];
        at[2 * i + 1] = (uint8_t)digits[bytes.ptr[i] & 15];
    }
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
    char small[512];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n < 0) {
        buf->err = TNW_E_INTERNAL;
        return;
    }
    if ((size_t)n < sizeof small) {
        buf_put(buf, small, (size_t)n);
        return;
    }
    if (!reserve(buf, (size_t)n)) {
        return;
    }
    va_start(args, format);
    (void)vsnprintf((char *)buf->ptr + buf->len, (size_t)n + 1, format, args);
    va_end(args);
    buf->len += (size_t)n;
}

const char *
buf_text(struct buf *buf)
{
    if (!reserve(buf, 0)) {
        return NULL;
    }
    buf->ptr[buf->len] = 0;
    return (const char *)buf->ptr;
}

void
buf_clear(struct buf *buf)
{
    bytes_wipe(buf->ptr, buf->len);
    buf->len = 0;
    buf->err = TNW_OK;
}

void
buf_free(struct buf *buf)
{
    bytes_wipe(buf->ptr, buf->len);
    free(buf->ptr);
    *buf = (struct buf){0};
}

struct cursor
cursor_of(struct slice bytes)
{
    return (struct cursor){.ptr = bytes.ptr, .left = bytes.len, .err = TNW_OK};
}

struct slice
cursor_slice(struct cursor *cur, size_t len)
{
    if (cur->err == TNW_OK && len > cur->left) {
        cur->err = TNW_E_CORRUPT;
    }
    if (cur->err != TNW_OK) {
        return slice_of(NULL, 0);
    }
    struct slice got = slice_of(cur->ptr, len);
    cur->ptr += len;
    cur->left -= len;
    return got;
}

struct slice
cursor_rest(struct cursor *cur)
{
    return cursor_slice(cur, cur->left);
}

void
cursor_bytes(struct cursor *cur, void *out, size_t len)
{
    struct slice got = cursor_slice(cur, len);
    if (got.ptr == NULL) {
        memset(out, 0, len);
        return;
    }
    memcpy(out, got.ptr, len);
}

static uint64_t
get_be(struct cursor *cur, size_t size)
{
    struct slice got = cursor_slice(cur, size);
    uint64_t value = 0;
    for (size_t i = 0; i < got.len; i++) {
        value = (value << 8) | got.ptr[i];
    }
    return value;
}

uint8_t
cursor_u8(struct cursor *cur)
{
    return (uint8_t)get_be(cur, 1);
}

uint16_t
cursor_u16(struct cursor *cur)
{
    return (uint16_t)get_be(cur, 2);
}

uint32_t
cursor_u32(struct cursor *cur)
{
    return (uint32_t)get_be(cur, 4);
}

uint64_t
cursor_u64(struct cursor *cur)
{
    return get_be(cur, 8);
}

enum tnw_err
cursor_end(const struct cursor *cur)
{
    if (cur->err != TNW_OK) {
        return cur->err;
    }
    return cur->left == 0 ? TNW_OK : TNW_E_CORRUPT;
}

void
hex_encode(char *out, const uint8_t *bytes, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * len] = 0;
}

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return -1;
}

enum tnw_err
hex_decode(uint8_t *out, size_t len, const char *text)
{
    if (strlen(text) != 2 * len) {
        return TNW_E_CORRUPT;
    }
    for (size_t i = 0; i < len; i++) {
        int high = hex_value(text[2 * i]);
        int low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0) {
            return TNW_E_CORRUPT;
        }
        out[i] = (uint8_t)(high << 4 | low);
    }
    return TNW_OK;
}
