#include "store/records/value.h"

#include <string.h>

void
value_put_rest(struct buf *out, const struct buf *rest)
{
    buf_put_slice(out, buf_slice(rest));
    if (rest->err != TNW_OK) {
        out->err = rest->err;
    }
}

void
value_put_text(struct buf *out, const struct buf *text)
{
    buf_put_u32(out, (uint32_t)text->len);
    value_put_rest(out, text);
}

static void
take(struct cursor *cur, size_t len, struct buf *out)
{
    buf_put_slice(out, cursor_slice(cur, len));
    if (out->err != TNW_OK) {
        cur->err = out->err;
    }
}

void
value_get_text(struct cursor *cur, struct buf *out)
{
    uint32_t len = cursor_u32(cur);
    take(cur, len, out);
}

void
value_get_rest(struct cursor *cur, struct buf *out)
{
    take(cur, cur->left, out);
}

void
value_put_code(struct buf *out, const char *code, size_t room)
{
    size_t len = strnlen(code, room - 1);
    buf_put_u8(out, (uint8_t)len);
    buf_put(out, code, len);
}

void
value_get_code(struct cursor *cur, char *out, size_t room)
{
    size_t len = cursor_u8(cur);
    if (len >= room) {
        cur->err = TNW_E_CORRUPT;
        return;
    }
    cursor_bytes(cur, out, len);
    out[len] = 0;
}
