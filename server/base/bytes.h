/*
 * Bytes with owners. A slice borrows; a buf owns, grows, and is wiped when freed.
 */
#ifndef TNW_BASE_BYTES_H
#define TNW_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tnw/error.h"

/* Borrowed bytes: never freed through the slice; valid as long as the owner says. */
struct slice {
    const uint8_t *ptr;
    size_t len;
};

/* Owned, growing bytes. `{0}` is empty and valid. err is sticky: after a failed growth every put is a no-op. */
struct buf {
    uint8_t *ptr;
    size_t len;
    size_t cap;
    enum tnw_err err;
};

struct slice slice_of(const void *ptr, size_t len);
struct slice slice_str(const char *text); /* without the NUL; text may be NULL: empty */
struct slice buf_slice(const struct buf *buf);
bool slice_eq(struct slice a, struct slice b);
bool slice_eq_ct(struct slice a, struct slice b); /* constant time in the content (not in the length) */

/* Appending. Integers are big-endian. All failures are sticky in buf->err. */
void buf_put(struct buf *buf, const void *ptr, size_t len);
void buf_put_slice(struct buf *buf, struct slice bytes);
void buf_put_str(struct buf *buf, const char *text);
void buf_put_u8(struct buf *buf, uint8_t value);
void buf_put_u16(struct buf *buf, uint16_t value);
void buf_put_u32(struct buf *buf, uint32_t value);
void buf_put_u64(struct buf *buf, uint64_t value);
void buf_put_hex(struct buf *buf, struct slice bytes);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes err sticky, unless there is one; TNW_OK changes nothing. For what should have been put and could not be
 * made. */
void buf_fail(struct buf *buf, enum tnw_err err);

/* Makes room for len more bytes, so that what is known to come needs no growth on the way. */
void buf_reserve(struct buf *buf, size_t len);

/* Makes room for len more bytes and counts them in; returns where they are, or NULL (sticky). */
uint8_t *buf_grow(struct buf *buf, size_t len);

/* Returns the text with a terminating NUL that is not counted in len; NULL when buf->err is set. */
const char *buf_text(struct buf *buf);

void buf_clear(struct buf *buf); /* keeps the memory, wipes the content, resets err */
void buf_free(struct buf *buf);  /* wipes, frees, leaves `{0}` */

void bytes_wipe(void *ptr, size_t len);

/* Writes the low `size` bytes (at most 8) of value to out, big-endian. */
void bytes_write_be(uint8_t *out, uint64_t value, size_t size);

/* Reading with bounds. After the first failure every get returns zeros, and err stays: TNW_E_CORRUPT, or what the
 * reader made of it for a reason of its own. */
struct cursor {
    const uint8_t *ptr;
    size_t left;
    enum tnw_err err;
};

struct cursor cursor_of(struct slice bytes);
uint8_t cursor_u8(struct cursor *cur);
uint16_t cursor_u16(struct cursor *cur);
uint32_t cursor_u32(struct cursor *cur);
uint64_t cursor_u64(struct cursor *cur);
void cursor_bytes(struct cursor *cur, void *out, size_t len);
struct slice cursor_slice(struct cursor *cur, size_t len);
struct slice cursor_rest(struct cursor *cur);

/* Returns err, or TNW_E_CORRUPT when bytes are left over. */
TNW_MUST_CHECK enum tnw_err cursor_end(const struct cursor *cur);

/* Hex. out takes 2*len+1 characters, lower case, NUL-terminated. */
void hex_encode(char *out, const uint8_t *bytes, size_t len);
/* In: text of exactly 2*len hex digits, lower case only. */
TNW_MUST_CHECK enum tnw_err hex_decode(uint8_t *out, size_t len, const char *text);

#endif
